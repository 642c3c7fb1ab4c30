/** What the bytes of a file themselves say. Unknown bytes say nothing, so that tests may use made-up files. */
export interface Sniffed {
  readonly mime?: string
  readonly width?: number
  readonly height?: number
  readonly animated?: boolean
  /** Of Opus in Ogg. */
  readonly channels?: number
}

export function sniff(bytes: Uint8Array): Sniffed {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = (offset: number, text: string) => file.toString('latin1', offset, offset + text.length) === text
  if (at(0, '\xff\xd8\xff')) return { mime: 'image/jpeg' }
  if (at(0, '\x89PNG\r\n')) return { mime: 'image/png' }
  if (at(0, 'GIF8')) return { mime: 'image/gif' }
  if (at(0, 'RIFF') && at(8, 'WEBP')) return { mime: 'image/webp', ...webp(file) }
  if (at(0, '%PDF-')) return { mime: 'application/pdf' }
  if (at(0, 'OggS')) return { mime: 'audio/ogg', ...opus(file) }
  if (at(0, '#!AMR')) return { mime: 'audio/amr' }
  if (at(0, 'ID3')) return { mime: 'audio/mpeg' }
  if (at(4, 'ftyp3gp')) return { mime: 'video/3gpp' }
  if (at(4, 'ftypM4A')) return { mime: 'audio/mp4' }
  if (at(4, 'ftyp')) return { mime: 'video/mp4' }
  return {}
}

function webp(file: Buffer): Sniffed {
  const form = file.toString('latin1', 12, 16)
  if (file.length < 30) return {}
  if (form === 'VP8X') {
    return {
      width: file.readUIntLE(24, 3) + 1,
      height: file.readUIntLE(27, 3) + 1,
      animated: (file.readUInt8(20) & 0x02) !== 0,
    }
  }
  if (form === 'VP8 ') {
    return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff, animated: false }
  }
  if (form === 'VP8L') {
    const bits = file.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, animated: false }
  }
  return {}
}

function opus(file: Buffer): Sniffed {
  const head = file.indexOf('OpusHead')
  return head >= 0 && head + 9 < file.length ? { channels: file.readUInt8(head + 9) } : {}
}

/** A video container may hold sound alone. */
const ALIKE: readonly (readonly string[])[] = [
  ['video/mp4', 'audio/mp4'],
  ['video/3gpp', 'video/mp4'],
  ['audio/mpeg', 'audio/aac'],
]

/** Whether the declared type can be true of these bytes. */
export function contradicts(declared: string, { mime }: Sniffed): boolean {
  if (mime === undefined || mime === declared) return false
  return !ALIKE.some((pair) => pair.includes(mime) && pair.includes(declared))
}
