import type { DocumentText } from './reader.ts'

/** No character takes more bytes than this in any encoding that is read here. */
const BYTES_A_CHARACTER = 4

const HALF_CHARACTER = /[\ud800-\udbff]$/

/** The text of a file in UTF-8, in UTF-16 where it says so, or in what Windows writes. */
export function plainText(bytes: Uint8Array, maxChars: number): DocumentText {
  const part = bytes.subarray(0, maxChars * BYTES_A_CHARACTER)
  const text = decode(part)
  if (text.includes('\0')) return { kind: 'unreadable', words: 'it is no text', reason: 'it holds zero bytes' }
  if (text.trim() === '') return { kind: 'unreadable', words: 'it is empty', reason: 'no text' }
  return {
    kind: 'text',
    text: text.slice(0, maxChars).replace(HALF_CHARACTER, ''),
    complete: part.length === bytes.length && text.length <= maxChars,
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    // What was cut off in the middle of a character is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
