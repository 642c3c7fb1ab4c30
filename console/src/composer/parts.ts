import type { Outbound } from '../../../src/http/wire.ts'
import type { ReadyFile } from './files.ts'

/** One message of those that a reply becomes. */
export type Part = { readonly text: string } | { readonly content: Outbound; readonly file?: string }

export const LONGEST_TEXT = 4096
const LONGEST_CAPTION = 1024

/** The words stand below the first file that can bear them; else before all files. */
export function partsOf(text: string, files: readonly ReadyFile[]): Part[] {
  const words = text.trim()
  const bearer = words.length <= LONGEST_CAPTION ? files.findIndex(({ kind }) => bearsCaption(kind)) : -1
  const sent = files.map((file, index) => ({
    content: contentOf(file, index === bearer ? words : ''),
    file: file.key,
  }))
  return words && bearer === -1 ? [{ text: words }, ...sent] : sent
}

const bearsCaption = (kind: ReadyFile['kind']) => kind !== 'audio' && kind !== 'sticker'

function contentOf({ kind, id, name, voice }: ReadyFile, caption: string): Outbound {
  const media = { id }
  switch (kind) {
    case 'audio':
      return { kind, media, ...(voice && { voice }) }
    case 'sticker':
      return { kind, media }
    case 'document':
      return { kind, media, filename: name, ...(caption && { caption }) }
    default:
      return { kind, media, ...(caption && { caption }) }
  }
}
