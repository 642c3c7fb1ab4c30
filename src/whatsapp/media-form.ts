import { createHash } from 'node:crypto'

interface NamedFile {
  readonly bytes: Uint8Array
  readonly mime: string
  readonly filename: string
}

/** The form of an upload. Its boundary is made from the file, so the same file is the same request. */
export function formWithFile({ bytes, mime, filename }: NamedFile): { body: Uint8Array; contentType: string } {
  const boundary = `wabaton-${createHash('sha256').update(bytes).digest('hex')}`
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = `${field('messaging_product', 'whatsapp')}${field('type', mime)}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${safeName(filename)}"\r\ncontent-type: ${mime}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, contentType: `multipart/form-data; boundary=${boundary}` }
}

/** No line of its own, no quote that ends it, no folder. */
const safeName = (filename: string) =>
  filename
    .replaceAll(/[\p{Cc}"\\/]/gu, '_')
    .toWellFormed()
    .slice(-200)
