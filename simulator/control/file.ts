import type { ServerResponse } from 'node:http'
import type { Simulator } from '../simulator.ts'

/** Kinds that a page shows or plays; anything else is only handed over. */
const SHOWN = /^(image\/(jpeg|png|gif|webp)|video\/(mp4|3gpp)|audio\/[\w.+-]+)(;|$)/

/** A file that went over WhatsApp, for the page. Whatever a phone has sent, it never becomes a page of its own. */
export function sendFile({ media }: Pick<Simulator, 'media'>, id: string, response: ServerResponse) {
  const file = media.find(id)
  if (!file) {
    response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify({ error: `No file has the id "${id}".` }))
    return
  }
  response.writeHead(200, {
    'content-type': SHOWN.test(file.mime) ? file.mime : 'application/octet-stream',
    'content-length': file.bytes.byteLength,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=300',
    ...(!SHOWN.test(file.mime) && { 'content-disposition': 'attachment' }),
  })
  response.end(file.bytes)
}
