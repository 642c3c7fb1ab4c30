import { Refused } from './parameter.ts'
import type { Person } from './person.ts'
import { missing } from './recipient.ts'

type Body = Readonly<Record<string, unknown>>

/** What stands around the content of a message. */
export interface Envelope {
  /** The wamid of the message it answers. */
  readonly quoted: string | undefined
  /** The business's own reference. */
  readonly opaque: string | undefined
}

const LONGEST_OPAQUE_DATA = 512

export function readEnvelope(body: Body): Envelope {
  requireWhatsApp(body)
  const { recipient_type: recipientType = 'individual', context, biz_opaque_callback_data: opaque } = body
  if (recipientType === 'group') {
    throw new Refused({ code: 131020, details: 'Param recipient_type: this phone number has no groups.' })
  }
  if (recipientType !== 'individual') throw invalid('Param recipient_type must be one of {INDIVIDUAL, GROUP}.')
  if (opaque !== undefined && typeof opaque !== 'string') {
    throw invalid('Param biz_opaque_callback_data must be a string.')
  }
  if (opaque !== undefined && opaque.length > LONGEST_OPAQUE_DATA) {
    throw invalid(`Param biz_opaque_callback_data must be at most ${LONGEST_OPAQUE_DATA} characters long.`)
  }
  const quoted = (context as { message_id?: unknown } | null | undefined)?.message_id
  if (context !== undefined && typeof quoted !== 'string') throw new Refused(missing("context['message_id']"))
  return { quoted: quoted as string | undefined, opaque }
}

export function requireWhatsApp({ messaging_product: product }: Body) {
  if (product === undefined) throw new Refused(missing('messaging_product'))
  if (product !== 'whatsapp') throw invalid('Param messaging_product must be one of {WHATSAPP}.')
}

/** The business may ask that the message reach only the identity it has seen before. */
export function requireIdentity({ recipient_identity_key_hash: hash }: Body, person: Person | undefined) {
  if (hash === undefined || !person || hash === person.identityHash) return
  throw new Refused({ code: 137000 })
}

export const invalid = (why: string) => new Refused({ code: 100, message: `(#100) ${why}` })
