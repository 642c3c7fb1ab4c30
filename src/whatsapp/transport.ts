import { Agent, type Dispatcher } from 'undici'
import { NEVER_CONNECTED } from '../domain/never-connected.ts'

/** One request to the Graph API. A port: production has a pool of connections, the seeded runner the simulator itself. */
export type Transport = (request: GraphRequest) => Promise<GraphAnswer>

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly token: string
  /** JSON, or a form with a file. */
  readonly body?: string | Uint8Array
  /** Of a body that is no JSON. */
  readonly contentType?: string
}

export type GraphAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly retryAfter: string | undefined }
  | NoAnswer

type NoAnswer =
  /** No connection was made, so nothing left. */
  | { readonly kind: 'never-left'; readonly reason: string }
  /** The request was on its way, and no answer came. */
  | { readonly kind: 'lost'; readonly reason: string }

/** Fetches one file, following nothing: where a redirection leads is judged by whoever asked. */
export type Download = (request: DownloadRequest) => Promise<DownloadAnswer>

export interface DownloadRequest {
  readonly url: string
  readonly token: string | undefined
  /** No more bytes than this are taken in. */
  readonly most: number
}

export type DownloadAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly bytes: Uint8Array
      readonly contentType: string | undefined
      readonly location: string | undefined
    }
  | { readonly kind: 'too-large' }
  | NoAnswer

const ANSWER_TIMEOUT_MS = 20_000
/** A hundred megabytes take their time on a small line. */
const UPLOAD_TIMEOUT_MS = 300_000
const CONNECT_TIMEOUT_MS = 10_000
/** Shorter than what servers keep idle connections for: one that the far side is just closing would lose a request. */
const IDLE_MS = 4000
/** Meta's file servers are known to turn away what calls itself by the name of a library, or by none. */
const USER_AGENT = 'curl/8.7.1'

/** One pool of kept-alive connections: a new one for each message would cost more than the message. */
export function createTransport({ connections = 64 }: { connections?: number } = {}) {
  const pool = new Agent({
    connections,
    keepAliveTimeout: IDLE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  })

  const send: Transport = async ({ method, url, token, body, contentType = 'application/json' }) => {
    const { origin, pathname, search } = new URL(url)
    try {
      const response = await pool.request({
        origin,
        path: pathname + search,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': contentType }),
        },
        body: body ?? null,
        ...(typeof body === 'object' && { headersTimeout: UPLOAD_TIMEOUT_MS }),
      })
      const retryAfter = response.headers['retry-after']
      return {
        kind: 'answer',
        status: response.statusCode,
        body: await response.body.text(),
        retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
      }
    } catch (error) {
      return withoutAnswer(error)
    }
  }

  const download: Download = async ({ url, token, most }) => {
    const { origin, pathname, search } = new URL(url)
    try {
      const { statusCode, headers, body } = await pool.request({
        origin,
        path: pathname + search,
        method: 'GET',
        headers: { 'user-agent': USER_AGENT, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      })
      // Destroying a body makes it emit an error, which would end the process.
      body.on('error', () => {})
      const bytes = Number(headers['content-length'] ?? 0) > most ? undefined : await readUpTo(body, most)
      if (!bytes) {
        body.destroy()
        return { kind: 'too-large' }
      }
      return {
        kind: 'answer',
        status: statusCode,
        bytes,
        contentType: textOf(headers['content-type']),
        location: textOf(headers.location),
      }
    } catch (error) {
      return withoutAnswer(error)
    }
  }
  return { send, download, close: () => pool.close() }
}

const textOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)

async function readUpTo(body: Dispatcher.ResponseData['body'], most: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += (chunk as Buffer).length
    if (size > most) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function withoutAnswer(error: unknown): NoAnswer {
  const code = codeOf(error)
  return { kind: NEVER_CONNECTED.has(code) ? 'never-left' : 'lost', reason: code }
}

/** The error of a connection may be wrapped, or one of several where a name has several addresses. */
function codeOf(error: unknown): string {
  const { code, cause, errors } = error as { code?: string; cause?: unknown; errors?: unknown[] }
  if (code) return code
  if (errors?.length) return codeOf(errors[0])
  return cause ? codeOf(cause) : 'no answer'
}
