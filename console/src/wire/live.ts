import type { InfiniteData } from '@tanstack/react-query'
import { opensWindow } from '../../../src/domain/content.ts'
import { WINDOW_MS } from '../../../src/domain/window.ts'
import type {
  Content,
  ConversationPage,
  ConversationRow,
  Presence,
  ShownEvent,
  ThreadEntry,
  ThreadPage,
} from '../../../src/http/wire.ts'
import { serverNow } from './clock.ts'
import { askAgain, askSoon, queries, renewOnceThere, SOON_MS } from './queries.ts'
import { renewThread } from './thread-pages.ts'

/** What a live event brings, as it stands in the stream: without its cursor, which is the event's id. */
export type LiveEvent = {
  [Kind in ShownEvent['kind']]: Omit<Extract<ShownEvent, { kind: Kind }>, 'cursor'>
}[ShownEvent['kind']]
type Pages<Page> = InfiniteData<Page, unknown>

/** How soon lists are asked for again where nobody waits for it. */
const BY_ITSELF_MS = 4000

const KINDS = ['message', 'status', 'handoff', 'turn', 'conversation'] as const

interface LiveState {
  readonly up: boolean
  /** When something was heard last: also of a quiet stream, which says every 15 seconds that it is there. */
  readonly heardAt: number
}
let state: LiveState = { up: true, heardAt: Date.now() }
const watchers = new Set<() => void>()
const hearers = new Set<(event: LiveEvent) => void>()

