import type { PostOutcome } from '../flows/post.ts'

/** Requests to a host that the configuration names. */
export interface Outside {
  towards(address: string): (url: string, init: RequestInit) => Promise<Response>
}

/** Too early, too many, or asked to try again. */
const PASSING = new Set([408, 425, 429])
const LONGEST_REASON = 200

export const sent: PostOutcome = { kind: 'sent' }
export const refused = (reason: string): PostOutcome => ({ kind: 'refused', reason })

/** One request, whose answer decides; without one it is made again. */
export async function request(
  reach: Outside,
  url: string,
  { body, headers = {} }: { body: string; headers?: Readonly<Record<string, string>> },
): Promise<PostOutcome> {
  try {
    const response = await reach.towards(url)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const { status } = response
    const said = (await response.text().catch(() => '')).slice(0, LONGEST_REASON).trim()
    if (response.ok) return sent
    const reason = `HTTP ${status}${said ? ` (${said})` : ''}`
    if (!PASSING.has(status) && status < 500) return refused(reason)
    const seconds = Number(response.headers.get('retry-after'))
    return { kind: 'retry', reason, ...(seconds > 0 && { afterMs: Math.min(seconds, LONGEST_WAIT_S) * 1000 }) }
  } catch (error) {
    return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) }
  }
}
const LONGEST_WAIT_S = 3600
