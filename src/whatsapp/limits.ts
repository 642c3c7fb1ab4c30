import { Field, isLongerThan } from './limits-field.ts'
import { checkInteractive } from './limits-interactive.ts'
import { checkLocation, checkMedia } from './limits-media.ts'
import { checkTemplate } from './limits-template.ts'

const LONGEST_TEXT = 4096
const LONGEST_CAPTION = 1024
const MOST_CONTACTS = 257
const NAME_PARTS = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix']
/** Reading all there are takes long: only a reaction does. */
const oneEmoji = () => /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** The texts that each list of a contact may hold. */
const CONTACT_LISTS: Readonly<Record<string, readonly string[]>> = {
  phones: ['phone', 'type', 'wa_id'],
  emails: ['email', 'type'],
  urls: ['url', 'type'],
  addresses: ['street', 'city', 'state', 'zip', 'country', 'country_code', 'type'],
}

const CHECKS: Readonly<Record<string, (content: Field) => void>> = {
  text: (content) => {
    if (!content.object()) return
    content.at('body').text({ most: LONGEST_TEXT })
    content.at('preview_url').optionalFlag()
  },
  image: checkCaptioned,
  video: checkCaptioned,
  document: (content) => {
    checkCaptioned(content)
    content.at('filename').optionalText()
  },
  audio: (content) => {
    checkMedia(content)
    refuseCaption(content)
    content.at('voice').optionalFlag()
  },
  sticker: (content) => {
    checkMedia(content)
    refuseCaption(content)
  },
  location: checkLocation,
  contacts: (content) => {
    for (const card of content.list({ most: MOST_CONTACTS })) checkContact(card)
  },
  reaction: (content) => {
    if (!content.object()) return
    content.at('message_id').text()
    const emoji = content.at('emoji')
    if (!emoji.given) emoji.fault('is missing')
    // An empty one takes the reaction back.
    else if (emoji.value !== '') emoji.text({ form: oneEmoji(), like: 'one emoji' })
  },
  interactive: checkInteractive,
  template: checkTemplate,
}

/**
 * All that WhatsApp would refuse in a message, each in a sentence that names Meta's field, what it has and what is allowed.
 * It is the rendered message that is checked, so that one in Meta's own words is as safe as the others; what Meta has
 * invented since is let through.
 */
export function faultsOf(type: string, content: unknown): string[] {
  // Nearly all messages are texts, and nearly all of those are fine.
  if (type === 'text' && isPlainText(content)) return []
  const faults: string[] = []
  CHECKS[type]?.(new Field(type, content, faults))
  return faults
}

function isPlainText(content: unknown): boolean {
  const { body, preview_url } = (content ?? {}) as { body?: unknown; preview_url?: unknown }
  if (preview_url !== undefined || typeof body !== 'string') return false
  return !isLongerThan(body, LONGEST_TEXT) && body.trim() !== ''
}

function checkCaptioned(content: Field): void {
  checkMedia(content)
  content.at('caption').optionalText({ most: LONGEST_CAPTION })
}

function refuseCaption(content: Field): void {
  const caption = content.at('caption')
  if (caption.given) caption.fault(`is there, and ${content.path} has none on WhatsApp`)
}

function checkContact(card: Field): void {
  if (!card.object()) return
  const name = card.at('name')
  if (name.object()) {
    name.at('formatted_name').text()
    const parts = NAME_PARTS.map((part) => name.at(part)).filter(({ given }) => given)
    for (const part of parts) part.text()
    if (parts.length === 0)
      name.fault(`has only a formatted_name, WhatsApp wants one of ${NAME_PARTS.join(', ')} as well`)
  }
  for (const [list, texts] of Object.entries(CONTACT_LISTS)) {
    if (!card.at(list).given) continue
    for (const entry of card.at(list).list({ least: 0 }))
      if (entry.object()) for (const text of texts) entry.at(text).optionalText()
  }
  for (const part of ['company', 'department', 'title']) card.at('org').at(part).optionalText()
  card.at('birthday').optionalText({ form: DATE, like: 'a date, YYYY-MM-DD' })
}
