import type { SlackAnswer } from './answer.ts'
import type { SlackDouble } from './double.ts'

/** Stands in for `fetch` of Slack's own client: the same requests, without a network. */
export function fetchFrom(double: SlackDouble): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const path = request.url.slice(double.url.length)
    const body = new Uint8Array(await request.arrayBuffer())
    const headers = Object.fromEntries(request.headers)
    return asResponse(double.request({ method: request.method, path, headers, body }))
  }
}

function asResponse(answer: SlackAnswer): Response {
  if (answer.kind === 'refused') throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
  if (answer.kind === 'reset') throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })
  const { status, headers, body } = answer
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers })
}
