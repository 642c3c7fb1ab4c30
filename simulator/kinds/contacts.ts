import type { MessageKind } from '../message-kind.ts'
import type { Parameter } from '../parameter.ts'

const MOST = 257
const NAME_PARTS = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix']

/** The texts that each list of a contact may hold. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  phones: ['phone', 'type', 'wa_id'],
  emails: ['email', 'type'],
  urls: ['url', 'type'],
  addresses: ['street', 'city', 'state', 'zip', 'country', 'country_code', 'type'],
}

export const contacts: MessageKind = {
  type: 'contacts',
  read(content) {
    const cards = content.list({ most: MOST })
    return { text: cards.map((card) => `[contact ${readCard(card)}]`).join('\n') }
  },
}

function readCard(card: Parameter): string {
  const name = card.at('name')
  name.fields()
  const formatted = name.at('formatted_name').text()
  const parts = NAME_PARTS.map((part) => name.at(part).ifGiven()).filter((part) => part !== undefined)
  if (parts.length === 0) name.wrong(`must have at least one more part than formatted_name: ${NAME_PARTS.join(', ')}`)
  for (const part of parts) part.text()
  for (const [list, texts] of Object.entries(LISTS)) {
    for (const entry of card.at(list).ifGiven()?.list({ fewest: 0, most: Number.POSITIVE_INFINITY }) ?? []) {
      entry.fields()
      for (const text of texts) entry.at(text).ifGiven()?.text()
    }
  }
  for (const part of ['company', 'department', 'title']) card.at('org').at(part).ifGiven()?.text()
  card
    .at('birthday')
    .ifGiven()
    ?.text({ pattern: /^\d{4}-\d{2}-\d{2}$/, form: 'a date, YYYY-MM-DD' })
  return formatted
}
