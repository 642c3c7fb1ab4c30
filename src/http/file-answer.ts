import { bareType, typeOfBytes } from '../domain/file-type.ts'

/** What a browser shows or plays and never runs. Drawings and documents may hold scripts: they are saved. */
const SHOWN = /^(?:image\/(?:jpeg|png|gif|webp)|audio\/(?:aac|amr|mp4|mpeg|ogg|wav)|video\/(?:mp4|3gpp|quicktime))$/

const BYTES = 'application/octet-stream'

/**
 * A file that somebody outside may have made, as a page may have it: what it is is told from its bytes alone, whatever it
 * is called. What a browser only shows may stand in a page; all else is saved. Nothing in it runs or reaches anything.
 */
export function fileAnswer(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { save = false, range }: { readonly save?: boolean; readonly range?: string | undefined } = {},
): Response {
  const told = typeOfBytes(bytes) ?? BYTES
  const shown = SHOWN.test(bareType(told))
  const headers = new Headers({
    ...inertHeaders({ name, type: shown ? told : BYTES, inline: shown && !save }),
    'cache-control': 'private, max-age=3600',
    'accept-ranges': 'bytes',
  })
  const part = partOf(range, bytes.byteLength)
  if (part === 'beyond') {
    headers.set('content-range', `bytes */${bytes.byteLength}`)
    return new Response(null, { status: 416, headers })
  }
  if (!part) return new Response(bytes as Uint8Array<ArrayBuffer>, { headers })
  const { from, to } = part
  headers.set('content-range', `bytes ${from}-${to}/${bytes.byteLength}`)
  return new Response(bytes.subarray(from, to + 1) as Uint8Array<ArrayBuffer>, { status: 206, headers })
}

/** What keeps a file from being anything but a file. */
export function inertHeaders({
  name,
  type,
  inline = false,
}: {
  readonly name: string
  readonly type: string
  readonly inline?: boolean
}): Readonly<Record<string, string>> {
  const ascii = name.replaceAll(/[^\w. -]/g, '_')
  const disposition = inline ? 'inline' : 'attachment'
  return {
    'content-type': type,
    'content-disposition': `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
}

const encoded = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The one part that is asked for; who asks for several, or for something else, is given all of it. */
function partOf(range: string | undefined, size: number): { from: number; to: number } | 'beyond' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') {
    const tail = Math.min(Number(last), size)
    return tail === 0 ? 'beyond' : { from: size - tail, to: size - 1 }
  }
  const from = Number(first)
  const to = Math.min(last === '' ? size - 1 : Number(last), size - 1)
  if (last !== '' && Number(last) < from) return undefined
  return from >= size ? 'beyond' : { from, to }
}
