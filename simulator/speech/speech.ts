import type { Line } from '../line.ts'
import type { PhoneFile } from '../media.ts'
import type { Person } from '../person.ts'
import type { Content, Thread } from '../thread.ts'

/** What leaves a phone, before it has an id and a time. */
export interface Speech {
  readonly type: string
  /** What stands under the name of its type; nothing for types that carry none. */
  readonly content: Content
  /** Goes to Meta's servers when the message leaves, and is told in its content. */
  readonly file?: PhoneFile
  /** What the phone shows of it. */
  readonly text: string
  /** The message it answers. */
  readonly quoting?: string
  /** Fields beside the content: `context`, `referral`, `origin`, `errors` and so on. */
  readonly more?: Readonly<Record<string, unknown>>
  /** Whatever a person sends opens the window, unless told. */
  readonly opensWindow?: boolean
  /** The message on the phone that it changes, instead of being a bubble of its own. */
  readonly about?: string
  readonly change?: () => void
}

/** The phone that something is sent from, open at one line. */
export interface Phone {
  readonly person: Person
  readonly line: Line
  readonly thread: Thread
  /** What its owner has written: a customer what was `said`, the business's own phone the bubbles. */
  readonly owns: 'said' | 'bubble'
  /** Webhooks look as they did before 2026. */
  readonly old: boolean
  readonly now: number
}

/** What may stand beside any message. `context` has four shapes, and a message has one of them. */
export interface Common {
  /** The wamid of the message that is answered. */
  quoting?: string
  forwarded?: boolean | 'frequently'
  /** A question about a product of the catalogue. */
  product?: { catalogId: string; productId: string }
  /** The advertisement or post that the customer came from. */
  referral?: Referral
  /** Said in a group, which has a window of its own. */
  groupId?: string
}

export interface Referral {
  source?: 'ad' | 'post'
  media?: 'image' | 'video'
  headline?: string
  body?: string
  /** Advertisements in Status have no click id. */
  inStatus?: boolean
  /** What the advertisement greeted with. */
  welcome?: string
}

export function commonFields(
  { quoting, forwarded, product, referral, groupId }: Common,
  { line, person, old }: Phone,
): Pick<Speech, 'quoting' | 'more'> {
  const contexts = [quoting, forwarded, product].filter(Boolean)
  if (contexts.length > 1) throw new Error('A message is quoting, forwarded or about a product: one of them.')
  const context =
    forwarded === 'frequently'
      ? { frequently_forwarded: true }
      : forwarded
        ? { forwarded: true }
        : product && {
            from: line.digits,
            id: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgARGA9wcm9kdWN0X2lucXVpcnkA',
            referred_product: { catalog_id: product.catalogId, product_retailer_id: product.productId },
          }
  return {
    ...(quoting !== undefined && { quoting }),
    more: {
      ...(context && { context }),
      ...(referral && { referral: referralFields(referral) }),
      ...(groupId !== undefined && { group_id: groupId }),
      // Newer webhooks carry the hash with the contact.
      ...(old && line.details.identityCheck && { identity: identityFields(person) }),
    },
  }
}

function referralFields({ source = 'ad', media = 'image', inStatus, welcome, ...words }: Referral) {
  const files = {
    image: { image_url: 'https://scontent.example/ad.jpg' },
    video: { video_url: 'https://scontent.example/ad.mp4', thumbnail_url: 'https://scontent.example/ad.jpg' },
  }
  return {
    source_url: 'https://fb.me/3cr4Wqqkv',
    source_id: '120226305854810726',
    source_type: source,
    body: words.body ?? 'Summer Succulents are here!',
    headline: words.headline ?? 'Chat with us',
    media_type: media,
    ...files[media],
    ...(!inStatus && {
      ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4_0NiNhEgpGo0AHemvuSoifXaytfTzcchptiErTKCqTrJ5',
    }),
    ...(welcome !== undefined && { welcome_message: { text: welcome } }),
  }
}

export const identityFields = ({ identityHash }: Person) => ({
  acknowledged: true,
  created_timestamp: 1_602_532_300_000,
  hash: identityHash,
})
