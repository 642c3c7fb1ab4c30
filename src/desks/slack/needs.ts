import { createHash } from 'node:crypto'
import type { SlackSettings } from '../../domain/slack.ts'
import type { DeskPort } from '../../flows/desk.ts'
import type { Store } from '../../flows/store.ts'
import type { Clock, Lines, Log } from '../../flows/world.ts'
import type { SlackPeople } from './people.ts'
import type { Reach } from './reach.ts'

/** What the parts of this desk share. */
export interface SlackNeeds {
  readonly business: string
  readonly settings: SlackSettings
  readonly store: Store
  readonly desk: DeskPort
  readonly clock: Clock
  readonly log: Log
  readonly lines: Lines
  readonly linkTo: (conversation: string) => string | undefined
  readonly reach: Reach
  readonly people: SlackPeople
  readonly wake: (dueAt: number) => void
}

/** The same names give the same id: what is done again with it is done once. */
export function derivedId(...names: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(names.join('\u0000')).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const digestOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32)

/** Slack names a message by its time, in seconds. */
export const atOf = (ts: string): number => Math.round(Number(ts) * 1000)
export const tsOf = (at: number): string => (Math.max(at, 0) / 1000).toFixed(6)
