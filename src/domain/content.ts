/** What a message holds. Everything that is none of these is kept raw and shown as `unsupported`. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: MediaKind; readonly medium: Medium; readonly caption?: string }
  | Place
  | { readonly kind: 'contacts'; readonly contacts: readonly ContactCard[]; readonly requested: boolean }
  | Choice
  | Form
  | CallPermission
  | Order
  /** Without an emoji the customer took their reaction back. */
  | { readonly kind: 'reaction'; readonly to: string; readonly emoji?: string }
  | { readonly kind: 'edit'; readonly of: string; readonly content: Content }
  | { readonly kind: 'revoke'; readonly of: string }
  | SystemEvent
  | { readonly kind: 'unsupported'; readonly type: string; readonly reason?: string }

export const MEDIA_KINDS = ['image', 'video', 'audio', 'document', 'sticker'] as const
export type MediaKind = (typeof MEDIA_KINDS)[number]

/** A file that Meta holds for us; it is fetched by its id within seven days. */
export interface Medium {
  readonly id: string
  readonly mime: string
  readonly sha256?: string
  /** Of the sender's choosing: never a path. */
  readonly filename?: string
  /** Recorded as a voice note. */
  readonly voice?: boolean
  readonly animated?: boolean
}

export interface Place {
  readonly kind: 'location'
  readonly latitude: number
  readonly longitude: number
  readonly name?: string
  readonly address?: string
  readonly url?: string
}

export interface ContactCard {
  readonly name?: string
  readonly phones: readonly { readonly phone: string; readonly waId?: string; readonly type?: string }[]
  readonly emails: readonly string[]
  readonly organisation?: string
}

/** A tap on a button, a list row or a template's quick reply: the id is what was agreed, the title what was read. */
export interface Choice {
  readonly kind: 'choice'
  readonly from: 'button' | 'list' | 'template'
  readonly id: string
  readonly title: string
  readonly description?: string
}

/** A Flow that was filled in. `data` is missing where the answer was no JSON. */
export interface Form {
  readonly kind: 'form'
  readonly name: string
  readonly data?: Readonly<Record<string, unknown>>
}

export interface CallPermission {
  readonly kind: 'call-permission'
  readonly accepted: boolean
  readonly permanent: boolean
  readonly automatic: boolean
  readonly expiresAt?: number
}

export interface Order {
  readonly kind: 'order'
  readonly catalog: string
  readonly text?: string
  readonly items: readonly {
    readonly product: string
    readonly quantity: number
    readonly price: number
    readonly currency: string
  }[]
}

/** WhatsApp speaks, not the customer: a number or an id has changed, or something we only keep. */
export interface SystemEvent {
  readonly kind: 'system'
  readonly type: string
  readonly body?: string
  readonly change?: IdentityChange
}

/** Both ends of a change that WhatsApp itself has reported: the same person, before and after. */
export interface IdentityChange {
  readonly from: { readonly phone?: string; readonly bsuid?: string }
  readonly to: { readonly phone?: string; readonly bsuid?: string }
}

/** Kinds that tell us something but ask for nothing: no turn begins with them, and they are no line of the transcript. */
const ASKS_NOTHING = new Set<Content['kind']>(['reaction', 'edit', 'revoke', 'system'])

export function asksNothing({ kind }: Content): boolean {
  return ASKS_NOTHING.has(kind)
}

/** The 24 hours begin anew with what a customer sends; an edit, a deletion or WhatsApp's own notices do not count. */
export function opensWindow({ kind }: Content): boolean {
  return kind === 'reaction' || !ASKS_NOTHING.has(kind)
}

/** What agents and people read where only words can stand: the transcript, memory, a model without eyes. */
export function inWords(content: Content): string {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return mediumInWords(content.kind, content.medium, content.caption)
    case 'location':
      return `[Location: ${[content.name, content.address, `${content.latitude}, ${content.longitude}`].filter(Boolean).join(', ')}]`
    case 'contacts':
      return `[${content.requested ? 'Shared their own contact' : 'Contact'}: ${content.contacts.map(contactInWords).join('; ')}]`
    case 'choice':
      return content.description ? `${content.title} (${content.description})` : content.title
    case 'form':
      return `[Filled in the form "${content.name}": ${JSON.stringify(content.data ?? {})}]`
    case 'call-permission':
      return `[${content.accepted ? 'Allows' : 'Does not allow'} calls]`
    case 'order':
      return orderInWords(content)
    case 'reaction':
      return content.emoji ? `[Reacted with ${content.emoji}]` : '[Took a reaction back]'
    case 'edit':
      return `[Edited a message: ${inWords(content.content)}]`
    case 'revoke':
      return '[Deleted a message]'
    case 'system':
      return `[WhatsApp: ${content.body ?? content.type}]`
    case 'unsupported':
      return `[A message of type ${content.type}${content.reason ? `: ${content.reason}` : ''}]`
  }
}

function mediumInWords(kind: MediaKind, { mime, filename, voice }: Medium, caption: string | undefined): string {
  const name = voice ? 'voice note' : kind
  const marker = `[Attached ${name}: ${[filename, mime].filter(Boolean).join(', ')}]`
  return caption ? `${marker} ${caption}` : marker
}

function contactInWords({ name, phones, emails }: ContactCard): string {
  return [name, ...phones.map(({ phone }) => phone), ...emails].filter(Boolean).join(', ') || 'empty'
}

function orderInWords({ items, text }: Order): string {
  const lines = items.map(
    ({ product, quantity, price, currency }) => `${quantity} x ${product} at ${price} ${currency}`,
  )
  return `[Order: ${lines.join('; ')}]${text ? ` ${text}` : ''}`
}
