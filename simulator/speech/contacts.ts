import type { Phone, Speech } from './speech.ts'

/** A contact card, in Meta's words. The name may be missing. */
export interface ContactCard {
  name?: {
    formatted_name: string
    first_name?: string
    last_name?: string
    middle_name?: string
    prefix?: string
    suffix?: string
  }
  phones?: { phone: string; wa_id?: string; type?: string }[]
  emails?: { email: string; type?: string }[]
  addresses?: object[]
  urls?: { url: string; type?: string }[]
  org?: { company?: string; department?: string; title?: string }
  birthday?: string
  vcard?: string
}

interface Shared {
  /** One's own number, as the answer to a request for it, unless cards are given. */
  contacts?: ContactCard[]
  /** Only `contact_request` proves that the number is the sender's. */
  origin?: 'contact_request' | 'other'
}

export function contacts({ contacts: cards, origin }: Shared, { person, old }: Phone): Speech {
  if (cards !== undefined && (!Array.isArray(cards) || cards.length === 0)) {
    throw new Error('"contacts" is a list of contact cards, at least one.')
  }
  const own = { phones: [{ phone: `+${person.phone}`, wa_id: person.phone, type: 'MOBILE' }] }
  const content = cards ?? [{ name: { formatted_name: person.name, first_name: person.name }, ...own }]
  const from = origin ?? (cards ? 'other' : 'contact_request')
  return {
    type: 'contacts',
    content,
    text: `👤 ${content.map(({ name, phones }) => name?.formatted_name ?? phones?.[0]?.phone ?? 'Contact').join(', ')}`,
    ...(!old && { more: { origin: from } }),
  }
}
