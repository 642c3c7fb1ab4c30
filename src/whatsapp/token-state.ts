import type { Line } from '../domain/line.ts'
import type { WhatsApp } from '../flows/world.ts'

/** Meta's codes for a token that is wrong, expired or revoked. */
const BAD_TOKEN = new Set([0, 190])

/** Remembers what the last send said about each line's token, for health: asking Meta anew each time would cost calls. */
export function watchTokens(client: WhatsApp): {
  client: WhatsApp
  stateOf: (line: Line) => 'valid' | 'invalid' | 'unknown'
} {
  const states = new Map<Line, 'valid' | 'invalid'>()
  return {
    stateOf: (line) => states.get(line) ?? 'unknown',
    client: {
      ...client,
      async send(line, message) {
        const outcome = await client.send(line, message)
        if (outcome.kind === 'accepted') states.set(line, 'valid')
        if (outcome.kind === 'line-fault' && BAD_TOKEN.has(outcome.code)) states.set(line, 'invalid')
        return outcome
      },
    },
  }
}
