import type { Address } from '../domain/customer.ts'
import type { Framed, MediaHeader, Outbound } from '../domain/outbound.ts'
import type { OutboundMessage } from '../flows/world.ts'
import { given, renderMedia, renderMediaHeader } from './render-media.ts'
import { renderTemplate } from './render-template.ts'

/** The request that sends a message, as an object. */
export function render({ to, content, quotes, attemptId }: OutboundMessage): object {
  const rendered = renderContent(content)
  // A reaction stands by its message already.
  const quoted = content.kind === 'reaction' || rendered.type === 'reaction' ? undefined : (content.quotes ?? quotes)
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...renderAddress(to),
    ...(quoted && { context: { message_id: quoted } }),
    type: rendered.type,
    [rendered.type]: rendered.content,
    biz_opaque_callback_data: attemptId,
  }
}

/**
 * With its `+`, or Meta may put the country of the business before it; however a number was written, it is sent in one
 * form. A scoped id never goes into the phone field.
 */
function renderAddress(to: Address): object {
  return 'phone' in to ? { to: `+${to.phone.replaceAll(/\D/g, '')}` } : { recipient: to.bsuid }
}

export interface Rendered {
  readonly type: string
  readonly content: unknown
}

/** A message in Meta's words. */
export function renderContent(message: Outbound): Rendered {
  switch (message.kind) {
    case 'text': {
      const { text, preview } = message
      return { type: 'text', content: preview === undefined ? { body: text } : { body: text, preview_url: preview } }
    }
    case 'image':
    case 'video':
      return { type: message.kind, content: { ...renderMedia(message.media), ...given({ caption: message.caption }) } }
    case 'document': {
      const { media, caption, filename } = message
      return { type: 'document', content: { ...renderMedia(media), ...given({ caption, filename }) } }
    }
    case 'audio':
      return { type: 'audio', content: { ...renderMedia(message.media), ...given({ voice: message.voice }) } }
    case 'sticker':
      return { type: 'sticker', content: renderMedia(message.media) }
    case 'location': {
      const { latitude, longitude, name, address } = message
      return { type: 'location', content: { latitude, longitude, ...given({ name, address }) } }
    }
    case 'contacts':
      return { type: 'contacts', content: message.contacts }
    case 'reaction':
      return { type: 'reaction', content: { message_id: message.to, emoji: message.emoji } }
    case 'buttons':
      return interactive('button', message, {
        buttons: message.buttons?.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
      })
    case 'list':
      return interactive('list', message, { button: message.button, sections: message.sections })
    case 'link':
      return interactive('cta_url', message, {
        name: 'cta_url',
        parameters: { display_text: message.label, url: message.url },
      })
    case 'template':
      return { type: 'template', content: renderTemplate(message) }
    case 'custom':
      return { type: message.type, content: message.content }
  }
}

function interactive(type: string, { header, body, footer }: Framed, action: object): Rendered {
  return {
    type: 'interactive',
    content: {
      type,
      ...(header !== undefined && { header: renderHeader(header) }),
      body: { text: body },
      ...(footer !== undefined && { footer: { text: footer } }),
      action,
    },
  }
}

function renderHeader(header: string | MediaHeader): object {
  return typeof header === 'string' ? { type: 'text', text: header } : renderMediaHeader(header)
}
