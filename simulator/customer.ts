import { createHandset, type Handset } from './handset.ts'
import type { Journeys } from './journey.ts'
import type { Line } from './line.ts'
import { onlyDigits } from './line.ts'
import type { Person, ReadMode } from './person.ts'
import { sendWaiting } from './speak.ts'
import type { World } from './world.ts'

/** A customer with a phone, as tests and pages handle them. */
export interface Customer {
  /** Digits. */
  readonly phone: string
  readonly bsuid: string
  name: string
  username: string | undefined
  inContactBook: boolean
  /** `auto` (as delivered) reads what arrives, `manual` when told to, `never` has read receipts off. */
  reads: ReadMode
  /** Whether the number is on WhatsApp at all. */
  onWhatsApp: boolean
  readonly online: boolean
  /** The customer's thread with a line, named by its phone number id, its number or its name. */
  on(line: string): Handset
  goesOffline(): void
  /** What was said and sent meanwhile moves on, oldest first. */
  comesOnline(): void
  blocks(line: string): void
  unblocks(line: string): void
  hasBlocked(line: string): boolean
}

export function createCustomer(world: World, journeys: Journeys, person: Person): Customer {
  const handsets = new Map<string, Handset>()
  const changed = () => world.events.emit({ type: 'customer-changed', phone: person.phone })

  const customer: Customer = {
    phone: person.phone,
    get bsuid() {
      return person.userId
    },
    get name() {
      return person.name
    },
    set name(name) {
      person.name = name
      changed()
    },
    get username() {
      return person.username
    },
    set username(username) {
      person.username = username
      changed()
    },
    get inContactBook() {
      return person.inContactBook
    },
    set inContactBook(known) {
      person.inContactBook = known
      changed()
    },
    get reads() {
      return person.reads
    },
    set reads(mode) {
      person.reads = mode
      changed()
    },
    get onWhatsApp() {
      return person.onWhatsApp
    },
    set onWhatsApp(present) {
      person.onWhatsApp = present
      changed()
    },
    get online() {
      return person.online
    },
    on(name) {
      const line = findLine(world.lines, name)
      let handset = handsets.get(line.phoneNumberId)
      if (!handset) {
        handset = createHandset(world, journeys, customer, person, line)
        handsets.set(line.phoneNumberId, handset)
      }
      return handset
    },
    goesOffline() {
      person.online = false
      changed()
    },
    comesOnline() {
      person.online = true
      changed()
      for (const knock of person.held.splice(0)) knock()
      sendWaiting(world, person)
    },
    blocks(name) {
      person.blocked.add(findLine(world.lines, name).phoneNumberId)
      changed()
    },
    unblocks(name) {
      person.blocked.delete(findLine(world.lines, name).phoneNumberId)
      changed()
    },
    hasBlocked: (name) => person.blocked.has(findLine(world.lines, name).phoneNumberId),
  }
  return customer
}

export function findLine(lines: readonly Line[], name: string): Line {
  const digits = onlyDigits(name)
  const line =
    lines.find((candidate) => candidate.phoneNumberId === name || candidate.details.name === name) ??
    lines.find((candidate) => digits !== '' && candidate.digits === digits)
  if (line) return line
  const known = lines.map(({ details }) => `${details.name} (${details.phoneNumberId})`).join(', ')
  throw new Error(`No line is called "${name}". The lines are: ${known || 'none'}.`)
}
