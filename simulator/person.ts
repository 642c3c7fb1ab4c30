import { createHash } from 'node:crypto'
import type { Identifiers } from './identifiers.ts'
import { type Line, onlyDigits } from './line.ts'
import { otherForm } from './number-forms.ts'
import { createThread, type Thread } from './thread.ts'

/** A customer as WhatsApp knows them. */
export interface Person {
  /** Digits, as WhatsApp writes them: the `wa_id`. */
  phone: string
  name: string
  /** Business-scoped user id: the same on all lines of the business. */
  userId: string
  /** The user id in a family of linked portfolios, where Meta has allowed one. */
  parentUserId: string | undefined
  username: string | undefined
  /** In the business's contact book, so that the number is told in spite of a username. */
  inContactBook: boolean
  reads: ReadMode
  online: boolean
  onWhatsApp: boolean
  /** Has asked the business for no more marketing messages. */
  marketingStopped: boolean
  /** What the check for changed identities compares; lines that ask for it are told. */
  identityHash: string
  /** Phone number ids of the lines this person has blocked. */
  readonly blocked: Set<string>
  readonly threads: Map<string, Thread>
  /** Keeps the order of their webhooks, also when their names change. */
  readonly lane: string
  /** Accepted messages that wait for the phone to come online. */
  readonly held: (() => void)[]
}

/** `auto` reads what arrives, `manual` when told to, `never` has read receipts off. */
export type ReadMode = 'auto' | 'manual' | 'never'

export interface PersonDetails {
  phone: string
  name?: string
  bsuid?: string
  parentBsuid?: string
  username?: string
  inContactBook?: boolean
  /** The number was given to someone else: nobody is told, and their phone is empty. */
  newOwner?: boolean
}

export interface People {
  /** The person with this number, made when new; details that are given replace what was known. */
  meet(details: PersonDetails): Person
  /** Also by the other form of the number. */
  byPhone(phone: string): Person | undefined
  byUserId(userId: string): Person | undefined
  all(): Person[]
  /** Gives someone another number, another user id, or both. */
  rename(person: Person, names: { phone?: string; userId?: string }): void
  clear(): void
}

export function createPeople(identifiers: Identifiers): People {
  const phones = new Map<string, Person>()
  const userIds = new Map<string, Person>()
  /** In the order they came, whatever becomes of their numbers. */
  const everyone = new Set<Person>()

  function rename(person: Person, { phone = person.phone, userId = person.userId }: Parameters<People['rename']>[1]) {
    const holder = phones.get(phone)
    if (holder && holder !== person) throw new Error(`${holder.name} already has the number "${phone}".`)
    phones.delete(person.phone)
    userIds.delete(person.userId)
    person.phone = phone
    person.userId = userId
    phones.set(phone, person)
    userIds.set(userId, person)
  }

  function forget(person: Person) {
    phones.delete(person.phone)
    userIds.delete(person.userId)
    everyone.delete(person)
  }

  return {
    meet({ phone, name, bsuid, parentBsuid, username, inContactBook, newOwner }) {
      const digits = onlyDigits(phone)
      if (!digits) throw new Error(`A customer needs a phone number; "${phone}" has no digits.`)
      const before = phones.get(digits)
      if (before && newOwner) forget(before)
      let person = phones.get(digits)
      if (!person) {
        person = newPerson(digits, bsuid ?? identifiers.userId(digits))
        phones.set(digits, person)
        userIds.set(person.userId, person)
        everyone.add(person)
      }
      if (bsuid && bsuid !== person.userId) rename(person, { userId: bsuid })
      if (parentBsuid !== undefined) person.parentUserId = parentBsuid || undefined
      if (name !== undefined) person.name = name
      if (username !== undefined) person.username = username || undefined
      if (inContactBook !== undefined) person.inContactBook = inContactBook
      return person
    },
    byPhone: (phone) => phones.get(phone) ?? phones.get(otherForm(phone) ?? ''),
    byUserId: (userId) => userIds.get(userId) ?? [...everyone].find(({ parentUserId }) => parentUserId === userId),
    all: () => [...everyone],
    rename,
    clear() {
      phones.clear()
      userIds.clear()
      everyone.clear()
    },
  }
}

/** Someone at this number who has no WhatsApp; nobody keeps them. */
export const stranger = (phone: string): Person => ({ ...newPerson(phone, ''), onWhatsApp: false })

/** Eight bytes, as Meta's are. */
export const identityHash = (source: string) =>
  createHash('sha256').update(source).digest().subarray(0, 8).toString('base64')

const newPerson = (phone: string, userId: string): Person => ({
  phone,
  // The number itself would give away who hides it behind a username.
  name: `Customer ${phone.slice(-4)}`,
  userId,
  parentUserId: undefined,
  username: undefined,
  inContactBook: false,
  reads: 'auto',
  online: true,
  onWhatsApp: true,
  marketingStopped: false,
  identityHash: identityHash(userId),
  blocked: new Set(),
  threads: new Map(),
  lane: `${phone} ${userId}`,
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

/** The entry of `contacts` that goes with a message or a status. Before 2026 it knew no user ids and no usernames. */
export function contactOf(person: Person, line: Line, now: number, { old = false } = {}): Contact {
  if (old) return { profile: { name: person.name }, wa_id: person.phone }
  return {
    profile: { name: person.name, ...(person.username && { username: person.username }) },
    ...(phoneShown(person, line, now) && { wa_id: person.phone }),
    user_id: person.userId,
    ...(person.parentUserId && { parent_user_id: person.parentUserId }),
    ...(line.details.identityCheck && { identity_key_hash: person.identityHash }),
  }
}

export interface Contact {
  readonly profile: { readonly name: string; readonly username?: string }
  readonly wa_id?: string
  readonly user_id?: string
  readonly parent_user_id?: string
  readonly identity_key_hash?: string
}
