import { bareType } from '../../domain/file-type.ts'
import type { FetchedFile } from '../../domain/media.ts'
import { createPdfReader, type PdfReader, type PdfText } from './pdf.ts'
import { plainText } from './plain-text.ts'

/** What a document says. Throws only where the signal says that nobody waits any more. */
export type ReadDocument = (file: FetchedFile, signal?: AbortSignal) => Promise<DocumentText>

export type DocumentText =
  /** `complete`: there was no more of it. */
  | { readonly kind: 'text'; readonly text: string; readonly complete: boolean; readonly pages?: number }
  /** `words` say why to a model; `reason` is for the trace. */
  | { readonly kind: 'unreadable'; readonly words: string; readonly reason: string }
  /** Of a type that nobody reads here. */
  | { readonly kind: 'unread' }

const MOST_CHARS = 20_000
const TEXTS = new Set(['application/json', 'application/csv', 'application/xml', 'application/x-ndjson'])

interface Reading {
  readonly maxChars?: number
  readonly readPdf?: PdfReader
}

export function createDocumentReader({
  maxChars = MOST_CHARS,
  readPdf = createPdfReader({ maxChars }),
}: Reading = {}): ReadDocument {
  return async ({ bytes, mime }, signal) => {
    const type = bareType(mime)
    if (type === 'application/pdf') return ofPdf(await readPdf(bytes, signal))
    if (type.startsWith('text/') || TEXTS.has(type)) return plainText(bytes, maxChars)
    return { kind: 'unread' }
  }
}

const WORDS = {
  encrypted: 'it is protected by a password',
  damaged: 'it seems to be damaged',
  'too-slow': 'it is too complicated to be read here',
  'too-much-memory': 'it is too complicated to be read here',
} as const

function ofPdf(told: PdfText): DocumentText {
  if (told.kind === 'unreadable') return { kind: 'unreadable', words: WORDS[told.because], reason: told.reason }
  if (told.text.trim() === '')
    return { kind: 'unreadable', words: 'there are no words in it, perhaps it is a scan', reason: 'no text' }
  return told
}
