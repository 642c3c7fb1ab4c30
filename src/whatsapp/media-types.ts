/** How a file may be used in a message. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

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

/** The type without parameters: `audio/ogg` of `audio/ogg; codecs=opus`. */
const bareType = (mime: string) => (mime.split(';')[0] ?? '').trim().toLowerCase()

/** What a file of this type is sent as; undefined where WhatsApp takes none. Other documents usually pass. */
export function mediaKindOf(mime: string): MediaKind | undefined {
  const bare = bareType(mime)
  const kinds = Object.keys(KINDS) as MediaKind[]
  const known = kinds.find((kind) => KINDS[kind].mimes.includes(bare))
  return known ?? (/^(?:application|text)\//.test(bare) ? 'document' : undefined)
}

export const largestOf = (kind: MediaKind): number => KINDS[kind].largest

/**
 * The type that the bytes themselves tell. A name or a header is often wrong, and WhatsApp refuses a file that is not what
 * it is called.
 */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1')
  const is = (at: number, sign: string) => head.startsWith(sign, at)
  if (is(0, '\xff\xd8\xff')) return 'image/jpeg'
  if (is(0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (is(0, 'GIF87a') || is(0, 'GIF89a')) return 'image/gif'
  if (is(0, 'RIFF') && is(8, 'WEBP')) return 'image/webp'
  if (is(0, 'RIFF') && is(8, 'WAVE')) return 'audio/wav'
  if (is(0, '%PDF-')) return 'application/pdf'
  if (is(0, 'OggS')) return head.includes('OpusHead') ? 'audio/ogg; codecs=opus' : 'audio/ogg'
  if (is(0, '#!AMR')) return 'audio/amr'
  if (is(0, 'ID3')) return 'audio/mpeg'
  if (is(4, 'ftyp')) return typeOfBrand(head.slice(8, 12))
  return typeOfFrames(bytes)
}

function typeOfBrand(brand: string): string {
  if (brand.startsWith('3g')) return 'video/3gpp'
  if (brand.startsWith('M4A') || brand.startsWith('M4B')) return 'audio/mp4'
  if (/^(?:heic|heix|mif1)/.test(brand)) return 'image/heic'
  if (brand.startsWith('avif')) return 'image/avif'
  return brand.startsWith('qt') ? 'video/quicktime' : 'video/mp4'
}

/** Sound without a container begins with a frame: eleven ones, then its version and layer; AAC has no layer. */
function typeOfFrames([first = 0, second = 0]: Uint8Array): string | undefined {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined
  return (second & 0xf6) === 0xf0 ? 'audio/aac' : 'audio/mpeg'
}
