import type { MediaKind } from '../domain/content.ts'
import { bareType } from '../domain/file-type.ts'

const KB = 1024
const MB = 1024 * KB
const OFFICE = 'application/vnd.openxmlformats-officedocument'

const KINDS: Readonly<Record<MediaKind, { readonly mimes: readonly string[]; readonly largest: number }>> = {
  image: { mimes: ['image/jpeg', 'image/png'], largest: 5 * MB },
  video: { mimes: ['video/mp4', 'video/3gpp'], largest: 16 * MB },
  audio: { mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], largest: 16 * MB },
  sticker: { mimes: ['image/webp'], largest: 500 * KB },
  document: {
    mimes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      `${OFFICE}.wordprocessingml.document`,
      'application/vnd.ms-excel',
      `${OFFICE}.spreadsheetml.sheet`,
      'application/vnd.ms-powerpoint',
      `${OFFICE}.presentationml.presentation`,
    ],
    largest: 100 * MB,
  },
}

export const LARGEST_FILE = KINDS.document.largest

/** What a file of this type is sent as; undefined where WhatsApp takes none. Other documents usually pass. */
export function mediaKindOf(mime: string): MediaKind | undefined {
  const bare = bareType(mime)
  const kinds = Object.keys(KINDS) as MediaKind[]
  const known = kinds.find((kind) => KINDS[kind].mimes.includes(bare))
  return known ?? (/^(?:application|text)\//.test(bare) ? 'document' : undefined)
}

export const largestOf = (kind: MediaKind): number => KINDS[kind].largest
