import { WINDOW_MS } from '../domain/window.ts'
import type { ShownConversation, ShownDelivery, ShownHandoff, Thread, ThreadMessage } from './baton.ts'
import type { DeskPort } from './desk.ts'
import type { World } from './world.ts'

/** How long a customer has waited for a person, and may. */
export interface Wait {
  /** Since the handoff; undefined once a person has answered. */
  readonly waitingSince: number | undefined
  readonly answerBy: number | undefined
  readonly overdue: boolean
}

export interface DeskConversation extends Omit<ShownConversation, 'waitingSince'>, Wait {
  /** In which WhatsApp takes more than templates; only the customer opens it. */
  readonly window: { readonly open: boolean; readonly closesAt: number }
}

export interface DeskHandoff extends ShownHandoff, Wait {}

/** A message as a desk shows it: one whose request is being written is on the wire. */
export interface DeskMessage extends Omit<ThreadMessage, 'delivery'> {
  readonly delivery:
    | (Omit<ShownDelivery, 'state'> & { readonly state: Exclude<ShownDelivery['state'], 'claimed'> | 'on-the-wire' })
    | undefined
}

export interface DeskThread extends Omit<Thread, 'messages'> {
  readonly messages: readonly DeskMessage[]
}

type Needs = Pick<World, 'store' | 'clock' | 'lines'> & { readonly business: string }

const USUAL_LIST = 100
const USUAL_PAGE = 50
const LARGEST_PAGE = 200

/** What a desk looks at. */
export function deskViews({
  store,
  clock,
  lines,
  business,
}: Needs): Pick<DeskPort, 'conversations' | 'conversation' | 'thread' | 'handoffs' | 'handoff'> {
  const keyOf = (id: string) => ({ business, id })

  function waitOf(line: string, waitingSince: number | undefined): Wait {
    const policy = lines.all.find(({ name }) => name === line)?.handoff
    const answerBy = waitingSince === undefined || !policy ? undefined : waitingSince + policy.slaMs
    return { waitingSince, answerBy, overdue: answerBy !== undefined && answerBy <= clock.now() }
  }

  function toConversation({ waitingSince, customer, ...shown }: ShownConversation): DeskConversation {
    const closesAt = shown.lastInboundAt + WINDOW_MS
    const phone = customer.phone === undefined ? undefined : `+${customer.phone}`
    return {
      ...shown,
      ...waitOf(shown.line, waitingSince),
      customer: { ...customer, phone },
      window: { open: clock.now() < closesAt, closesAt },
    }
  }

  const toHandoff = (shown: ShownHandoff): DeskHandoff => {
    const waits = shown.answeredAt === undefined && shown.releasedAt === undefined
    return { ...shown, ...waitOf(shown.line, waits ? shown.openedAt : undefined) }
  }

  return {
    async conversations({ view = 'all', person = '', lines, most = USUAL_LIST } = {}) {
      const query = { business, view, person, lines, most: within(most, LARGEST_PAGE) }
      return (await store.conversations(query)).map(toConversation)
    },
    async conversation(id) {
      const shown = await store.conversation(keyOf(id))
      return shown && toConversation(shown)
    },
    async thread(id, { before, most = USUAL_PAGE } = {}) {
      if (!(await store.lineOf(keyOf(id)))) return undefined
      const page = await store.thread(keyOf(id), { before, most: within(most, LARGEST_PAGE) })
      return { ...page, messages: page.messages.map(toDeskMessage) }
    },
    handoffs: async () => (await store.handoffs()).filter((one) => one.business === business).map(toHandoff),
    async handoff(id) {
      const shown = await store.handoff(keyOf(id))
      if (!shown) return undefined
      const [steps, written] = await Promise.all([store.stepsOf(keyOf(id)), store.briefing(keyOf(id))])
      return { ...toHandoff(shown), steps, briefing: written?.briefing, messagesSince: written?.since ?? 0 }
    },
  }
}

const within = (asked: number, most: number) => Math.min(Math.max(Math.floor(asked) || 1, 1), most)

export function toDeskMessage({ delivery, ...message }: ThreadMessage): DeskMessage {
  const state = delivery?.state === 'claimed' ? 'on-the-wire' : delivery?.state
  return { ...message, delivery: delivery && state && { ...delivery, state } }
}
