import type { Call } from './faults.ts'
import type { GraphRequest } from './graph-answer.ts'
import { MEDIA_PATH } from './media.ts'

/** A request taken apart, before anything is decided about it. */
export interface ParsedRequest {
  readonly method: string
  readonly version: string | undefined
  /** Without the version. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly token: string | undefined
  readonly contentType: string
  readonly bytes: Uint8Array
  /** The body as it came; of files only how large they are. */
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
  readonly call: Call
}

const VERSION = /^v\d{1,2}\.\d$/

export function parseRequest({ method, path, headers, body: raw }: GraphRequest): ParsedRequest {
  const queryAt = path.indexOf('?')
  const segments = (queryAt < 0 ? path : path.slice(0, queryAt)).split('/').filter((segment) => segment !== '')
  const version = VERSION.test(segments[0] ?? '') ? segments[0] : undefined
  const parts = version ? segments.slice(1) : segments
  const query = new URLSearchParams(queryAt < 0 ? '' : path.slice(queryAt + 1))
  const bytes = typeof raw === 'string' ? Buffer.from(raw) : raw
  const contentType = headers['content-type'] ?? headers['Content-Type'] ?? ''
  const multipart = contentType.startsWith('multipart/')
  const text = multipart
    ? `(${contentType.split(';')[0]}, ${bytes.byteLength} bytes)`
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const body = multipart ? {} : parseBody(text)
  return {
    method,
    version,
    parts,
    query,
    token: tokenOf(headers, query),
    contentType,
    bytes,
    text,
    body,
    call: callOf(method, parts, body),
  }
}

/** A body that is no JSON object holds no parameter, which is just what Meta then complains of. */
function parseBody(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function tokenOf(headers: Record<string, string>, query: URLSearchParams) {
  const written = headers.authorization ?? headers.Authorization
  if (written !== undefined) return /^(?:Bearer|OAuth) +(\S+)$/i.exec(written.trim())?.[1]
  return query.get('access_token') ?? undefined
}

function callOf(method: string, parts: readonly string[], body: Readonly<Record<string, unknown>>): Call {
  const [line = '', edge] = parts
  const isMedia = edge === 'media' || line === MEDIA_PATH
  if (isMedia || edge === 'message_templates') return { kind: isMedia ? 'media' : 'template', line, to: undefined }
  if (method !== 'POST' || edge !== 'messages') return { kind: 'other', line, to: undefined }
  if (body.status !== undefined) return { kind: 'read', line, to: undefined }
  return { kind: 'send', line, to: String(body.to ?? body.recipient ?? '') }
}
