import type { EventHandler, EventHandlers, Notice, WebhookEvent } from '../domain/notice.ts'
import type { Change } from './receive.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

export function handlersOf(handlers: readonly EventHandlers[], field: string): EventHandler[] {
  return handlers.flatMap((one) => [one[field], one['*']]).filter((handler) => handler !== undefined)
}

type Needs = Pick<World, 'store' | 'log'> & {
  readonly handlers: readonly EventHandlers[]
  readonly read: (raw: unknown) => readonly Change[]
}

/** Hands a kept change to whoever handles its field. It was acknowledged long ago: nothing here keeps Meta waiting. */
export async function tellNotice({ store, log, handlers, read }: Needs, work: Work): Promise<undefined> {
  const kept = await store.loadNotice({ business: work.business, id: work.key })
  if (kept) {
    const { field, line, account, raw, receivedAt } = kept
    const [change] = read(raw)
    const { notices = [], phoneNumberId } = change ?? {}
    const event: WebhookEvent = { field, line, phoneNumberId, account, notices, raw, receivedAt }
    for (const handle of handlersOf(handlers, field)) await handle(event)
    log.debug('notice-handled', { field })
  }
  await store.finishNotice(work)
}

/** What people should look at, whichever field tells of it. */
export function alertOf(notice: Notice): Readonly<Record<string, string | undefined>> | undefined {
  switch (notice.kind) {
    case 'account':
      return { what: 'account', event: notice.event, detail: notice.banned ?? notice.violation }
    case 'account-alert':
      return { what: 'account', event: notice.type, detail: notice.description }
    case 'account-review':
      return notice.decision === 'APPROVED' ? undefined : { what: 'account-review', event: notice.decision }
    case 'security':
      return { what: 'security', event: notice.event }
    case 'number-quality':
      return { what: 'number', event: notice.event, detail: notice.limit }
    case 'template-status':
      return WELCOME.has(notice.event)
        ? undefined
        : { what: 'template', event: notice.event, detail: notice.template.name }
    case 'template-quality':
      return GOOD.has(notice.after)
        ? undefined
        : { what: 'template', event: `quality ${notice.after}`, detail: notice.template.name }
    case 'template-category':
      return { what: 'template', event: `category ${notice.becomes ?? notice.category}`, detail: notice.template.name }
    case 'number-name':
      return notice.decision === 'APPROVED'
        ? undefined
        : { what: 'number', event: `name ${notice.decision ?? 'changed'}`, detail: notice.name }
    case 'capability':
      return notice.limit === undefined ? undefined : { what: 'limit', event: notice.limit }
    case 'error':
      return { what: 'error', event: String(notice.error.code), detail: notice.error.reason }
    default:
      return undefined
  }
}
const WELCOME = new Set(['APPROVED', 'PENDING', 'REINSTATED'])
const GOOD = new Set(['GREEN', 'UNKNOWN'])

/** The platform's own handler: what concerns account, numbers or templates is an alert in the log. */
export function alertHandler({ log }: Pick<World, 'log'>): EventHandlers {
  return {
    '*': ({ field, line, notices }) => {
      for (const notice of notices) {
        const alert = alertOf(notice)
        if (alert) log.warn('attention-needed', { field, line, ...alert })
      }
    },
  }
}
