import type { ContactCard, Content } from '../../domain/content.ts'
import { isObject, items, type Json, label, part, phone, text, told } from './values.ts'

/** Only a card that was asked for proves whose number is on it. */
export function readContactCards({ contacts, origin }: Json): Content | undefined {
  const cards = items(contacts).filter(isObject).map(readCard)
  return cards.length === 0 ? undefined : { kind: 'contacts', contacts: cards, requested: origin === 'contact_request' }
}

function readCard(card: Json): ContactCard {
  return {
    phones: items(card.phones)
      .map(readPhone)
      .filter((one) => one !== undefined),
    emails: items(card.emails)
      .map((email) => text(isObject(email) ? email.email : email))
      .filter((email) => email !== undefined),
    ...told({ name: readName(card.name), organisation: text(part(card.org).company) }),
  }
}

function readName(name: unknown): string | undefined {
  if (!isObject(name)) return text(name)
  const parts = [name.prefix, name.first_name, name.middle_name, name.last_name, name.suffix].map(text)
  return text(name.formatted_name) ?? text(parts.filter(Boolean).join(' '))
}

/** People write numbers as they like, with an extension or a word: then their own writing is kept. */
function readPhone(value: unknown): ContactCard['phones'][number] | undefined {
  const entry = isObject(value) ? value : { phone: value }
  const waId = phone(entry.wa_id)
  const written = phone(entry.phone) ?? waId ?? label(entry.phone)
  return written === undefined ? undefined : { phone: written, ...told({ waId, type: label(entry.type) }) }
}
