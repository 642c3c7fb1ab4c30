import { createHandset, type Handset } from './handset.ts'
import { type ChangeForm, changeIdentity, changeNumber, changeUserId } from './identity-change.ts'
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
  /** The user id in a family of portfolios, where there is one. */
  parentBsuid: string | undefined
  name: string
  username: string | undefined
  inContactBook: boolean
  /** `auto` (as delivered) reads what arrives, `manual` when told to, `never` has read receipts off. */
  reads: ReadMode
  /** Whether the number is on WhatsApp at all. */
  onWhatsApp: boolean
  readonly online: boolean
  /** Wants no marketing messages; `handset.stopsMarketing()` tells the business as well. */
  marketingStopped: boolean
  /** Another number, and with it another user id; the lines that know the customer are told. */
  changesNumber(phone: string, options?: { form?: ChangeForm }): void
  /** Another user id, a new one unless told. */
  changesUserId(bsuid?: string): void
  /** Another identity under the same number. */
  changesIdentity(): void
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
    get phone() {
      return person.phone
    },
    get bsuid() {
      return person.userId
    },
    get parentBsuid() {
      return person.parentUserId
    },
    set parentBsuid(parent) {
      person.parentUserId = parent
      changed()
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
    get marketingStopped() {
      return person.marketingStopped
    },
    set marketingStopped(stopped) {
      person.marketingStopped = stopped
      changed()
    },
    get online() {
      return person.online
    },
    changesNumber(phone, { form } = {}) {
      const digits = onlyDigits(phone)
      if (!digits) throw new Error(`"${phone}" is not a phone number.`)
      if (digits === person.phone) throw new Error(`${person.name} has that number already.`)
      changeNumber(world, person, digits, form)
    },
    changesUserId: (bsuid) => changeUserId(world, person, bsuid),
    changesIdentity: () => changeIdentity(world, person),
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
