import { Agent } from 'undici'

/** One request to the Graph API. A port: production has a pool of connections, the seeded runner the simulator itself. */
export type Transport = (request: GraphRequest) => Promise<GraphAnswer>

export interface GraphRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly token: string
  readonly body?: string
}

export type GraphAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly retryAfter: string | undefined }
  /** No connection was made, so nothing left. */
  | { readonly kind: 'never-left'; readonly reason: string }
  /** The request was on its way, and no answer came. */
  | { readonly kind: 'lost'; readonly reason: string }

const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])
const ANSWER_TIMEOUT_MS = 20_000
const CONNECT_TIMEOUT_MS = 10_000
/** Shorter than what servers keep idle connections for: one that the far side is just closing would lose a request. */
const IDLE_MS = 4000

/** One pool of kept-alive connections: a new one for each message would cost more than the message. */
export function createTransport({ connections = 64 }: { connections?: number } = {}) {
  const pool = new Agent({
    connections,
    keepAliveTimeout: IDLE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  })

  const send: Transport = async ({ method, url, token, body }) => {
    const { origin, pathname, search } = new URL(url)
    try {
      const response = await pool.request({
        origin,
        path: pathname + search,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body ?? null,
      })
      const retryAfter = response.headers['retry-after']
      return {
        kind: 'answer',
        status: response.statusCode,
        body: await response.body.text(),
        retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
      }
    } catch (error) {
      const code = codeOf(error)
      return { kind: NEVER_CONNECTED.has(code) ? 'never-left' : 'lost', reason: code }
    }
  }
  return { send, close: () => pool.close() }
}

/** The error of a connection may be wrapped, or one of several where a name has several addresses. */
function codeOf(error: unknown): string {
  const { code, cause, errors } = error as { code?: string; cause?: unknown; errors?: unknown[] }
  if (code) return code
  if (errors?.length) return codeOf(errors[0])
  return cause ? codeOf(cause) : 'no answer'
}
