import { createHmac } from 'node:crypto'
import { isPlain } from './arguments.ts'
import type { Outlet } from './deliveries.ts'
import type { Names } from './names.ts'
import type { Plain } from './shapes.ts'

export interface SignedRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Posts to the app; `body` is what it answered. Throws when it cannot be reached, or has not answered in time. */
export type PostToApp = (request: SignedRequest) => Promise<{ readonly status: number; readonly body: string }>

export interface HttpApp {
  readonly eventsUrl: string
  /** The same as for events when left out. */
  readonly interactionsUrl?: string
  readonly signingSecret: string
  readonly post: PostToApp
}

/** Slack's signature, version 0. */
export function sign(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`
}

export interface HttpMode {
  readonly outlet: Outlet
  /** What Slack does when the address is written into the app's settings; `false` when the answer is wrong. */
  verify(): Promise<boolean>
}

export function createHttpMode(app: HttpApp, { names, now }: { names: Names; now: () => number }): HttpMode {
  const { eventsUrl, interactionsUrl = eventsUrl, signingSecret, post } = app

  async function send(url: string, body: string, type: string, more: Readonly<Record<string, string>> = {}) {
    const seconds = Math.floor(now() / 1000)
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': sign(signingSecret, seconds, body),
      ...more,
    }
    return post({ url, headers, body })
  }

  return {
    async outlet({ kind, payload, attempt, reason }) {
      const retry = attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason } : {}
      try {
        const { status, body } =
          kind === 'events_api'
            ? await send(eventsUrl, JSON.stringify(payload), 'application/json', retry)
            : await send(
                interactionsUrl,
                new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
                'application/x-www-form-urlencoded',
              )
        if (status < 200 || status > 299) return { ok: false, reason: 'http_error' }
        return { ok: true, payload: read(body) }
      } catch (error) {
        const timedOut = error instanceof Error && error.name === 'TimeoutError'
        return { ok: false, reason: timedOut ? 'http_timeout' : 'connection_failed' }
      }
    },
    async verify() {
      const challenge = names.secret()
      const body = JSON.stringify({ token: names.secret(), challenge, type: 'url_verification' })
      const answer = await send(eventsUrl, body, 'application/json')
      return answer.status === 200 && (answer.body === challenge || read(answer.body).challenge === challenge)
    },
  }
}

function read(body: string): Plain {
  try {
    const value: unknown = JSON.parse(body)
    return isPlain(value) ? value : {}
  } catch {
    return {}
  }
}
