import type { IncomingMessage } from 'node:http'

const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1', 'localhost']
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

/** The simulator can speak for any customer, so it is for this machine only. */
export function requireLoopback(host: string) {
  if (LOOPBACK_ADDRESSES.includes(host)) return
  throw new Error(`The simulator listens on this machine only: use 127.0.0.1 instead of "${host}".`)
}

export interface Objection {
  readonly status: number
  readonly reason: string
}

/** A page of another site may point its own name at 127.0.0.1; its requests still carry that name. */
export function objectToHost(request: IncomingMessage): Objection | undefined {
  if (LOOPBACK_HOST.test(request.headers.host ?? '')) return undefined
  return { status: 421, reason: 'The simulator answers to 127.0.0.1, localhost and [::1] only.' }
}

/**
 * A page of another site can post a form without asking, but not JSON; and what a browser says of the page's origin has
 * to be this server.
 */
export function objectToControl(request: IncomingMessage): Objection | undefined {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return { status: 415, reason: 'Control requests carry JSON (content-type: application/json).' }
  }
  const { origin, host } = request.headers
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, reason: 'Control requests come from the page of the simulator itself.' }
  }
  return undefined
}
