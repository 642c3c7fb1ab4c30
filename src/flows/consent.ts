import { isAllowed } from '../domain/allow-list.ts'
import { consentSaidBy } from '../domain/consent-words.ts'
import type { EventHandlers } from '../domain/notice.ts'
import type { Outbound } from '../domain/outbound.ts'
import { templateIn } from '../domain/template.ts'
import { seemsAutomated } from './plan.ts'
import { sentenceFor } from './sentences.ts'
import type { OpenTurn, Work } from './store.ts'
import type { World } from './world.ts'

/** Meta tells what somebody has chosen in WhatsApp: it is kept like their own word, also of whoever never wrote. */
export function consentHandler({
  store,
  clock,
  lines,
  log,
}: Pick<World, 'store' | 'clock' | 'lines' | 'log'>): EventHandlers {
  return {
    async user_preferences({ line, notices, receivedAt }) {
      const { business } = lines.all.find(({ name }) => name === line) ?? lines.all[0]!
      for (const notice of notices) {
        if (notice.kind !== 'preference' || notice.category !== MARKETING) continue
        const { who, wants, at } = notice
        const state = wants ? ('in' as const) : ('out' as const)
        const said = Math.min(at > 0 ? at : receivedAt, receivedAt)
        await store.keepPreference({ business, who, line, state, at: said, now: clock.now() })
        log.info('consent-kept', { state, source: 'preference', line })
      }
    },
  }
}
const MARKETING = 'marketing_messages'

type Needs = Pick<World, 'store' | 'clock' | 'ids' | 'log' | 'policy'> & { readonly wake: (dueAt: number) => void }

/**
 * Confirms to a customer what was kept when they wrote STOP or START, before anything else of the turn and whoever has
 * the conversation. Says whether it did: what is unanswered is then another.
 */
export async function confirmConsent(world: Needs, work: Work, turn: OpenTurn): Promise<boolean> {
  const { store, clock, ids, log, policy, wake } = world
  const asked = turn.unanswered.filter(({ content }) => consentSaidBy(content) !== undefined)
  if (asked.length === 0 || turn.blocked || turn.elsewhere) return false
  if (!isAllowed(policy.allowedNumbers, turn.sender) || seemsAutomated(turn, policy)) return false
  const { business } = work
  const said = await store.consentsSaid({ business, wamids: asked.map(({ wamid }) => wamid) })
  const kept = asked.filter(({ wamid }) => said.has(wamid))
  if (kept.length === 0) return false
  const state = said.get(kept.at(-1)!.wamid)!
  const told = await store.confirmConsent({
    work,
    conversation: { business, id: work.key },
    positions: kept.map(({ position }) => position),
    because: state === 'out' ? 'the customer stopped marketing' : 'the customer wants marketing again',
    id: ids.next(),
    text: sentenceFor(turn, policy.texts[state === 'out' ? 'marketingStopped' : 'marketingResumed']),
    now: clock.now(),
  })
  if (!told) return false
  log.info('consent-kept', { state, source: 'word', conversation: work.key })
  wake(clock.now())
  return true
}

/** Whom a message is for. */
export interface Recipient {
  readonly business: string
  readonly customer: string
}

/** Why a message is not sent to somebody who wants no marketing. It is looked at again when it leaves. */
export async function marketingRefusal(
  { store }: { readonly store: Pick<World['store'], 'marketingRefusal'> },
  recipient: Recipient,
  messages: readonly Outbound[],
): Promise<string | undefined> {
  for (const message of messages) {
    const template = templateIn(message)
    const refusal = template && (await store.marketingRefusal({ ...recipient, template }))
    if (refusal) return refusal
  }
  return undefined
}
