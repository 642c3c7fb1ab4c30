import { createHash, createHmac } from 'node:crypto'
import type { HashMode, PhoneHash } from '../domain/phone.ts'

/** RFC 4122: the namespace of names that are addresses. */
const NAMESPACE_URL = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')

export type IdentityHash = { readonly hash: HashMode; readonly secret?: string | undefined }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export function createPhoneHash({ hash: mode, secret = '' }: IdentityHash): PhoneHash {
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  const digestOf = (phone: string) => (mode === 'hmac' ? hmac(`e164:+${phone}`) : sha256(`e164:+${phone}`))
  return {
    mode,
    fingerprint: mode === 'hmac' ? hmac('wabaton').slice(0, 16) : '',
    of: (phone) => (mode === 'off' ? phone : digestOf(phone)),
    namesOf: (phone) => ({
      userId: uuid5(mode === 'off' ? `tel:+${phone}` : `tel:${digestOf(phone)}`),
      hash: mode === 'off' ? digestOf(phone) : null,
    }),
  }
}

/**
 * The UUID that a phone stands for, the same on every installation: `uuid5(NAMESPACE_URL, "tel:+<E.164>")`. Where phones
 * are hashed it is made from the digest, so that it gives the number away no more than the digest does.
 */
export function userIdFor(phone: string, identity: IdentityHash = { hash: 'off' }): string {
  return createPhoneHash(identity).namesOf(phone.replaceAll(/\D/g, '')).userId
}

function uuid5(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE_URL).update(name).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
