import type { Identifiers } from './identifiers.ts'

/** Asks an address with GET and gives back what it says; rejects when it cannot be reached. */
export type Handshake = (asked: { url: string | undefined; query: string }) => Promise<{ status: number; body: string }>

export interface Verification {
  readonly verified: boolean
  /** Why not. */
  readonly reason?: string
  readonly challenge: string
}

export type VerifyWebhook = (asked: { verifyToken: string; url?: string }) => Promise<Verification>

/** What Meta does whenever the address of the webhook or its verify token is set. */
export function createVerification(handshake: Handshake | undefined, identifiers: Identifiers): VerifyWebhook {
  return async ({ verifyToken, url }) => {
    if (!handshake) throw new Error('Nothing can be verified: the simulator was made without `handshake`.')
    // It looks like a number, and is none.
    const challenge = `0${identifiers.number()}`
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': challenge,
      'hub.verify_token': verifyToken,
    })
    const answer = await handshake({ url, query: query.toString() }).catch((error: unknown) => String(error))
    if (typeof answer === 'string') return { verified: false, reason: answer, challenge }
    if (answer.status !== 200) return { verified: false, reason: `the answer was ${answer.status}.`, challenge }
    if (answer.body !== challenge) return { verified: false, reason: 'the body is not the challenge.', challenge }
    return { verified: true, challenge }
  }
}

interface HttpHandshakeOptions {
  /** Where webhooks go unless the address is told. */
  url: string
  /** For an app that is called in process. */
  fetch?: (request: Request) => Promise<Response> | Response
}

/** The handshake over HTTP. */
export const httpHandshake =
  ({ url: usual, fetch: call = fetch }: HttpHandshakeOptions): Handshake =>
  async ({ url = usual, query }) => {
    const headers = { 'user-agent': 'facebookplatform/1.0 (+http://developers.facebook.com)', accept: '*/*' }
    const response = await call(new Request(`${url}${url.includes('?') ? '&' : '?'}${query}`, { headers }))
    return { status: response.status, body: await response.text() }
  }
