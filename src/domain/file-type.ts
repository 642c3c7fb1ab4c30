/** The type without parameters: `audio/ogg` of `audio/ogg; codecs=opus`. */
export const bareType = (mime: string) => (mime.split(';')[0] ?? '').trim().toLowerCase()

/**
 * The type that the bytes themselves tell. A name or a header is often wrong, and WhatsApp refuses a file that is not what
 * it is called.
 */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 64))
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

/**
 * Sound without a container begins with a frame: eleven ones, then its version and layer. AAC has no layer, and what says
 * that it is of layer one is the beginning of a text in UTF-16.
 */
function typeOfFrames([first = 0, second = 0]: Uint8Array): string | undefined {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined
  if ((second & 0xf6) === 0xf0) return 'audio/aac'
  const layer = (second >> 1) & 3
  return layer === 1 || layer === 2 ? 'audio/mpeg' : undefined
}
