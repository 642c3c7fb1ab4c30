import type { Bubble, Content, SaidMessage } from '../thread.ts'
import { entryOf } from './entry.ts'
import type { Phone, Speech } from './speech.ts'
import { notSupported } from './unsupported.ts'

interface Edit {
  /** The wamid of an own message. */
  message: string
  /** The new text, or the new caption. */
  text: string
}

const CAPTIONED = ['image', 'video', 'document']

/** Lines in coexistence are told the new words, under a new id; other lines that something is not supported. */
export function edit({ message: wamid, text }: Edit, phone: Phone): Speech {
  const original = ownMessage(phone, wamid)
  if (typeof text !== 'string' || text === '') throw new Error('"text" is missing: the new words.')
  const content = editedContent(original, text)
  const change = () => {
    original.content = content
    original.text = text
    original.edited = true
  }
  if (!phone.line.details.coexistence) return { ...notSupported('edit'), text: `edits: ${text}`, about: wamid, change }
  const { type, quoted } = original
  const context = quoted !== undefined && { context: { from: phone.line.digits, id: quoted } }
  return {
    type: 'edit',
    content: { original_message_id: wamid, message: { type, [type]: content, ...context } },
    text: `edits: ${text}`,
    about: wamid,
    change,
  }
}

function editedContent({ type, content }: { type: string; content: Content }, text: string): Content {
  if (type === 'text') return { body: text }
  if (CAPTIONED.includes(type)) return { ...content, caption: text }
  throw new Error(`A message of type ${type} cannot be edited.`)
}

/** Deletes an own message for everyone. */
export function revoke({ message: wamid }: { message: string }, phone: Phone): Speech {
  const original = ownMessage(phone, wamid)
  const change = () => {
    original.deleted = true
  }
  if (!phone.line.details.coexistence)
    return { ...notSupported('revoke'), text: 'deletes a message', about: wamid, change }
  return { type: 'revoke', content: { original_message_id: wamid }, text: 'deletes a message', about: wamid, change }
}

function ownMessage(phone: Phone, wamid: string): SaidMessage | Bubble {
  const entry = entryOf(phone, wamid)
  const own = entry.kind === 'said' ? phone.owns === 'said' : phone.owns === 'bubble' && entry.by === 'staff'
  if (!own) throw new Error('People edit and delete only what they wrote themselves.')
  if (entry.deleted) throw new Error('That message was deleted.')
  return entry
}
