import { announce } from './announce.ts'
import type { Customer } from './customer.ts'
import type { Journeys } from './journey.ts'
import type { Line } from './line.ts'
import { type Person, threadOf } from './person.ts'
import { speak } from './speak.ts'
import type { Common, Phone } from './speech/speech.ts'
import { compose, type PhoneMessage } from './speech.ts'
import { type Bubble, type SaidMessage, windowClosesAt } from './thread.ts'
import { transcript } from './transcript.ts'
import type { World } from './world.ts'

/** What a bubble should look like: part of its text, a pattern, or a test of its own; nothing means any bubble. */
export type Expected = string | RegExp | ((bubble: Bubble) => boolean)

/** One customer's phone, open at one line. */
export interface Handset {
  readonly customer: Customer
  readonly line: string
  /** Sends a text and returns its wamid. */
  says(text: string, options?: Common): string
  /** Sends anything a phone can send and returns its wamid. */
  sends(message: PhoneMessage): string
  /** Taps a button, a row of a list or a quick reply, by its title, id or payload. */
  taps(button: string, options?: { bubble?: string; withoutContext?: boolean }): string
  /** To the newest bubble unless told; without an emoji the reaction is taken back. */
  reacts(emoji?: string, options?: { to?: string }): string
  /** Changes the words of an own message, the newest unless told. */
  edits(text: string, options?: { message?: string }): string
  /** Deletes an own message for everyone, the newest unless told. */
  deletes(message?: string): string
  /**
   * Resolves with the first bubble not yet heard that looks as expected, one already there or one to come. Rejects with
   * the transcript when `within` (10 s unless told) of the simulator's time have passed.
   */
  hears(expected?: Expected, options?: { within?: number }): Promise<Bubble>
  /** Throws, with the transcript, when a bubble is there that nobody has heard. */
  hearsNothing(): void
  hearsNothingFor(ms: number): Promise<void>
  /** Every bubble received, oldest first. */
  readonly bubbles: readonly Bubble[]
  readonly said: readonly SaidMessage[]
  readonly entries: readonly (SaidMessage | Bubble)[]
  /** Whether the phone shows that the business is typing. */
  readonly typing: boolean
  /** When free text is no longer allowed; undefined before the first message. */
  readonly windowClosesAt: number | undefined
  /** "Stop" and "Resume" under a marketing message: the business is told to send no more, or that it may again. */
  stopsMarketing(): void
  resumesMarketing(): void
  /** Looks at all that has arrived. */
  reads(): void
  /** Listens to a voice message, the newest unless told. */
  plays(bubble?: string): void
  goesOffline(): void
  comesOnline(): void
  /** Blocks this line, or another one. */
  blocks(line?: string): void
  unblocks(line?: string): void
  transcript(): string
}

const PATIENCE_MS = 10_000

export function createHandset(
  world: World,
  journeys: Journeys,
  customer: Customer,
  person: Person,
  line: Line,
): Handset {
  const thread = threadOf(person, line)
  const { agenda } = world
  const written = () => transcript(person, thread)

  function hear(matches: (bubble: Bubble) => boolean): Bubble | undefined {
    const index = thread.unheard.findIndex(matches)
    return index < 0 ? undefined : thread.unheard.splice(index, 1)[0]
  }

  function hearsNothing() {
    if (thread.unheard.length === 0) return
    throw new Error(`${person.name} should have heard nothing more.\n${written()}`)
  }

  function sends(message: PhoneMessage): string {
    const phone: Phone = { person, line, thread, owns: 'said', old: world.chaos.oldForms, now: agenda.now() }
    return speak(world, person, line, compose(message, phone)).wamid
  }

  function prefers(event: 'stop' | 'resume') {
    customer.marketingStopped = event === 'stop'
    announce(world, line, 'user_preferences', { event, person })
  }

  /** What people mean by "the last one": a reaction, an edit or a deletion is none. */
  function newest(kind: 'said' | 'bubble') {
    const found = thread.entries.findLast((entry) => entry.kind === kind && !('about' in entry))
    if (!found) throw new Error(`There is no message yet.\n${written()}`)
    return found
  }

  return {
    customer,
    line: line.phoneNumberId,
    says: (text, options = {}) => sends({ type: 'text', text, ...options }),
    sends,
    taps: (button, options = {}) => sends({ type: 'tap', button, ...options }),
    reacts(emoji, { to = newest('bubble').wamid } = {}) {
      return sends({ type: 'reaction', to, ...(emoji !== undefined && { emoji }) })
    },
    edits: (text, { message = newest('said').wamid } = {}) => sends({ type: 'edit', message, text }),
    deletes: (message = newest('said').wamid) => sends({ type: 'revoke', message }),
    hears(expected, { within = PATIENCE_MS } = {}) {
      const matches = matcher(expected)
      const there = hear(matches)
      if (there) return Promise.resolve(there)
      return new Promise((resolve, reject) => {
        const listen = () => {
          const bubble = hear(matches)
          if (!bubble) return
          stop()
          resolve(bubble)
        }
        const cancel = agenda.aside(within, () => {
          stop()
          reject(new Error(`${person.name} did not hear ${describe(expected)} within ${within} ms.\n${written()}`))
        })
        const stop = () => {
          cancel()
          thread.listeners.delete(listen)
        }
        thread.listeners.add(listen)
      })
    },
    hearsNothing,
    hearsNothingFor: (ms) =>
      new Promise((resolve, reject) => {
        const look = () => {
          cancel()
          thread.listeners.delete(look)
          try {
            hearsNothing()
            resolve()
          } catch (error) {
            reject(error)
          }
        }
        const cancel = agenda.aside(ms, look)
        thread.listeners.add(look)
        if (thread.unheard.length > 0) look()
      }),
    get bubbles() {
      return thread.entries.filter((entry) => entry.kind === 'bubble')
    },
    get said() {
      return thread.entries.filter((entry) => entry.kind === 'said')
    },
    entries: thread.entries,
    get typing() {
      return thread.stopTyping !== undefined
    },
    get windowClosesAt() {
      return windowClosesAt(thread)
    },
    stopsMarketing: () => prefers('stop'),
    resumesMarketing: () => prefers('resume'),
    reads: () => journeys.read(person, line),
    plays(wamid) {
      const isVoice = ({ type, content }: Bubble) => type === 'audio' && (content as { voice?: boolean }).voice === true
      const voices = thread.entries.filter((entry) => entry.kind === 'bubble').filter(isVoice)
      const bubble = wamid === undefined ? voices.at(-1) : voices.find((voice) => voice.wamid === wamid)
      if (!bubble) throw new Error(`There is no such voice message.\n${written()}`)
      journeys.play(person, bubble)
    },
    goesOffline: () => customer.goesOffline(),
    comesOnline: () => customer.comesOnline(),
    blocks: (other = line.phoneNumberId) => customer.blocks(other),
    unblocks: (other = line.phoneNumberId) => customer.unblocks(other),
    transcript: written,
  }
}

function matcher(expected: Expected | undefined): (bubble: Bubble) => boolean {
  if (expected === undefined) return () => true
  if (typeof expected === 'function') return expected
  if (typeof expected === 'string') return ({ text }) => text.includes(expected)
  // A global pattern remembers where it stopped; search does not.
  return ({ text }) => text.search(expected) >= 0
}

function describe(expected: Expected | undefined): string {
  if (expected === undefined) return 'anything'
  if (typeof expected === 'function') return 'what was expected'
  return typeof expected === 'string' ? `"${expected}"` : String(expected)
}
