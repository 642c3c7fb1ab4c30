import type { HandoffReason } from '../domain/handoff.ts'
import { openingInWords } from '../domain/hours/opening-words.ts'
import { type Staffing, staffingOf } from '../domain/hours/staffing.ts'
import type { Language } from '../domain/language.ts'
import type { Line } from '../domain/line.ts'
import { fill } from '../domain/phrasebook.ts'
import type { Covering } from '../domain/turn.ts'
import { languageFor, sentenceFor } from './sentences.ts'
import type { ConversationKey, OpenTurn } from './store.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'store' | 'clock' | 'lines' | 'policy'>

/** Whether somebody can be expected to answer on a line now. */
export async function staffingNow({ store }: Pick<World, 'store'>, line: Line, now: number): Promise<Staffing> {
  const { business, name, handoff } = line
  return staffingOf({ hours: handoff.hours, line: name, teammates: await store.teammates(business), now })
}

/** What a customer reads when people are called: when somebody is not there it says so, with the time where there is one. */
export async function callingSentence(
  { store, clock, lines, policy }: Needs,
  turn: OpenTurn,
  usual: 'handedOff' | 'agentFailed',
): Promise<string> {
  const line = lines.byName(turn.line)
  const now = clock.now()
  const staffing = await staffingNow({ store }, line, now)
  const { outOfHours, nobodyOnDuty } = policy.texts
  if (staffing.kind === 'staffed') return sentenceFor(turn, policy.texts[usual])
  // One text for everybody is no language, and the time is said in that of the customer.
  const when = backIn(staffing, line, now, languageFor(turn))
  return when === undefined ? sentenceFor(turn, nobodyOnDuty) : fill(sentenceFor(turn, outOfHours), { when })
}

function backIn(staffing: Staffing, { handoff }: Line, now: number, language: Language): string | undefined {
  if (staffing.kind !== 'closed' || staffing.opens === undefined) return undefined
  return openingInWords({ opens: staffing.opens, now, timeZone: handoff.hours!.timeZone }, language)
}

/**
 * What no agent should answer in place of people: what the business keeps from it, what may be a machine, which would be
 * answered without end, and what a teammate has had in hand.
 */
const ONLY_PEOPLE: ReadonlySet<HandoffReason> = new Set<HandoffReason>([
  'sensitive',
  'looks_automated',
  'teammate_took',
])

/** Whether the agent answers a conversation that waits for people, because nobody of them is there. */
export async function coveringNow(
  { store }: Pick<World, 'store'>,
  { conversation, turn, line, now }: { conversation: ConversationKey; turn: OpenTurn; line: Line; now: number },
): Promise<Covering | undefined> {
  if (turn.fence.owner !== 'waiting' || !line.handoff.cover) return undefined
  const staffing = await staffingNow({ store }, line, now)
  if (staffing.kind === 'staffed') return undefined
  const waiting = await store.waitingCase(conversation)
  if (!waiting || ONLY_PEOPLE.has(waiting.reason)) return undefined
  return { ...waiting, back: backIn(staffing, line, now, 'en') }
}
