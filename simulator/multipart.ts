/** One field of a form; `bytes` are what was sent, whatever it is. */
export interface FormPart {
  readonly name: string
  readonly filename: string | undefined
  readonly mime: string | undefined
  readonly bytes: Buffer
}

const BOUNDARY = /boundary=(?:"([^"]+)"|([^;\s]+))/i
const HEAD_ENDS = '\r\n\r\n'

/** Takes a `multipart/form-data` body apart; undefined when it is none. */
export function readForm(contentType: string, body: Uint8Array): FormPart[] | undefined {
  const found = BOUNDARY.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  if (!boundary) return undefined
  const form = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const opening = `--${boundary}`
  const parts: FormPart[] = []
  let start = form.indexOf(opening)
  while (start >= 0) {
    start += opening.length
    if (form.toString('latin1', start, start + 2) === '--') return parts
    const headEnd = form.indexOf(HEAD_ENDS, start)
    const end = form.indexOf(`\r\n${opening}`, start)
    if (headEnd < 0 || end < headEnd) return undefined
    parts.push(readPart(form.toString('utf8', start, headEnd), form.subarray(headEnd + HEAD_ENDS.length, end)))
    start = end + '\r\n'.length
  }
  return undefined
}

function readPart(head: string, bytes: Buffer): FormPart {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
  const named = (key: string) => new RegExp(`[;\\s]${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1]
  return {
    name: named('name') ?? '',
    filename: named('filename'),
    mime: /^content-type:\s*(.+?)\s*$/im.exec(head)?.[1],
    bytes,
  }
}
