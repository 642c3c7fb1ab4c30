import type { Outbound } from '../../domain/outbound.ts'
import type { SlackFile } from '../../flows/store.ts'
import { SlackLater } from './api.ts'
import type { SlackNeeds } from './needs.ts'

/** WhatsApp takes no larger ones; what each kind may weigh is checked where they are brought there. */
const LARGEST = 100 * 1024 * 1024

const LONGEST_CAPTION = 1_024

export type Fetched =
  | {
      readonly kind: 'files'
      readonly files: readonly { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }[]
    }
  | { readonly kind: 'refused'; readonly reason: string }

export async function fetchFiles(
  { reach }: Pick<SlackNeeds, 'reach'>,
  files: readonly SlackFile[],
  most = LARGEST,
): Promise<Fetched> {
  const found = []
  for (const { name, mime, size, url } of files) {
    const bytes = size > most || url === '' ? undefined : await reach.download(url, most)
    if (!bytes) return { kind: 'refused', reason: `${name || 'The file'} is too large or cannot be read.` }
    found.push({ name, mime, bytes })
  }
  return { kind: 'files', files: found }
}

export type Prepared =
  | { readonly kind: 'contents'; readonly contents: readonly Outbound[] }
  | { readonly kind: 'refused'; readonly reason: string }

/** As WhatsApp takes it: words stand below the first file where it can carry them, else before it. */
export async function prepare(
  needs: Pick<SlackNeeds, 'reach' | 'desk'>,
  conversation: string,
  { text, files }: { text: string; files: readonly SlackFile[] },
): Promise<Prepared> {
  if (files.length === 0) return { kind: 'contents', contents: [{ kind: 'text', text }] }
  const fetched = await fetchFiles(needs, files)
  if (fetched.kind === 'refused') return fetched
  const contents: Outbound[] = []
  for (const { name, mime, bytes } of fetched.files) {
    const brought = await needs.desk.upload(conversation, { bytes, mime, filename: name })
    if (brought.kind === 'unknown') return { kind: 'refused', reason: 'The conversation is gone.' }
    if (brought.kind === 'failed' && brought.because === 'unreachable') throw new SlackLater(brought.reason)
    if (brought.kind === 'failed') return { kind: 'refused', reason: `${name}: ${brought.reason}` }
    const { kind, id } = brought.file
    const isFirst = contents.length === 0 && text !== ''
    const stands = kind !== 'audio' && kind !== 'sticker' && text.length <= LONGEST_CAPTION
    if (isFirst && !stands) contents.push({ kind: 'text', text })
    const caption = isFirst && stands ? { caption: text } : {}
    if (kind === 'audio' || kind === 'sticker') contents.push({ kind, media: { id } })
    else if (kind === 'document') contents.push({ kind, media: { id }, filename: name, ...caption })
    else contents.push({ kind, media: { id }, ...caption })
  }
  return { kind: 'contents', contents }
}