export const liveState = () => state
export function watchLive(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
/** For what is announced rather than shown: a sound, a sentence for screen readers. */
export function hearLive(hear: (event: LiveEvent) => void): () => void {
  hearers.add(hear)
  return () => hearers.delete(hear)
}

function become(next: Partial<LiveState>) {
  state = { ...state, ...next }
  document.body.dataset.live = state.up ? 'up' : 'down'
  for (const watcher of watchers) watcher()
}

/** Follows what happens from a place on until it is told to stop. The browser comes again by itself, with the last place it has seen. */
export function followLive(from: string): () => void {
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  let wasCut = false
  let cursor = from

  function open() {
    source = new EventSource(`/channels/events?after=${encodeURIComponent(cursor)}`)
    source.onopen = () => {
      become({ up: true, heardAt: Date.now() })
      // What the stream does not tell, such as another person's drafts, is asked for after a cut.
      if (wasCut) lists.renew()
      wasCut = false
    }
    source.onerror = () => {
      wasCut = true
      become({ up: false })
      if (source.readyState !== EventSource.CLOSED) return
      // Refused rather than cut off: browsers do not come again by themselves then.
      clearTimeout(again)
      again = setTimeout(open, 3000)
    }
    for (const kind of KINDS)
      source.addEventListener(kind, (event) => {
        cursor = event.lastEventId
        take({ kind, ...JSON.parse(event.data) })
      })
    source.addEventListener('presence', (event) => {
      const presence = JSON.parse(event.data) as Presence
      queries.setQueryData(['presence', presence.conversation], presence.others)
    })
    source.addEventListener('templates', () => askAgain(['templates']))
    source.addEventListener('campaign', () => askAgain(['campaigns']))
    source.addEventListener('reset', () => void queries.invalidateQueries())
  }

  open()
  return () => {
    clearTimeout(again)
    source.close()
  }
}

function take(event: LiveEvent) {
  become({ heardAt: Date.now() })
  renewOnceThere(['thread', event.conversation])
  renewOnceThere(['conversation', event.conversation])
  switch (event.kind) {
    case 'message':
      patchThread(event.conversation, event.message as ThreadEntry)
      break
    case 'status':
      patchDelivery(event.conversation, event.status)
      break
    case 'handoff':
      askAgain(['handoff', event.handoff.id])
      askAgain(['customer', event.customer])
      askAgain(['follow-ups', event.conversation])
      lists.renewThread(event.conversation)
      break
    case 'turn':
      askSoon(['facts', event.customer])
      break
    case 'conversation':
      askAgain(['follow-ups', event.conversation])
      if (event.state === 'updates') break
      // All of it may be other messages now.
      askAgain(['thread', event.conversation])
      lists.renewThread(event.conversation)
      break
  }
  patchRows(event)
  // Ticks and turns change neither order nor views nor counts; what waits stands in the lists.
  const waits = event.kind === 'status' && (event.status.state === 'parked' || event.status.state === 'dropped')
  // Campaigns say thousands of things by themselves, and move nothing: lists can wait for those.
  const isByItself = event.kind === 'message' && event.message.author === 'system'
  if (waits || (event.kind !== 'status' && event.kind !== 'turn')) lists.renew(isByItself ? BY_ITSELF_MS : SOON_MS)
  for (const hear of hearers) hear(event)
}

/** A message that is new stands at the end; one that is known is replaced where it stands. */
export function patchThread(conversation: string, message: ThreadEntry) {
  queries.setQueryData<Pages<ThreadPage>>(['thread', conversation], (known) => {
    if (!known) return known
    let isThere = false
    const pages = known.pages.map((page) => {
      const index = page.messages.findIndex(({ id }) => id === message.id)
      if (index === -1) return page
      isThere = true
      return { ...page, messages: page.messages.with(index, message) }
    })
    const newest = pages[0]
    if (isThere || !newest) return { ...known, pages }
    const last = newest.messages.at(-1)
    // Older than what is shown: it comes with the page it stands on.
    if (last && message.position < (newest.messages[0]?.position ?? 0)) return known
    const messages = [...newest.messages, message].sort((one, other) => one.position - other.position)
    return { ...known, pages: [{ ...newest, messages }, ...pages.slice(1)] }
  })
}

function patchDelivery(
  conversation: string,
  { message: id, state, error, wamid }: Extract<LiveEvent, { kind: 'status' }>['status'],
) {
  queries.setQueryData<Pages<ThreadPage>>(['thread', conversation], (known) => {
    if (!known) return known
    const pages = known.pages.map((page) => {
      const index = page.messages.findIndex((message) => message.id === id)
      const message = page.messages[index]
      if (!message) return page
      const shown = (state === 'claimed' ? 'on-the-wire' : state) as NonNullable<ThreadEntry['delivery']>['state']
      // What waited was not said as long as it did; what has left since is a message of its own.
      const outcome = shown === 'parked' || message.delivery?.state === 'parked' ? 'unsent' : message.outcome
      const delivery = { leavesAt: undefined, again: undefined, ...message.delivery, state: shown, error }
      return {
        ...page,
        messages: page.messages.with(index, { ...message, outcome, delivery, wamid: wamid ?? message.wamid }),
      }
    })
    return { ...known, pages }
  })
}

function patchRows(event: LiveEvent) {
  const change = (row: ConversationRow): ConversationRow => {
    const { owner, epoch, teammate } = event
    if (event.kind !== 'message') return { ...row, owner, epoch, teammate }
    const { message } = event
    const isNewest = message.position >= row.position
    const isNew = message.position > row.position
    return {
      ...row,
      owner,
      epoch,
      teammate,
      position: Math.max(row.position, message.position),
      lastMessage: isNewest ? { author: message.author, text: message.text, at: message.at } : row.lastMessage,
      window: windowAfter(row, message as ThreadEntry),
      unread: isNew && message.author === 'customer' ? Math.min(row.unread + 1, 99) : row.unread,
    }
  }
  patchConversation(event.conversation, change)
}

/** Only the customer opens it, and what comes late does not shorten it. */
function windowAfter({ window }: ConversationRow, { author, content, at }: ThreadEntry): ConversationRow['window'] {
  const opens = author === 'customer' && (content === undefined || opensWindow(content as Content))
  const closesAt = opens ? Math.max(window.closesAt, at + WINDOW_MS) : window.closesAt
  return { open: serverNow() < closesAt, closesAt }
}

/** Changes one conversation wherever it is shown. */
export function patchConversation(id: string, change: (row: ConversationRow) => ConversationRow) {
  queries.setQueryData<ConversationRow>(['conversation', id], (row) => row && change(row))
  queries.setQueriesData<Pages<ConversationPage>>({ queryKey: ['conversations'] }, (known) => {
    if (!known?.pages.some(({ conversations }) => conversations.some((row) => row.id === id))) return known
    const pages = known.pages.map((page) => ({
      ...page,
      conversations: page.conversations.map((row) => (row.id === id ? change(row) : row)),
    }))
    return { ...known, pages }
  })
}

/** Order, views and counts are the server's to say: they are asked for again soon, once for all that has happened. */
const lists = (() => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = Number.POSITIVE_INFINITY
  const threads = new Set<string>()
  function renew(withinMs = SOON_MS) {
    const at = Date.now() + withinMs
    if (dueAt <= at) return
    dueAt = at
    clearTimeout(timer)
    timer = setTimeout(() => {
      dueAt = Number.POSITIVE_INFINITY
      askAgain(['conversations'])
      askAgain(['home'])
      for (const id of threads) {
        askAgain(['conversation', id])
        void renewThread(id)
      }
      threads.clear()
    }, withinMs)
  }
  return {
    renew,
    renewThread(id: string) {
      threads.add(id)
      renew()
    },
  }
})()
