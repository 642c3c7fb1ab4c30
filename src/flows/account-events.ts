import type { EventHandlers, Notice } from '../domain/notice.ts'
import type { World } from './world.ts'

type AccountNotice = Extract<Notice, { kind: 'account' }>

/** Meta's number for an account that is locked: what a send would be answered, had it been tried. */
const LOCKED = 131031

/**
 * What becomes of the lines of an account. A restriction of what the business begins leaves answers alone; only where
 * nothing at all would be sent is the line paused. Whatever Meta does not tell is found out by the next try: a paused
 * line lets one message through now and then, and goes on with the first that is taken.
 */
function effectOf({ event, banned, restrictions }: AccountNotice): 'pause' | 'resume' | undefined {
  switch (event) {
    case 'ACCOUNT_DELETED':
      return 'pause'
    case 'ACCOUNT_RECONNECTED':
      return 'resume'
    case 'DISABLED_UPDATE':
      // Before it is disabled it is told when it will be.
      if (banned === 'REINSTATE') return 'resume'
      return banned === 'DISABLE' ? 'pause' : undefined
    case 'ACCOUNT_RESTRICTION':
      return restrictions.some(({ type }) => type === 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING') ? 'pause' : undefined
    default:
      return undefined
  }
}

type Needs = Pick<World, 'store' | 'lines' | 'clock' | 'log'> & { readonly wake: (dueAt: number) => void }

/** Lines of an account that Meta has taken from us, or given back, without waiting for a customer's answer to fail. */
export function accountHandler({ store, lines, clock, log, wake }: Needs): EventHandlers {
  return {
    async account_update({ account, notices }) {
      for (const notice of notices) {
        const effect = notice.kind === 'account' ? effectOf(notice) : undefined
        if (notice.kind !== 'account' || !effect) continue
        const of = notice.account ?? account
        for (const { business, name, account: own } of lines.all) {
          if (own === undefined || own !== of) continue
          const now = clock.now()
          const reason = `Meta tells of the account: ${notice.event}${notice.banned ? ` (${notice.banned})` : ''}`
          if (effect === 'pause') {
            await store.pauseLine({ business, line: name, code: LOCKED, reason, now })
            log.error('line-paused', { line: name, code: LOCKED, reason })
          } else if (await store.resumeLine({ business, line: name, now })) log.info('line-resumed', { line: name })
          wake(now)
        }
      }
    },
  }
}
