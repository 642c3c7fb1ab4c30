import type { Identifiers } from './identifiers.ts'
import { type Line, onlyDigits } from './line.ts'
import { createThread, type Thread } from './thread.ts'

/** A customer as WhatsApp knows them. */
export interface Person {
  readonly phone: string
  name: string
  /** Business-scoped user id: the same on all lines of the business. */
  userId: string
  username: string | undefined
  /** In the business's contact book, so that the number is told in spite of a username. */
  inContactBook: boolean
  reads: ReadMode
  online: boolean
  onWhatsApp: boolean
  /** Phone number ids of the lines this person has blocked. */
  readonly blocked: Set<string>
  readonly threads: Map<string, Thread>
  /** Accepted messages that wait for the phone to come online. */
  readonly held: (() => void)[]
}

/** `auto` reads what arrives, `manual` when told to, `never` has read receipts off. */
export type ReadMode = 'auto' | 'manual' | 'never'

export interface PersonDetails {
  phone: string
  name?: string
  bsuid?: string
  username?: string
  inContactBook?: boolean
}

export interface People {
  /** The person with this number, made when new; details that are given replace what was known. */
  meet(details: PersonDetails): Person
  byPhone(phone: string): Person | undefined
  byUserId(userId: string): Person | undefined
  all(): Person[]
  clear(): void
}

export function createPeople(identifiers: Identifiers): People {
  const phones = new Map<string, Person>()
  const userIds = new Map<string, Person>()
  return {
    meet({ phone, name, bsuid, username, inContactBook }) {
      const digits = onlyDigits(phone)
      if (!digits) throw new Error(`A customer needs a phone number; "${phone}" has no digits.`)
      let person = phones.get(digits)
      if (!person) {
        person = newPerson(digits, bsuid ?? identifiers.userId(digits))
        phones.set(digits, person)
        userIds.set(person.userId, person)
      }
      if (bsuid && bsuid !== person.userId) {
        userIds.delete(person.userId)
        person.userId = bsuid
        userIds.set(bsuid, person)
      }
      if (name !== undefined) person.name = name
      if (username !== undefined) person.username = username || undefined
      if (inContactBook !== undefined) person.inContactBook = inContactBook
      return person
    },
    byPhone: (phone) => phones.get(phone),
    byUserId: (userId) => userIds.get(userId),
    all: () => [...phones.values()],
    clear() {
      phones.clear()
      userIds.clear()
    },
  }
}

/** Someone at this number who has no WhatsApp; nobody keeps them. */
export const stranger = (phone: string): Person => ({ ...newPerson(phone, ''), onWhatsApp: false })

const newPerson = (phone: string, userId: string): Person => ({
  phone,
  // The number itself would give away who hides it behind a username.
  name: `Customer ${phone.slice(-4)}`,
  userId,
  username: undefined,
  inContactBook: false,
  reads: 'auto',
  online: true,
  onWhatsApp: true,
  blocked: new Set(),
  threads: new Map(),
  held: [],
})

export function threadOf(person: Person, line: Line): Thread {
  let thread = person.threads.get(line.phoneNumberId)
  if (!thread) {
    thread = createThread(line)
    person.threads.set(line.phoneNumberId, thread)
  }
  return thread
}

const PHONE_STAYS_KNOWN_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Whether webhooks of this line may tell the person's number: always without a username; with one, only within 30 days
 * of an exchange over the number itself, or when the person stands in the contact book.
 */
export function phoneShown(person: Person, line: Line, now: number): boolean {
  if (!person.username || person.inContactBook) return true
  const at = threadOf(person, line).lastPhoneExchangeAt
  return at !== undefined && now - at <= PHONE_STAYS_KNOWN_MS
}

/** What message ids are made from; a hidden number must not be read from them either. */
export const idSource = (person: Person) => (person.username ? person.userId : person.phone)

/** The entry of `contacts` that goes with a message or a status. */
export const contactOf = (person: Person, line: Line, now: number) => ({
  profile: { name: person.name, ...(person.username && { username: person.username }) },
  ...(phoneShown(person, line, now) && { wa_id: person.phone }),
  user_id: person.userId,
})
