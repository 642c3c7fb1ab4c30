import type { Content } from './content.ts'
import type { Outbound } from './outbound.ts'

/** What somebody of the business has typed on the phone is told as what a customer sends; people read it as a message of ours. */
export function asSentByUs(content: Content): Outbound {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text }
    case 'image':
    case 'video':
    case 'sticker':
    case 'audio':
    case 'document': {
      const { kind, medium, caption } = content
      const { id, filename, voice } = medium
      const media = { id }
      const said = caption === undefined ? {} : { caption }
      if (kind === 'sticker') return { kind, media }
      if (kind === 'audio') return voice ? { kind, media, voice } : { kind, media }
      if (kind === 'document') return { kind, media, ...said, ...(filename === undefined ? {} : { filename }) }
      return { kind, media, ...said }
    }
    case 'location': {
      const { kind, latitude, longitude, name, address } = content
      return { kind, latitude, longitude, ...(name && { name }), ...(address && { address }) }
    }
    case 'contacts':
      return {
        kind: 'contacts',
        contacts: content.contacts.map(({ name, phones, emails, organisation }) => ({
          ...(name && { name: { formatted_name: name } }),
          phones: phones.map(({ phone }) => ({ phone })),
          emails: emails.map((email) => ({ email })),
          ...(organisation && { org: { company: organisation } }),
        })),
      }
    default:
      return { kind: 'custom', type: content.kind === 'unsupported' ? content.type : content.kind, content: {} }
  }
}
