import { basename, extname } from 'node:path'
import type { FileRead, ReadFile } from '../../flows/memory-port.ts'
import { readHtml } from './html.ts'
import { readMarkdown } from './markdown.ts'

/** What a reader of PDF says; it must not throw. */
export type ReadPdf = (
  bytes: Uint8Array,
) => Promise<
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly words: string }
  | { readonly kind: 'unread' }
>

export const LARGEST_FILE = 10 * 1024 * 1024
const LONGEST_TEXT = 500_000
const MARKDOWN = new Set(['.md', '.markdown', '.mdx'])
const HTML = new Set(['.html', '.htm', '.xhtml'])
const TEXT = new Set(['.txt', '.text', '.csv', '.tsv', '.rst', '.adoc', '.org', ''])

/** Whether a file in a folder is one of those that are read here. */
export const isKnowledge = (name: string): boolean =>
  extname(name) !== '' &&
  [MARKDOWN, HTML, TEXT, new Set(['.pdf'])].some((kinds) => kinds.has(extname(name).toLowerCase()))

/** Reads Markdown, text, HTML and PDF. What cannot be read is told with its reason. */
export function createFileReader({ readPdf }: { readPdf: ReadPdf }): ReadFile {
  return async ({ name, bytes }) => {
    if (bytes.length > LARGEST_FILE) return unreadable('it has more than 10 MB')
    const kind = extname(name).toLowerCase()
    if (kind === '.pdf' || isPdf(bytes)) return ofPdf(await readPdf(bytes), name)
    const known = MARKDOWN.has(kind) || HTML.has(kind) || TEXT.has(kind)
    if (!known) return unreadable('only Markdown, text, HTML and PDF are read here')
    const text = decode(bytes)
    if (text.includes('\0')) return unreadable('it is no text')
    const read = HTML.has(kind) ? readHtml(text) : MARKDOWN.has(kind) ? readMarkdown(text) : { title: undefined, text }
    return within(read.text, read.title ?? nameOf(name), 'document')
  }
}

function ofPdf(told: Awaited<ReturnType<ReadPdf>>, name: string): FileRead {
  if (told.kind === 'text') return within(told.text, nameOf(name), 'pdf')
  return unreadable(told.kind === 'unreadable' ? told.words : 'it is no PDF')
}

function within(text: string, title: string, documentType: 'document' | 'pdf'): FileRead {
  if (text.trim() === '') return unreadable('there are no words in it')
  if (text.length > LONGEST_TEXT) return unreadable(`it has more than ${LONGEST_TEXT} characters: divide it`)
  return { kind: 'text', text, title: title.slice(0, LONGEST_TITLE), documentType }
}
const LONGEST_TITLE = 300

const unreadable = (reason: string): FileRead => ({ kind: 'unreadable', reason })

const nameOf = (name: string) => basename(name, extname(name)).replaceAll(/[-_]+/g, ' ')

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

/** UTF-8 with or without its mark, UTF-16 where it says so, or what Windows writes. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
