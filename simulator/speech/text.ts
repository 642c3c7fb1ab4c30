import type { Speech } from './speech.ts'

/** Also what an ice breaker or a `/command` sends. */
export function text({ text }: { text: string }): Speech {
  if (typeof text !== 'string' || text === '') throw new Error('A phone cannot send an empty text.')
  return { type: 'text', content: { body: text }, text }
}
