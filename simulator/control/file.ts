import type { ServerResponse } from 'node:http'
import type { Simulator } from '../simulator.ts'

/** Kinds that a page shows or plays; anything else is only handed over. */
const SHOWN = /^(image\/(jpeg|png|gif|webp)|video\/(mp4|3gpp)|audio\/[\w.+-]+)(;|$)/

/**
 * A file that went over WhatsApp, for the page. Whatever a phone has sent, it never becomes a page of its own. Players
 * ask for a part of it (`bytes=0-`), and need one to know how long it plays.
 */
export function sendFile(
  { media }: Pick<Simulator, 'media'>,
  id: string,
  range: string | undefined,
  response: ServerResponse,
) {
  const file = media.find(id)
  if (!file) {
    response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify({ error: `No file has the id "${id}".` }))
    return
  }
  const size = file.bytes.byteLength
  const part = partOf(range, size)
  const bytes = part ? file.bytes.subarray(part.from, part.to + 1) : file.bytes
  response.writeHead(part ? 206 : 200, {
    'content-type': SHOWN.test(file.mime) ? file.mime : 'application/octet-stream',
    'content-length': bytes.byteLength,
    'accept-ranges': 'bytes',
    ...(part && { 'content-range': `bytes ${part.from}-${part.to}/${size}` }),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=300',
    ...(!SHOWN.test(file.mime) && { 'content-disposition': 'attachment' }),
  })
  response.end(bytes)
}

/** Anything but one part from somewhere is answered with the whole. */
function partOf(range: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (first === undefined) return undefined
  const from = Number(first)
  const to = Math.min(last ? Number(last) : size - 1, size - 1)
  return from <= to ? { from, to } : undefined
}
