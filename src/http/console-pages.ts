import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'
import { pageHeaders } from './page-headers.ts'

/** Where the build puts the web desk: beside what is compiled, or below the checkout where nothing is. */
const BUILT = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/console/' : '../../console/', import.meta.url),
)

export interface ConsoleOptions {
  readonly isSecure: (context: Context) => boolean
  readonly folder?: string
}

export type ConsolePages = (context: Context) => Promise<Response>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
}

/** No part begins with a dot and none has a percent sign: such a name leads nowhere but down. */
const NAMED = /^\/desk\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)$/

/** Named by what is in it, as the build does: eight letters and figures, which no word looks like. */
const HASHED = /-(?=[\w-]*[A-Z\d])[\w-]{8}\.\w+$/

/** The web desk as its build has left it: files by their names, and for every other path below `/desk` its one page. */
export function createConsolePages({ isSecure, folder = BUILT }: ConsoleOptions): ConsolePages {
  return async (context) => {
    const { path } = context.req
    const headers = new Headers(pageHeaders({ secure: isSecure(context) }))
    const name = NAMED.exec(path)?.[1]
    const isAsset = path.startsWith('/desk/assets/')
    const asked = name !== undefined && extname(name) in TYPES ? name : undefined
    const found = asked && (await fileOf(folder, asked, context))
    // A page that was opened before the last build asks for files that are gone: it must not take a page for them.
    if (isAsset && !found) return new Response('There is no such file.', { status: 404, headers })
    const page = found || (await fileOf(folder, 'index.html', context))
    if (!page) return notBuilt(headers)
    headers.set('content-type', page.type)
    headers.set('cache-control', isAsset && HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    headers.set('vary', 'accept-encoding')
    headers.set('etag', page.etag)
    if (page.coding) headers.set('content-encoding', page.coding)
    if (isKnown(context.req.header('if-none-match'), page.etag)) return new Response(null, { status: 304, headers })
    return new Response(page.bytes, { headers })
  }
}

interface Found {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly coding: string | undefined
  readonly etag: string
}

/** As the build has compressed it, where it has and the browser reads it. */
async function fileOf(folder: string, name: string, { req }: Context): Promise<Found | undefined> {
  const accepted = req.header('accept-encoding') ?? ''
  for (const [coding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
    [undefined, ''],
  ] as const) {
    if (coding && !reads(accepted, coding)) continue
    const bytes = await read(`${folder}/${name}${ending}`)
    if (!bytes) continue
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
    return { bytes, type: TYPES[extname(name)]!, coding, etag }
  }
  return undefined
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

const reads = (accepted: string, coding: string): boolean =>
  accepted.split(',').some((one) => {
    const [name = '', ...rest] = one
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    return name === coding && !rest.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
  })

const isKnown = (given: string | undefined, etag: string): boolean =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The desk is not built</title>
<h1>The desk is not built</h1>
<p>This server runs from its sources, and its web desk was not built yet.
<p>Run <code>npm run build</code>, then load this page again. Nothing has to be restarted.
</html>
`

function notBuilt(headers: Headers): Response {
  headers.set('content-type', TYPES['.html']!)
  headers.set('cache-control', 'no-store')
  headers.set('retry-after', '10')
  return new Response(NOT_BUILT, { status: 503, headers })
}
