import type { GraphAnswer, Simulator } from '../simulator/index.ts'
import type { Clock } from '../src/flows/world.ts'
import { sleep } from '../src/flows/world.ts'
import type { Download, Transport } from '../src/whatsapp/transport.ts'

const ANSWER_TIMEOUT_MS = 20_000

type NoAnswer = { kind: 'never-left' | 'lost'; reason: string }

/** The way to the simulator without a network: same requests, same answers, same faults, no sockets. */
export function transportTo(simulator: Simulator, clock: Pick<Clock, 'after'>): Transport {
  return async ({ method, url, token, body, contentType = 'application/json' }) => {
    const { pathname, search } = new URL(url)
    const answer = await simulator.graph({
      method,
      path: pathname + search,
      headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
      body: typeof body === 'object' ? body : new TextEncoder().encode(body ?? ''),
    })
    if (answer.kind !== 'answer') return withoutAnswer(answer, clock)
    return { kind: 'answer', status: answer.status, body: answer.body, retryAfter: answer.headers['retry-after'] }
  }
}

/** Files come the same way. */
export function downloadFrom(simulator: Simulator, clock: Pick<Clock, 'after'>): Download {
  return async ({ url, token, most }) => {
    const { pathname, search } = new URL(url)
    const answer = await simulator.graph({
      method: 'GET',
      path: pathname + search,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      body: '',
    })
    if (answer.kind !== 'answer') return withoutAnswer(answer, clock)
    const bytes = answer.bytes ?? new TextEncoder().encode(answer.body)
    if (bytes.byteLength > most) return { kind: 'too-large' }
    const { 'content-type': contentType, location } = answer.headers
    return { kind: 'answer', status: answer.status, bytes, contentType, location }
  }
}

async function withoutAnswer(
  answer: Exclude<GraphAnswer, { kind: 'answer' }>,
  clock: Pick<Clock, 'after'>,
): Promise<NoAnswer> {
  switch (answer.kind) {
    case 'refused':
      return { kind: 'never-left', reason: 'ECONNREFUSED' }
    case 'reset':
      return { kind: answer.bytesWritten ? 'lost' : 'never-left', reason: 'ECONNRESET' }
    case 'hang':
      await sleep(clock, ANSWER_TIMEOUT_MS)
      return { kind: 'lost', reason: 'UND_ERR_HEADERS_TIMEOUT' }
  }
}
