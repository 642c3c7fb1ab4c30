import { createHash } from 'node:crypto'
import type { Turn } from '../../domain/turn.ts'
import type { Arguments, Offer } from './offer.ts'

/** Longer keys fit into no index. */
const LONGEST_KEY = 500

/** What makes two calls of an irreversible tool the same: the arguments that its definition names, or else all. */
export function keyOf({ key }: Pick<Offer, 'key'>, input: Arguments): string {
  const told = key ? Object.fromEntries(key.map((name) => [name, input[name] ?? null])) : input
  const text = canonical(told)
  return text.length > LONGEST_KEY ? `sha256:${digest(text)}` : text
}

/** The same for the same call in the same turn, also when that begins anew. */
export function callIdOf(turn: Turn, { id }: Pick<Offer, 'id'>, input: Arguments): string {
  return digest(canonical([turn.conversation, turn.messages[0]?.id, id, input])).slice(0, 32)
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'bigint') return String(one)
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
