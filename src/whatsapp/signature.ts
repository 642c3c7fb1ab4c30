import { createHmac, timingSafeEqual } from 'node:crypto'

const HEADER = /^sha256=([0-9a-f]{64})$/i

/**
 * Says which of the app secrets signed these bytes, if any. Works on the raw bytes, before anything is parsed: Meta
 * signs exactly what it sends, and JSON written again would differ. Compares in constant time and never throws.
 */
export function signingSecret(
  body: Uint8Array,
  header: string | null | undefined,
  secrets: readonly string[],
): string | undefined {
  const given = header ? HEADER.exec(header)?.[1] : undefined
  if (!given) return undefined
  const bytes = Buffer.from(given, 'hex')
  return secrets.find((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), bytes))
}

/** Compares two texts of any length in constant time. An empty one matches nothing. */
export function isSameToken(given: string, expected: string): boolean {
  if (given === '' || expected === '') return false
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
