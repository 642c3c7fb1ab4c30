import type { Simulator } from '../simulator/index.ts'
import type { Clock } from '../src/flows/world.ts'
import { sleep } from '../src/flows/world.ts'
import type { Transport } from '../src/whatsapp/transport.ts'

const ANSWER_TIMEOUT_MS = 20_000

/** The way to the simulator without a network: same requests, same answers, same faults, no sockets. */
export function transportTo(simulator: Simulator, clock: Pick<Clock, 'after'>): Transport {
  return async ({ method, url, token, body }) => {
    const { pathname, search } = new URL(url)
    const answer = await simulator.graph({
      method,
      path: pathname + search,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: new TextEncoder().encode(body ?? ''),
    })
    switch (answer.kind) {
      case 'answer':
        return { kind: 'answer', status: answer.status, body: answer.body, retryAfter: answer.headers['retry-after'] }
      case 'refused':
        return { kind: 'never-left', reason: 'ECONNREFUSED' }
      case 'reset':
        return { kind: answer.bytesWritten ? 'lost' : 'never-left', reason: 'ECONNRESET' }
      case 'hang':
        await sleep(clock, ANSWER_TIMEOUT_MS)
        return { kind: 'lost', reason: 'UND_ERR_HEADERS_TIMEOUT' }
    }
  }
}
