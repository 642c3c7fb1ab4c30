/**
 * Numbers that reach one person in two forms: Brazilian mobile numbers got a ninth digit (landlines never did: those of
 * eight digits that begin with 2 to 5), Mexico and Argentina once put a digit before mobile numbers. Whose number is
 * known in one form may write in the other.
 */
const FORMS: readonly (readonly [pattern: RegExp, other: string])[] = [
  [/^55(\d{2})9([6-9]\d{7})$/, '55$1$2'],
  [/^55(\d{2})([6-9]\d{7})$/, '55$19$2'],
  [/^521(\d{10})$/, '52$1'],
  [/^52(\d{10})$/, '521$1'],
  [/^549(\d{10})$/, '54$1'],
  [/^54(\d{10})$/, '549$1'],
]

/** The digits of a phone in all forms it may be known by, its own first. For looking up only: what is sent stays as it came. */
export function phoneForms(phone: string): string[] {
  const found = FORMS.find(([pattern]) => pattern.test(phone))
  return found ? [phone, phone.replace(found[0], found[1])] : [phone]
}

export function isSamePhone(one: string, other: string): boolean {
  return one === other || phoneForms(one).includes(other)
}

export const HASH_MODES = ['off', 'sha256', 'hmac'] as const
export type HashMode = (typeof HASH_MODES)[number]

/** How phones are written where they only identify. With `off` as they are, else as a digest. */
export interface PhoneHash {
  readonly mode: HashMode
  /** Tells this mode and secret from others, and gives neither away. */
  readonly fingerprint: string
  of(phone: string): string
  /** Other names of the same phone: the uuid5, and the plain digest where phones are not hashed. */
  namesOf(phone: string): { readonly userId: string; readonly hash: string | null }
}

const BSUID = /^[a-z]{2}\.(ENT\.)?[a-z0-9]{1,128}$/i

/** `US.1349...`, with `ENT.` in it where portfolios are linked. */
export function isScopedId(text: string): boolean {
  return BSUID.test(text)
}
