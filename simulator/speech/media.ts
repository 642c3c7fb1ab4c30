import { SAMPLE_FILES } from './sample-files.ts'
import type { Speech } from './speech.ts'

/** A file; a small sample of its kind unless given. */
interface File {
  /** As they are, or in base64 where the message comes as JSON. */
  bytes?: Uint8Array | string
  mime?: string
}
interface Captioned extends File {
  caption?: string
}
interface Named extends Captioned {
  filename?: string
}

type Kind = keyof typeof SAMPLE_FILES

export const image = (photo: Captioned) => message('image', photo, '📷 Photo', captionOf(photo))

export const video = (film: Named) => message('video', film, '🎬 Video', { ...captionOf(film), ...filenameOf(film) })

/** `voice`: recorded on the spot, which is what people mean unless they say otherwise. */
export const audio = ({ voice = true, ...file }: File & { voice?: boolean }) =>
  message('audio', file, voice ? '🎤 Voice message' : '🎵 Audio', { voice })

export function document(file: Named) {
  const named = file.bytes === undefined ? { filename: SAMPLE_FILES.document.filename, ...file } : file
  return message('document', named, `📄 ${named.filename ?? 'Document'}`, { ...captionOf(file), ...filenameOf(named) })
}

export const sticker = ({ animated = false, ...file }: File & { animated?: boolean }) =>
  message('sticker', file, '💟 Sticker', { animated })

const captionOf = ({ caption }: Captioned) => (caption ? { caption } : {})
const filenameOf = ({ filename }: Named) => (filename === undefined ? {} : { filename })

function message(kind: Kind, { bytes, mime }: File, shown: string, fields: Record<string, unknown>): Speech {
  const sample = SAMPLE_FILES[kind]
  const file = { bytes: bytes === undefined ? sample.bytes : decoded(bytes), mime: mime ?? sample.mime }
  const text = typeof fields.caption === 'string' ? `${shown}: ${fields.caption}` : shown
  return { type: kind, content: fields, text, file }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function decoded(bytes: Uint8Array | string): Uint8Array {
  if (typeof bytes !== 'string') return bytes
  if (!BASE64.test(bytes)) throw new Error('"bytes" is a file in base64.')
  return Buffer.from(bytes, 'base64')
}
