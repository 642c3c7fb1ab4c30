import type { Sender } from '../../domain/customer.ts'
import { id, isObject, items, type Json, label, part, phone } from './values.ts'

/** The people a change names. */
export function readContacts(contacts: unknown): readonly Sender[] {
  const found: Sender[] = []
  for (const contact of items(contacts)) if (isObject(contact)) found.push(readContact(contact))
  return found
}

function readContact({ wa_id, user_id, profile }: Json): Sender {
  const { name, username } = part(profile)
  return person(wa_id, user_id, label(username), label(name))
}

/**
 * A person by phone and scoped id. Either may be missing, and what stands where a phone should may be an id of another
 * kind: it is kept whole, as one to which nothing is done.
 */
export function person(wrote: unknown, scoped: unknown, username?: string, name?: string): Sender {
  const digits = phone(wrote)
  return senderOf(digits, id(scoped) ?? (digits === undefined ? opaqueId(wrote) : undefined), username, name)
}

/** Adds what the contacts of the change tell of somebody. They are found by either id. */
export function named(sender: Sender, contacts: readonly Sender[], alone: boolean): Sender {
  // A contact that carries both ids links them: WhatsApp itself says that they are one person.
  for (const contact of contacts)
    if (isSame(sender, contact))
      return senderOf(sender.phone ?? contact.phone, sender.bsuid ?? contact.bsuid, contact.username, contact.name)
  const only = alone && contacts.length === 1 ? contacts[0]! : undefined
  if (!only) return sender
  // With one contact and one item there is nothing to confuse: the number may be written in another form.
  return isKnown(sender) ? senderOf(sender.phone, sender.bsuid, only.username, only.name) : only
}

export function isKnown({ phone, bsuid }: Sender): boolean {
  return phone !== undefined || bsuid !== undefined
}

/** With an `@` in it, it is the address of a group or a list. */
function opaqueId(value: unknown): string | undefined {
  const name = typeof value === 'string' ? id(value) : undefined
  return name !== undefined && /^[^\s@]*[A-Za-z][^\s@]*$/.test(name) ? name : undefined
}

/** One phone with two scoped ids is not one person: numbers find new owners. */
function isSame(one: Sender, other: Sender): boolean {
  if (one.bsuid !== undefined && other.bsuid !== undefined) return one.bsuid === other.bsuid
  return one.phone !== undefined && one.phone === other.phone
}

function senderOf(
  phone: string | undefined,
  bsuid: string | undefined,
  username: string | undefined,
  name: string | undefined,
): Sender {
  const sender: { -readonly [Key in keyof Sender]: Sender[Key] } = {}
  if (phone !== undefined) sender.phone = phone
  if (bsuid !== undefined) sender.bsuid = bsuid
  if (username !== undefined) sender.username = username
  if (name !== undefined) sender.name = name
  return sender
}
