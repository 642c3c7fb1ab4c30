import { createHash } from 'node:crypto'
import { typeOfBytes } from '../domain/file-type.ts'
import type { Line } from '../domain/line.ts'
import type { MediaDescription, MediaFailure } from '../domain/media.ts'
import type { Media } from '../flows/world.ts'
import { type Fields, mayPass, readFields } from './graph-fields.ts'
import { failed, fetchFile } from './media-download.ts'
import { formWithFile } from './media-form.ts'
import { LARGEST_FILE, largestOf, mediaKindOf } from './media-types.ts'
import type { Download, GraphAnswer, GraphRequest, Transport } from './transport.ts'

export interface MediaOptions {
  readonly transport: Transport
  readonly download: Download
  readonly graph: { readonly url: string; readonly version: string }
  readonly tokenOf: (line: Line) => string
}

export function createMedia({ transport, download, graph, tokenOf }: MediaOptions): Media {
  const ask = async (line: Line, request: Pick<GraphRequest, 'method' | 'body' | 'contentType'>, path: string) => {
    const url = `${graph.url}/${graph.version}/${path}`
    return readAnswer(await transport({ ...request, url, token: tokenOf(line) }))
  }
  const placeOf = (line: Line, id: string) => `${encodeURIComponent(id)}?phone_number_id=${line.phoneNumberId}`

  const media: Media = {
    async upload(line, file) {
      const mime = typeOfBytes(file.bytes) ?? file.mime
      const kind = mime === undefined ? undefined : mediaKindOf(mime)
      if (mime === undefined || !kind)
        return failed('wrong-type', `WhatsApp takes no file of type ${mime ?? 'unknown'}: ${TAKES}`)
      const size = file.bytes.byteLength
      if (size === 0) return failed('wrong-type', 'the file is empty')
      if (size > largestOf(kind))
        return failed(
          'too-large',
          `the file has ${inWords(size)}, WhatsApp takes ${mime} up to ${inWords(largestOf(kind))}`,
        )
      const form = formWithFile({ bytes: file.bytes, mime, filename: file.filename ?? `file.${extensionOf(mime)}` })
      const answer = await ask(line, { method: 'POST', ...form }, `${line.phoneNumberId}/media`)
      if (answer.kind === 'failed') return answer
      const { id } = answer.fields
      return typeof id === 'string' ? { kind: 'uploaded', id, mime } : failed('unreachable', 'WhatsApp named no id')
    },

    async query(line, id) {
      const answer = await ask(line, { method: 'GET' }, placeOf(line, id))
      return answer.kind === 'failed' ? answer : describe(id, answer.fields)
    },

    async download(line, { id, url, sha256 }, { most = LARGEST_FILE } = {}) {
      const fetchFrom = (address: string) => fetchFile({ download, graph, url: address, token: tokenOf(line), most })
      const first = url === undefined ? undefined : await fetchFrom(url)
      if (first?.kind === 'file' && isSame(first.bytes, sha256)) return first
      if (first?.kind === 'failed' && first.because !== 'expired') return first
      // No address, one that has expired, or half a file: the id lives longer.
      const described = await media.query(line, id)
      if (described.kind === 'failed') return described
      if (described.size > most) return failed('too-large', `the file has ${described.size} bytes, ${most} are allowed`)
      const file = await fetchFrom(described.url)
      if (file.kind === 'failed') return file
      if (!isSame(file.bytes, described.sha256) || !isSame(file.bytes, sha256))
        return failed('damaged', 'what arrived does not have the hash that WhatsApp told')
      return { ...file, mime: typeOfBytes(file.bytes) ?? described.mime }
    },

    async delete(line, id) {
      const answer = await ask(line, { method: 'DELETE' }, placeOf(line, id))
      return answer.kind === 'failed' ? answer : { kind: 'deleted' }
    },
  }
  return media
}

const TAKES = 'pictures are JPEG or PNG, films MP4, sound MP3, AAC, M4A or OGG, and all else a document such as PDF'

const KB = 1024
/** Rounded up: what is a little too large must not look as if it were not. */
const inWords = (bytes: number): string =>
  bytes < KB * KB ? `${Math.ceil(bytes / KB)} KB` : `${(Math.ceil((bytes / KB / KB) * 10) / 10).toString()} MB`

const MISSING_OBJECT = 33
const INVALID_PARAMETER = 100
const WRONG_TYPE = new Set([INVALID_PARAMETER, 131051, 131053])
const GONE = 131052

function readAnswer(answer: GraphAnswer): { kind: 'fields'; fields: Fields } | MediaFailure {
  const read = readFields(answer)
  if (read.kind === 'fields') return read
  if (read.kind === 'none') return failed('unreachable', read.reason)
  const { code, subcode, reason } = read
  if (code === GONE || (code === INVALID_PARAMETER && subcode === MISSING_OBJECT)) return failed('not-found', reason)
  if (WRONG_TYPE.has(code)) return failed('wrong-type', reason)
  return failed(mayPass(code) ? 'unreachable' : 'refused', reason)
}

function describe(
  id: string,
  { url, mime_type, sha256, file_size }: Fields,
): (MediaDescription & { kind: 'described' }) | MediaFailure {
  if (typeof url !== 'string') return failed('unreachable', 'WhatsApp named no address')
  return {
    kind: 'described',
    id,
    url,
    mime: String(mime_type ?? 'application/octet-stream'),
    sha256: String(sha256 ?? ''),
    size: Number(file_size ?? 0),
  }
}

/** Webhooks write the hash in base64, the description of a file in hex; both are seen in either place. */
function isSame(bytes: Uint8Array, sha256: string | undefined): boolean {
  if (!sha256) return true
  const digest = createHash('sha256').update(bytes).digest()
  return sha256.toLowerCase() === digest.toString('hex') || sha256 === digest.toString('base64')
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  mpeg: 'mp3',
  plain: 'txt',
  '3gpp': '3gp',
}

/** WhatsApp wants a name; `image/png` becomes `file.png`. */
function extensionOf(mime: string): string {
  const subtype = /^[a-z]+\/(?:x-)?([a-z0-9]+)/.exec(mime)?.[1] ?? 'bin'
  return EXTENSIONS[subtype] ?? subtype
}
