import type { Line } from './line.ts'
import { identityHash, idSource, type Person, phoneShown } from './person.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

/**
 * How a change of number is told: `new` since August 2026, `without-previous` before it (only the words name the former
 * user id), `old` before there were user ids.
 */
export type ChangeForm = 'new' | 'without-previous' | 'old'

type Needs = Pick<World, 'agenda' | 'chaos' | 'events' | 'identifiers' | 'people' | 'webhooks'>

/**
 * A new number makes a new user id. Lines that may know the number are told of both; a line that knows none is told of
 * the user id alone.
 */
export function changeNumber(world: Needs, person: Person, phone: string, form: ChangeForm = formOf(world)) {
  const before = namesOf(person)
  const linesThatKnow = new Set(linesOf(person).filter((line) => shown(world, person, line)))
  rename(world, person, { phone, userId: world.identifiers.userId(phone) })
  for (const line of linesOf(person)) {
    if (linesThatKnow.has(line)) {
      tell(world, person, line, before.phone, changedNumber(person, before, form))
      if (form === 'old') continue
    }
    tell(world, person, line, undefined, changedUserId(person, before, form))
  }
}

export function changeUserId(world: Needs, person: Person, userId = world.identifiers.userId(person.phone)) {
  const before = namesOf(person)
  rename(world, person, { userId })
  for (const line of linesOf(person)) tell(world, person, line, undefined, changedUserId(person, before, formOf(world)))
}

/** A new phone or a new installation: the same number with other keys. */
export function changeIdentity(world: Needs, person: Person) {
  person.identityHash = identityHash(`${person.userId} ${world.agenda.now()}`)
  for (const line of linesOf(person)) {
    const known = shown(world, person, line) || world.chaos.oldForms
    tell(world, person, line, known ? person.phone : undefined, {
      body: `The identity of ${person.name} changed`,
      type: 'customer_identity_changed',
      identity: person.identityHash,
      ...(known && { customer: person.phone }),
    })
  }
}

const formOf = ({ chaos }: Needs): ChangeForm => (chaos.oldForms ? 'old' : 'new')

const shown = ({ agenda }: Needs, person: Person, line: Line) => phoneShown(person, line, agenda.now())

type Names = Pick<Person, 'phone' | 'userId' | 'parentUserId'>

const namesOf = ({ phone, userId, parentUserId }: Person): Names => ({ phone, userId, parentUserId })

/** Lines that have met the person. */
const linesOf = (person: Person) =>
  [...person.threads.values()].filter(({ entries }) => entries.length > 0).map(({ line }) => line)

function rename({ events, identifiers, people }: Needs, person: Person, names: { phone?: string; userId: string }) {
  const was = person.phone
  people.rename(person, names)
  if (person.parentUserId) person.parentUserId = `${names.userId.slice(0, 2)}.ENT.${identifiers.number()}`
  events.emit({ type: 'customer-changed', phone: person.phone, ...(was !== person.phone && { was }) })
}

function changedNumber(person: Person, before: Names, form: ChangeForm) {
  const body = `User ${person.name} changed from ${before.phone} to ${person.phone}`
  if (form === 'old') return { body, type: 'customer_changed_number', new_wa_id: person.phone }
  return { body, type: 'user_changed_number', wa_id: person.phone, ...userIds(person, before, form) }
}

const changedUserId = (person: Person, before: Names, form: ChangeForm) => ({
  body: `User ${person.name} changed from ${before.userId} to ${person.userId}`,
  type: 'user_changed_user_id',
  ...userIds(person, before, form),
})

const userIds = (person: Person, before: Names, form: ChangeForm) => ({
  user_id: person.userId,
  ...(person.parentUserId && { parent_user_id: person.parentUserId }),
  ...(form === 'new' && {
    previous_user_id: before.userId,
    ...(before.parentUserId && { previous_parent_user_id: before.parentUserId }),
  }),
})

/** A message of Meta's own: no contact comes with it, and it opens no window. */
function tell(world: Needs, person: Person, line: Line, from: string | undefined, system: Record<string, unknown>) {
  if (!line.subscribed) return
  world.webhooks.send({
    line,
    key: 'messages',
    item: {
      ...(from !== undefined && { from }),
      id: world.identifiers.wamid(idSource(person), 'inbound'),
      timestamp: seconds(world.agenda.now()),
      type: 'system',
      system,
    },
    lane: `messages ${line.phoneNumberId} ${person.lane}`,
  })
}
