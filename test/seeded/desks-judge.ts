import type { Author, Owner } from '../../src/domain/conversation.ts'
import type { TimelineKind } from '../../src/flows/baton.ts'
import type { Stage } from '../stage.ts'
import type { Actor, Ended } from './desk-kinds.ts'
import { claimsOf, type Log, logOf } from './takeover-judge.ts'

interface Case {
  readonly stage: Stage
  readonly maya: ReturnType<Stage['phone']>
  readonly actors: readonly Actor[]
  /** So much had happened as they began. */
  readonly before: number
  /** Of the last message that everybody had seen. */
  readonly position: number
  /** Who would take it from another teammate. */
  readonly over: ReadonlySet<string>
  readonly notes: readonly string[]
  readonly ended: readonly Ended[]
}

interface Said {
  readonly id: string
  readonly author: Author
  readonly text: string
  readonly writer: string | null
  readonly position: number
  readonly attempts: number | null
}
interface Step {
  readonly kind: TimelineKind
  readonly person: string | null
}
interface Holder {
  readonly owner: Owner
  readonly teammate: string | null
}

const SAID = `
  select m.id, m.author, m.text, m.writer, m.position, d.attempts from messages m
  left join deliveries d on d.business = m.business and d.id = m.id order by m.position`
const STEPS = 'select kind, person from handoff_steps order by id'
const HOLDING = 'select owner, teammate from conversations'
const OPEN = 'select id from handoffs where released_at is null'

/** What must hold, whoever acted where and when. */
export function judge({ stage, maya, actors, before, position, over, notes, ended }: Case): string[] {
  const said = stage.look<Said>(SAID)
  const log = logOf(stage)
  const holders = heldBy(stage.look<Step>(STEPS))
  const last = holders.at(-1)!
  const [holding] = stage.look<Holder>(HOLDING)
  const wasReleased = log.slice(before).some(([, , step]) => step === 'release')
  const open = stage.look(OPEN).length
  const bubbles = maya.bubbles.map(({ text }) => text ?? '')
  const count = (text: string) => bubbles.filter((one) => one === text).length
  const texts = (end: Ended['end']) => [...new Set(ended.filter((one) => one.end === end).map(({ text }) => text))]
  const [sent, typed, meant] = [texts('sent'), texts('typed'), texts('meant')]
  const refused = ended.filter((one) => one.end === 'refused')
  // That people come is said by itself, and answers nothing.
  const [first] = said.filter((one) => one.position > position && (one.author === 'teammate' || one.author === 'agent'))
  const stored = (text: string) => said.filter((one) => one.author === 'teammate' && one.text === text).length
  const aside = [...notes, ...actors.flatMap(({ astray }) => [...(astray ?? [])])]
  const people = new Set(actors.map(({ by }) => by.id))

  return Object.entries({
    'the conversation is not with whom the last step gave it to':
      holding!.owner !== last.owner || holding!.teammate !== last.teammate,
    'not one case for what people have, and none for what the agent has': open !== (last.owner === 'agent' ? 0 : 1),
    'two answers were let through, or one over what was said since': sent.some((text) => text !== first?.text),
    'an answer did not arrive once': [...sent, ...typed, ...meant].some(
      (text) => count(text) !== 1 || stored(text) !== 1,
    ),
    'words that were refused arrived':
      refused.some(({ text }) => count(text) > 0 || stored(text) > 0) ||
      refused.some(({ text }) => sent.includes(text)),
    'words were lost, or nobody said who has it': refused.some(
      (one) => one.end === 'refused' && (one.kept !== one.text || one.owner === undefined),
    ),
    'a note or a slip reached the customer': [...bubbles, ...said.map(({ text }) => text)].some((text) =>
      aside.some((words) => text.includes(words)),
    ),
    'the agent spoke while people had it': said.some(
      ({ id, author, attempts }) =>
        author === 'agent' && claimsOf(log, id, attempts ?? 0).some((at) => ownerAt(log, at) !== 'agent'),
    ),
    'somebody took it from a teammate unasked': holders.some(
      ({ teammate }, nth) =>
        teammate !== null && (holders[nth - 1]?.teammate ?? teammate) !== teammate && !over.has(teammate),
    ),
    // Typed before it was given back, it may come after.
    'a teammate spoke, and the agent had it': said.some(
      ({ id, author }) => author === 'teammate' && !wasReleased && ownerAt(log, saidAt(log, id)) !== 'teammate',
    ),
    'a teammate spoke whom nobody knows': said.some(
      ({ author, writer }) => author === 'teammate' && !people.has(writer ?? ''),
    ),
  }).flatMap(([what, broken]) =>
    broken ? [`${what}: ${JSON.stringify({ ended, bubbles, said, last, holding, open })}`] : [],
  )
}

/** With whom a step leaves it; undefined where it moves nothing. */
function ownerAfter(kind: string): Owner | undefined {
  if (kind === 'opened') return 'waiting'
  if (kind === 'claim' || kind === 'reply') return 'teammate'
  return kind === 'release' ? 'agent' : undefined
}

/** Who had it one after the other, by the timeline alone. */
function heldBy(steps: readonly Step[]): Holder[] {
  const moves = steps.flatMap(({ kind, person }): Holder[] => {
    const owner = ownerAfter(kind)
    return owner === undefined ? [] : [{ owner, teammate: owner === 'teammate' ? person : null }]
  })
  return [{ owner: 'agent', teammate: null }, ...moves]
}

const saidAt = (log: Log, id: string) => log.findIndex(([kind, named]) => kind === 'message' && named === id)

const ownerAt = (log: Log, at: number): Owner =>
  log
    .slice(0, at)
    .flatMap(([kind, , step]) => (kind === 'handoff' ? (ownerAfter(step) ?? []) : []))
    .at(-1) ?? 'agent'
