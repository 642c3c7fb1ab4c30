import type { Line } from './line.ts'
import { contactOf, idSource, type Person, phoneShown } from './person.ts'
import { uploaded } from './speak.ts'
import { SAMPLE_FILES } from './speech/sample-files.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

export interface HistoryOptions {
  /** With each customer in each phase. */
  messages?: number
  /** Messages in a chunk, over all customers. */
  chunk?: number
}

const DAY_MS = 24 * 60 * 60 * 1000
/** The days that each phase covers, newest first. */
const PHASES = [
  [0, 1],
  [1, 90],
  [90, 180],
] as const
/** Files older than this are not handed over. */
const MEDIA_WITHIN_MS = 14 * DAY_MS
const STATUSES = ['READ', 'DELIVERED', 'SENT', 'PLAYED', 'PENDING', 'ERROR']

type Needs = Pick<World, 'agenda' | 'chaos' | 'identifiers' | 'media' | 'people' | 'random' | 'webhooks'>

interface Told {
  readonly person: Person
  readonly at: number
  readonly item: Readonly<Record<string, unknown>>
}

/** Made-up chats with everyone known, as they stood on the phone before the Cloud API came. */
export function sendHistory(world: Needs, line: Line, { messages = 8, chunk = 10 }: HistoryOptions = {}) {
  const { random } = world
  const phases = PHASES.map((days) => older(world, line, days, messages))
  const chunks = phases.flatMap((told, phase) => pieces(told, chunk).map((part, order) => ({ phase, order, part })))
  const items = chunks.map(({ phase, order, part }, index) => ({
    metadata: { phase, chunk_order: order + 1, progress: Math.round(((index + 1) / chunks.length) * 100) },
    threads: threads(world, line, part),
  }))
  for (const item of shuffled(items, random)) post(world, line, 'history', item)
  const recent = phases
    .flat()
    .filter(({ at, item }) => isPlaceholder(item) && world.agenda.now() - at <= MEDIA_WITHIN_MS)
  for (const one of recent) sendFile(world, line, one)
}

/** The owner of the phone has said no. */
export function refuseHistory(world: Needs, line: Line) {
  const title = 'History sync is turned off by the business from the WhatsApp Business App'
  post(world, line, 'history', {
    errors: [{ code: 2593109, title, message: title, error_data: { details: title } }],
  })
}

const isPlaceholder = ({ type }: Told['item']) => type === 'media_placeholder'

function older(world: Needs, line: Line, [from, to]: readonly [number, number], count: number): Told[] {
  const { agenda, random } = world
  const told = world.people.all().flatMap((person) =>
    Array.from({ length: count }, (_, index) => {
      const at = agenda.now() - (from + random() * (to - from)) * DAY_MS
      return { person, at, item: message(world, line, person, at, index) }
    }),
  )
  return told.sort((a, b) => a.at - b.at)
}

function message(world: Needs, line: Line, person: Person, at: number, index: number) {
  const { agenda, chaos, identifiers, random } = world
  const known = chaos.oldForms || phoneShown(person, line, agenda.now())
  const byCustomer = index % 2 === 0
  const direction = byCustomer ? 'inbound' : 'outbound'
  const names = byCustomer
    ? { ...(known && { from: person.phone }), ...(!chaos.oldForms && { from_user_id: person.userId }) }
    : {
        from: line.digits,
        ...(known && { to: person.phone }),
        ...(!chaos.oldForms && { to_user_id: person.userId }),
      }
  const content =
    index % 4 === 2
      ? { type: 'media_placeholder' }
      : { type: 'text', text: { body: byCustomer ? `An old question (${index})` : `An old answer (${index})` } }
  return {
    ...names,
    id: identifiers.wamid(idSource(person), direction),
    timestamp: seconds(at),
    ...content,
    history_context: { status: byCustomer ? 'READ' : STATUSES[Math.floor(random() * STATUSES.length)] },
  }
}

/** Grouped by customer, as the chats on a phone are. */
function threads({ agenda, chaos }: Needs, line: Line, part: readonly Told[]) {
  const people = [...new Set(part.map(({ person }) => person))]
  return people.map((person) => {
    const { wa_id, user_id, parent_user_id, profile } = contactOf(person, line, agenda.now(), { old: chaos.oldForms })
    return {
      ...(wa_id !== undefined && { id: wa_id }),
      ...(user_id !== undefined && {
        context: {
          ...(wa_id !== undefined && { wa_id }),
          user_id,
          ...(parent_user_id !== undefined && { parent_user_id }),
          ...(profile.username !== undefined && { username: profile.username }),
        },
      }),
      messages: part.filter((told) => told.person === person).map(({ item }) => item),
    }
  })
}

/** What a placeholder stood for comes by itself. */
function sendFile(world: Needs, line: Line, { item }: Told) {
  const { history_context: _, type: __, ...facts } = item
  const image = uploaded(world.media, SAMPLE_FILES.image, line, world.chaos.oldForms)
  post(world, line, 'messages', { ...facts, type: 'image', image })
}

function post(
  { identifiers, webhooks }: Needs,
  line: Line,
  key: 'history' | 'messages',
  item: Record<string, unknown>,
) {
  if (!line.subscribed) return
  // A lane of its own each: they overtake one another.
  webhooks.send({ line, field: 'history', key, item, lane: `history ${identifiers.trace()}` })
}

function pieces(told: readonly Told[], size: number): Told[][] {
  return Array.from({ length: Math.ceil(told.length / size) }, (_, index) =>
    told.slice(index * size, (index + 1) * size),
  )
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
