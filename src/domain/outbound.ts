/**
 * What the business can send. `quotes` is the wamid of a message that it answers, where that should not be left to the
 * setting `quoteReplies`. What WhatsApp would refuse is found before it is sent: see `WhatsApp.faults`.
 */
export type Outbound = Reaction | (Content & { readonly quotes?: string })

/** `to` is the wamid of the message; an empty emoji takes the reaction back. It stands by that message, so it quotes none. */
export interface Reaction {
  readonly kind: 'reaction'
  readonly to: string
  readonly emoji: string
}

type Content =
  | { readonly kind: 'text'; readonly text: string; readonly preview?: boolean }
  | { readonly kind: 'image' | 'video'; readonly media: MediaSource; readonly caption?: string }
  | {
      readonly kind: 'audio'
      readonly media: MediaSource
      readonly voice?: boolean
      /** What is said in it, for the transcript: WhatsApp is not sent them. */
      readonly words?: string
    }
  | { readonly kind: 'document'; readonly media: MediaSource; readonly caption?: string; readonly filename?: string }
  | { readonly kind: 'sticker'; readonly media: MediaSource }
  | Location
  /** Meta's own contact objects: `{ name: { formatted_name, first_name }, phones: [...] }`. */
  | { readonly kind: 'contacts'; readonly contacts: readonly Readonly<Record<string, unknown>>[] }
  | ({
      readonly kind: 'buttons'
      readonly buttons: readonly { readonly id: string; readonly title: string }[]
    } & Framed)
  | ({ readonly kind: 'list'; readonly button: string; readonly sections: readonly ListSection[] } & Framed)
  | ({ readonly kind: 'link'; readonly label: string; readonly url: string } & Framed)
  | Template
  /** Any other message in Meta's own words: `{ type: 'interactive', content: { type: 'flow', ... } }`. */
  | { readonly kind: 'custom'; readonly type: string; readonly content: unknown }

/** A file that was uploaded, or one that Meta fetches from its address. */
export type MediaSource = { readonly id: string } | { readonly link: string }

export interface Location {
  readonly kind: 'location'
  readonly latitude: number
  readonly longitude: number
  readonly name?: string
  readonly address?: string
}

/** A picture, film or file above the words of a message. */
export interface MediaHeader {
  readonly kind: 'image' | 'video' | 'document'
  readonly media: MediaSource
  /** Of a document: what the customer sees and saves it as. */
  readonly filename?: string
}

export interface Framed {
  readonly body: string
  /** A list may only have words there. */
  readonly header?: string | MediaHeader
  readonly footer?: string
}

export interface ListSection {
  readonly title?: string
  readonly rows: readonly { readonly id: string; readonly title: string; readonly description?: string }[]
}

/** An approved template. Parameters are a list for `{{1}}`, or named as the template names them. */
export interface Template {
  readonly kind: 'template'
  readonly name: string
  readonly language: string
  readonly header?: TemplateParameters | MediaHeader | Location
  readonly body?: TemplateParameters
  readonly buttons?: readonly TemplateButton[]
  /** When a limited-time offer ends, in epoch milliseconds. */
  readonly offerEnds?: number
  /** Of a carousel, all its cards in their order. */
  readonly cards?: readonly TemplateCard[]
  /** What the customer reads, filled in here where the template is known. */
  readonly words?: string
}

/** What one card of a carousel is given. */
export type TemplateCard = Pick<Template, 'body' | 'buttons'> & { readonly header?: MediaHeader }

/**
 * What a button of a template is given: the payload of a quick reply, the end of an address (or a one-time code), the code
 * to copy, the token of a flow, the product that a catalog or a list of products shows.
 */
export interface TemplateButton {
  /** Its place among all buttons of the template, from 0. */
  readonly index: number
  readonly kind: 'quick-reply' | 'url' | 'copy-code' | 'flow' | 'catalog' | 'products'
  readonly value: string
  /** Of a list of products: what it shows, by the ids of the catalog. */
  readonly sections?: readonly { readonly title: string; readonly products: readonly string[] }[]
}
export type TemplateParameters = readonly string[] | Readonly<Record<string, string>>

/** What agents and people read of it in the transcript. */
export function outboundInWords(message: Outbound): string {
  switch (message.kind) {
    case 'text':
      return message.text
    case 'image':
    case 'video':
    case 'document':
      return `[${message.kind}]${message.caption ? ` ${message.caption}` : ''}`
    case 'audio':
      if (message.words) return message.words
      return message.voice ? '[voice note]' : '[audio]'
    case 'sticker':
      return '[sticker]'
    case 'location':
      return `[location: ${[message.name, message.address, `${message.latitude}, ${message.longitude}`].filter(Boolean).join(', ')}]`
    case 'contacts':
      return `[${message.contacts.length === 1 ? 'contact' : 'contacts'}]`
    case 'reaction':
      return message.emoji ? `[reacted with ${message.emoji}]` : '[took a reaction back]'
    case 'buttons':
      return `${message.body} [${message.buttons.map(({ title }) => title).join(' | ')}]`
    case 'list': {
      const titles = message.sections.flatMap(({ rows }) => rows.map(({ title }) => title))
      return `${message.body} [${titles.join(' | ')}]`
    }
    case 'link':
      return `${message.body} [${message.label}: ${message.url}]`
    case 'template':
      if (message.words) return message.words
      return `[template ${message.name}${message.body ? `: ${Object.values(message.body).join(', ')}` : ''}]`
    case 'custom':
      return `[${message.type}]`
  }
}
