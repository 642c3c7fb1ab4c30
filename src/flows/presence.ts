import type { Person } from '../domain/ownership.ts'
import { showTeammateTyping } from './show-typing.ts'
import type { ConversationKey } from './store.ts'
import type { World } from './world.ts'

export type Doing = 'viewing' | 'writing' | 'noting'

/** Said every ten seconds while it is so, and once when it ends. */
export interface Sign {
  readonly conversation: string
  readonly line: string
  readonly by: Person
  readonly doing: Doing | 'left'
}

/** Who else is in a conversation, as somebody is told of it. */
export interface Presence {
  readonly conversation: string
  readonly others: readonly (Person & { readonly doing: Doing })[]
}

export interface PresenceFollower {
  /** Who follows: of themselves they are told nothing. */
  readonly person: string
  readonly wants: (line: string) => boolean
  readonly tell: (presence: Presence) => void
}

/** Who has which conversation open just now. It is true for seconds, and kept nowhere. */
export interface PresenceBoard {
  tell(sign: Sign): void
  seenBy(person: string, conversation: string): Presence
  /** All that is so now, then whatever changes, until the returned function is called. */
  follow(follower: PresenceFollower): () => void
  /** Nothing is waited for any more. */
  close(): void
}

/** What the store does for it, beside what everybody needs. */
export interface PresenceStore {
  /** Tells the other processes something that is true for seconds only: it is kept nowhere, and may be lost. */
  mention(words: string): void
  onMention(hear: (words: string) => void): void
  /** What a customer wrote last, and who has the conversation. */
  lastWritten(conversation: ConversationKey): Promise<LastWritten | undefined>
}

export interface LastWritten {
  readonly line: string
  /** Set while a teammate owns it. */
  readonly teammate: string | undefined
  readonly wamid: string
  /** Where the window begins. */
  readonly lastInboundAt: number
}

type Needs = Pick<World, 'clock' | 'log' | 'lines' | 'whatsapp' | 'policy'> & {
  readonly store: PresenceStore
  readonly business: string
}

/** Two and a half signs: one may be late, or lost. */
const GONE_AFTER_MS = 25_000
/** WhatsApp shows "typing" for 25 seconds. */
const TYPING_EVERY_MS = 20_000

interface Place {
  readonly line: string
  readonly people: Map<string, { readonly name: string; readonly doing: Doing; until: number }>
}

/** What one process mentions to the others: a sign, or that a customer is shown "typing"; others mention other things. */
type Mentioned = { readonly business: string } & (
  | { readonly sign: Sign }
  | { readonly typing: { readonly conversation: string; readonly at: number } }
)

export function createPresence(world: Needs): PresenceBoard {
  const { clock, log, store, business, policy } = world
  const places = new Map<string, Place>()
  const followers = new Set<PresenceFollower>()
  /** When the customer of a conversation was last shown that somebody types. */
  const shownAt = new Map<string, number>()
  let cancelLook: (() => void) | undefined
  let closed = false

  function seenBy(person: string, conversation: string): Presence {
    const people = [...(places.get(conversation)?.people ?? [])].filter(([id]) => id !== person)
    return { conversation, others: people.map(([id, { name, doing }]) => ({ id, name, doing })) }
  }

  function changed(conversation: string, line: string, person: string) {
    for (const follower of followers)
      if (follower.person !== person && follower.wants(line)) follower.tell(seenBy(follower.person, conversation))
  }

  function hear({ conversation, line, by: { id, name }, doing }: Sign) {
    if (closed) return
    const place = places.get(conversation)
    const before = place?.people.get(id)
    if (doing === 'left') return before && leave(conversation, id)
    const until = clock.now() + GONE_AFTER_MS
    if (before?.doing === doing && before.name === name) {
      before.until = until
      return
    }
    const { people } = place ?? { people: new Map() }
    people.set(id, { name, doing, until })
    places.set(conversation, { line, people })
    changed(conversation, line, id)
    if (!cancelLook) lookIn(GONE_AFTER_MS)
  }

  function leave(conversation: string, person: string) {
    const { line, people } = places.get(conversation)!
    people.delete(person)
    if (people.size === 0) places.delete(conversation)
    changed(conversation, line, person)
  }

  function lookIn(ms: number) {
    cancelLook = clock.after(ms, () => {
      cancelLook = undefined
      const now = clock.now()
      for (const [conversation, at] of shownAt) if (now - at >= TYPING_EVERY_MS) shownAt.delete(conversation)
      for (const [conversation, { people }] of places)
        for (const [person, { until }] of people) if (until <= now) leave(conversation, person)
      const next = Math.min(
        ...[...places.values()].flatMap(({ people }) => [...people.values()].map((one) => one.until)),
      )
      if (Number.isFinite(next)) lookIn(next - now)
    })
  }

  /** The customer sees it too, where this teammate has the conversation. What fails is noted: nobody waits for it. */
  async function showTyping({ conversation, by }: Sign) {
    const before = shownAt.get(conversation)
    const at = clock.now()
    if (!policy.typing || (before !== undefined && at - before < TYPING_EVERY_MS)) return
    // Whoever asks meanwhile finds it done.
    shownAt.set(conversation, at)
    const shown = await showTeammateTyping(world, { business, id: conversation }, by.id).catch((error) => {
      log.warn('typing-not-shown', { conversation, error })
      return false
    })
    if (shown) mention({ business, typing: { conversation, at } })
    else if (before === undefined) shownAt.delete(conversation)
    else shownAt.set(conversation, before)
  }

  const mention = (mentioned: Mentioned) => store.mention(JSON.stringify(mentioned))

  store.onMention((words) => {
    const mentioned = JSON.parse(words) as Mentioned
    if (mentioned.business !== business) return
    if ('sign' in mentioned) hear(mentioned.sign)
    else if ('typing' in mentioned) shownAt.set(mentioned.typing.conversation, mentioned.typing.at)
  })

  return {
    tell(sign) {
      hear(sign)
      mention({ business, sign })
      if (sign.doing === 'writing') void showTyping(sign)
    },
    seenBy,
    follow(follower) {
      followers.add(follower)
      for (const [conversation, { line }] of places) {
        const presence = seenBy(follower.person, conversation)
        if (presence.others.length > 0 && follower.wants(line)) follower.tell(presence)
      }
      return () => followers.delete(follower)
    },
    close() {
      closed = true
      cancelLook?.()
    },
  }
}
