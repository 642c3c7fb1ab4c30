import { asksNothing, type Content, MEDIA_KINDS, type MediaKind, type Medium } from '../../domain/content.ts'
import { readContactCards } from './contact-cards.ts'
import { readButton, readInteractive } from './interactive.ts'
import { readOrder } from './order.ts'
import { readSystem } from './system.ts'
import { firstReason, flag, id, isObject, type Json, label, number, part, text, told } from './values.ts'

/** Types whose part of the same name tells what a message without a type is. */
const TELLING = [...MEDIA_KINDS, 'text', 'location', 'contacts', 'interactive', 'button', 'reaction', 'order', 'system']

export function typeOf(item: Json): string {
  return label(item.type) ?? TELLING.find((type) => item[type]) ?? 'unknown'
}

/** What a message holds. The same reader serves inbound messages, echoes, history and what stands in an edit. */
export function readContent(type: string, item: Json): Content {
  return readKnown(type, item) ?? unsupported(type, item)
}

function readKnown(type: string, item: Json): Content | undefined {
  switch (type) {
    case 'text':
      return readText(item.text)
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return readMedium(type, part(item[type]))
    case 'location':
      return readLocation(part(item.location))
    case 'contacts':
      return readContactCards(item)
    case 'interactive':
      return readInteractive(part(item.interactive))
    case 'button':
      return readButton(part(item.button))
    case 'reaction':
      return readReaction(part(item.reaction))
    case 'order':
      return readOrder(part(item.order))
    case 'edit':
      return readEdit(part(item.edit))
    case 'revoke':
      return readRevoke(part(item.revoke))
    case 'system':
      return readSystem(item)
    default:
      return undefined
  }
}

function readText(said: unknown): Content | undefined {
  const body = isObject(said) ? text(said.body) : undefined
  return body === undefined ? undefined : { kind: 'text', text: body }
}

function readMedium(kind: MediaKind, file: Json): Content | undefined {
  const name = id(file.id)
  if (name === undefined) return undefined
  const medium: Medium = {
    id: name,
    mime: label(file.mime_type) ?? 'application/octet-stream',
    ...told({
      sha256: label(file.sha256),
      filename: label(file.filename),
      voice: flag(file.voice) || undefined,
      animated: flag(file.animated) || undefined,
    }),
  }
  return { kind, medium, ...told({ caption: text(file.caption) }) }
}

function readLocation(place: Json): Content | undefined {
  const latitude = number(place.latitude)
  const longitude = number(place.longitude)
  if (latitude === undefined || longitude === undefined) return undefined
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  const named = told({ name: text(place.name), address: text(place.address), url: text(place.url) })
  return { kind: 'location', latitude, longitude, ...named }
}

/** Without an emoji, or with an empty one, it was taken back. Meta's own examples once misspelt the id. */
function readReaction({ message_id, messsage_id, emoji }: Json): Content | undefined {
  const to = id(message_id) ?? id(messsage_id)
  return to === undefined ? undefined : { kind: 'reaction', to, ...told({ emoji: label(emoji) }) }
}

/** What was edited is read like a message of its own; an edit of an edit, or of WhatsApp's own words, is none. */
function readEdit(edit: Json): Content | undefined {
  const of = id(edit.original_message_id)
  if (of === undefined) return undefined
  const now = isObject(edit.message) ? edit.message : edit
  const type = typeOf(now)
  const content = type === 'edit' ? undefined : readKnown(type, now)
  return { kind: 'edit', of, content: content && !asksNothing(content) ? content : unsupported(type, now) }
}

function readRevoke({ original_message_id }: Json): Content | undefined {
  const of = id(original_message_id)
  return of === undefined ? undefined : { kind: 'revoke', of }
}

/** Kept in words: what it is as far as Meta tells, and why it did not come. */
function unsupported(type: string, item: Json): Content {
  const shown = label(part(item.unsupported).type) ?? interactiveType(type, item) ?? type
  return { kind: 'unsupported', type: shown, ...told({ reason: item.errors ? firstReason(item.errors) : undefined }) }
}

function interactiveType(type: string, item: Json): string | undefined {
  return type === 'interactive' ? label(part(item.interactive).type) : undefined
}
