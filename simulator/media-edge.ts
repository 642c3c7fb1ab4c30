import { invalid, requireWhatsApp } from './envelope.ts'
import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { ParsedRequest } from './graph-request.ts'
import type { Line } from './line.ts'
import { digest, type Media, type Medium } from './media.ts'
import { bareType, classOf, MEDIA_LIMITS } from './media-limits.ts'
import { readForm } from './multipart.ts'
import { Refused } from './parameter.ts'
import { contradicts, sniff } from './sniff.ts'

type Request = Pick<ParsedRequest, 'contentType' | 'bytes' | 'query'>

/** `POST /{phone number id}/media`, a form with `messaging_product`, `file` and `type`. */
export function uploadMedium(media: Media, line: Line, { contentType, bytes }: Request): GraphAnswer {
  const form = readForm(contentType, bytes)
  if (!form) throw invalid('The request must be multipart/form-data.')
  const field = (name: string) => form.find((part) => part.name === name)
  requireWhatsApp({ messaging_product: field('messaging_product')?.bytes.toString('utf8') })
  const file = field('file')
  if (!file) throw invalid('The parameter file is required.')
  const mime = field('type')?.bytes.toString('utf8') ?? file.mime
  if (!mime) throw invalid('The parameter type is required.')
  const kind = classOf(mime)
  if (!kind) throw unsupported(mime)
  if (file.mime && bareType(file.mime) !== bareType(mime) && bareType(file.mime) !== 'application/octet-stream') {
    throw refuseUpload(`Param file is sent as ${file.mime}, and type says ${mime}.`)
  }
  const { largest } = MEDIA_LIMITS[kind]
  if (file.bytes.length === 0) throw refuseUpload('Param file must not be empty.')
  if (file.bytes.length > largest) {
    throw refuseUpload(`Param file has ${file.bytes.length} bytes; ${kind} may have at most ${largest}.`)
  }
  const seen = sniff(file.bytes)
  if (contradicts(bareType(mime), seen)) throw refuseUpload(`Param file is ${seen.mime}, and type says ${mime}.`)
  const { id } = media.fromBusiness({
    bytes: file.bytes,
    mime,
    line: line.phoneNumberId,
    ...(file.filename !== undefined && { filename: file.filename }),
  })
  return jsonAnswer({ id })
}

/** `GET /{media id}[?phone_number_id=]` */
export function describeMedium(media: Media, medium: Medium, { query }: Request): GraphAnswer {
  requireOwnNumber(medium, query)
  return jsonAnswer({
    messaging_product: 'whatsapp',
    url: media.urlOf(medium),
    mime_type: medium.mime,
    sha256: digest(medium, 'hex'),
    file_size: medium.bytes.byteLength,
    id: medium.id,
  })
}

/** `DELETE /{media id}[?phone_number_id=]` */
export function deleteMedium(media: Media, medium: Medium, { query }: Request): GraphAnswer {
  requireOwnNumber(medium, query)
  media.remove(medium.id)
  return jsonAnswer({ success: true })
}

/** What stands behind the address that `describeMedium` gave. */
export function downloadMedium(media: Media, query: URLSearchParams): GraphAnswer {
  const medium = media.behind(query)
  if (!medium) {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    return { kind: 'answer', status: 404, headers, body: 'URL signature expired' }
  }
  const named = medium.filename && { 'content-disposition': `attachment; filename*=UTF-8''${quoted(medium.filename)}` }
  return {
    kind: 'answer',
    status: 200,
    headers: { 'content-type': medium.mime, 'content-length': String(medium.bytes.byteLength), ...named },
    body: '',
    bytes: medium.bytes,
  }
}

const quoted = (filename: string) => encodeURIComponent(filename).replaceAll("'", '%27')

function requireOwnNumber({ id, line }: Medium, query: URLSearchParams) {
  const asked = query.get('phone_number_id')
  if (asked === null || line === undefined || asked === line) return
  throw new Refused({
    code: 100,
    subcode: 33,
    message: `(#100) The media ${id} does not belong to the phone number ${asked}.`,
  })
}

function unsupported(mime: string) {
  const known = Object.values(MEDIA_LIMITS).flatMap(({ mimes }) => mimes)
  return invalid(
    `Param file must be a file with one of the following types: ${known.join(', ')}. Received file of type '${mime}'.`,
  )
}

const refuseUpload = (details: string) => new Refused({ code: 131053, details })
