import { answerBy } from '../domain/handoff-clock.ts'
import { WINDOW_MS } from '../domain/window.ts'
import type { ShownDelivery, ShownHandoff, Thread, ThreadMessage } from './baton.ts'
import type { DeskPort } from './desk.ts'
import type { ShownEvent, ShownStatus } from './events.ts'
import type { ListFilter, ShownConversation, View } from './reading.ts'
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

/** What is wanted of a list. */
export interface DeskQuery extends ListFilter {
  readonly view?: View | undefined
  /** Whose are `mine`, and what they have not seen. */
  readonly person?: string | undefined
  /** Only those on these lines. */
  readonly lines?: readonly string[] | undefined
  /** `closing` ones are open for less than two hours. */
  readonly window?: 'open' | 'closing' | 'closed' | undefined
  /** The `next` of the page before. */
  readonly after?: string | undefined
  /** 50 where it is not said, at most 200. */
  readonly most?: number | undefined
}

export interface DeskPage {
  readonly conversations: readonly DeskConversation[]
  readonly next: string | undefined
}

export interface DeskHandoff extends ShownHandoff, Wait {}

/** What people are told of a delivery: one whose request is being written is on the wire. */
type Told<State> = Exclude<State, 'claimed'> | 'on-the-wire'

export interface DeskMessage extends Omit<ThreadMessage, 'delivery'> {
  readonly delivery: (Omit<ShownDelivery, 'state'> & { readonly state: Told<ShownDelivery['state']> }) | undefined
}

export interface DeskThread extends Omit<Thread, 'messages'> {
  readonly messages: readonly DeskMessage[]
}

type Needs = Pick<World, 'store' | 'clock' | 'lines'> & { readonly business: string }

const CLOSING_MS = 2 * 60 * 60_000
const USUAL_PAGE = 50
const LARGEST_PAGE = 200

/** What a desk looks at. */
export function deskViews({
  store,
  clock,
  lines,
  business,
}: Needs): Pick<DeskPort, 'conversations' | 'page' | 'counts' | 'conversation' | 'thread' | 'handoffs' | 'handoff'> {
  const keyOf = (id: string) => ({ business, id })

  function waitOf(line: string, waitingSince: number | undefined): Wait {
    const policy = lines.all.find(({ name }) => name === line)?.handoff
    const due = waitingSince === undefined || !policy ? undefined : answerBy(waitingSince, policy)
    return { waitingSince, answerBy: due, overdue: due !== undefined && due <= clock.now() }
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

  /** When somebody has written last whose window is so. */
  function writtenFor(window: DeskQuery['window']) {
    const closed = clock.now() - WINDOW_MS
    switch (window) {
      case 'open':
        return { after: closed, upTo: Number.MAX_SAFE_INTEGER }
      case 'closing':
        return { after: closed, upTo: closed + CLOSING_MS }
      case 'closed':
        return { after: -1, upTo: closed }
      case undefined:
        return undefined
    }
  }

  async function page({ view = 'all', person = '', lines, most = USUAL_PAGE, window, ...filter }: DeskQuery = {}) {
    const query = {
      business,
      view,
      person,
      lines,
      ...filter,
      written: writtenFor(window),
      most: within(most, LARGEST_PAGE),
    }
    const { conversations, next } = await store.conversations(query)
    return { conversations: conversations.map(toConversation), next }
  }

  return {
    page,
    conversations: async (query) => (await page(query)).conversations,
    counts: ({ person = '', lines } = {}) => store.counts({ business, person, lines }),
    async conversation(id, person) {
      const shown = await store.conversation(keyOf(id), person)
      return shown && toConversation(shown)
    },
    async thread(id, { before, most = USUAL_PAGE } = {}) {
      if (!(await store.lineOf(keyOf(id)))) return undefined
      const page = await store.thread(keyOf(id), { before, most: within(most, LARGEST_PAGE) })
      return { ...page, messages: page.messages.map(toDeskMessage) }
    },
    handoffs: async ({ lines } = {}) => (await store.handoffs({ business, lines })).map(toHandoff),
    async handoff(id) {
      const shown = await store.handoff(keyOf(id))
      if (!shown) return undefined
      const [steps, written] = await Promise.all([store.stepsOf(keyOf(id)), store.briefing(keyOf(id))])
      return { ...toHandoff(shown), steps, briefing: written?.briefing, messagesSince: written?.since ?? 0 }
    },
  }
}

const within = (asked: number, most: number) => Math.min(Math.max(Math.floor(asked) || 1, 1), most)

const toldOf = <State extends string>(state: State) => (state === 'claimed' ? 'on-the-wire' : state) as Told<State>

export const toDeskMessage = ({ delivery, ...message }: ThreadMessage): DeskMessage => ({
  ...message,
  delivery: delivery && { ...delivery, state: toldOf(delivery.state) },
})

/** An event in the words of the lists and threads that it changes. */
export function toDeskEvent(event: ShownEvent) {
  if (event.kind === 'message') return { ...event, message: toDeskMessage(event.message) }
  if (event.kind !== 'status') return event
  const status: Omit<ShownStatus, 'state'> & { state: Told<ShownStatus['state']> } = {
    ...event.status,
    state: toldOf(event.status.state),
  }
  return { ...event, status }
}
