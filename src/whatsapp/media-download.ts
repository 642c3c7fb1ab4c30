import { typeOfBytes } from '../domain/file-type.ts'
import type { FetchedFile, MediaFailure } from '../domain/media.ts'
import type { Download } from './transport.ts'

interface FileRequest {
  readonly download: Download
  readonly graph: { readonly url: string }
  readonly url: string
  readonly token: string
  readonly most: number
}

/** Where WhatsApp keeps files. An address comes with a webhook, and our token goes to it. */
const FILE_HOSTS = ['fbsbx.com', 'fbcdn.net', 'whatsapp.net']
const MOST_REDIRECTIONS = 3
const REDIRECTIONS = new Set([301, 302, 303, 307, 308])

export const failed = (because: MediaFailure['because'], reason: string): MediaFailure => {
  return { kind: 'failed', because, reason }
}

/** Fetches a file with our token, which no host but the first ever sees. */
export async function fetchFile({
  download,
  graph,
  url,
  token,
  most,
}: FileRequest): Promise<FetchedFile | MediaFailure> {
  let next = parseAddress(url)
  const first = next?.origin
  for (let hops = 0; hops <= MOST_REDIRECTIONS; hops++) {
    if (!next || !isFileHost(next, graph.url)) return failed('refused', 'the address does not lead to WhatsApp')
    const answer = await download({ url: next.href, token: next.origin === first ? token : undefined, most })
    if (answer.kind === 'too-large') return failed('too-large', `the file has more than ${most} bytes`)
    if (answer.kind !== 'answer') return failed('unreachable', `WhatsApp could not be reached (${answer.reason})`)
    const { status, bytes, contentType, location } = answer
    if (status === 200) {
      return { kind: 'file', bytes, mime: typeOfBytes(bytes) ?? contentType ?? 'application/octet-stream' }
    }
    if (!REDIRECTIONS.has(status)) return failureOf(status)
    next = parseAddress(location ?? '', next)
  }
  return failed('refused', 'the address leads on and on')
}

/** Meta's own hosts over TLS, and whatever stands in for Graph: the simulator, or a proxy of the business. */
function isFileHost(url: URL, graphUrl: string): boolean {
  if (url.origin === new URL(graphUrl).origin) return true
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '') return false
  return FILE_HOSTS.some((host) => url.hostname.endsWith(`.${host}`))
}

const parseAddress = (url: string, base?: URL): URL | undefined => URL.parse(url, base?.href) ?? undefined

function failureOf(status: number): MediaFailure {
  if (status === 404 || status === 410) return failed('expired', 'the address has expired')
  if (status === 429 || status >= 500) return failed('unreachable', `WhatsApp answered HTTP ${status}`)
  return failed('refused', `WhatsApp answered HTTP ${status}`)
}
