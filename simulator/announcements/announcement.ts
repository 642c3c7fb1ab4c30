import type { Line } from '../line.ts'
import type { Person } from '../person.ts'

/** What a sample is made from. */
export interface Facts {
  readonly line: Line
  readonly now: number
  /** Whom it is about, where it is about someone. */
  readonly person: Person
  /** A new message id, call id or the like. */
  id(): string
}

type Fields = Readonly<Record<string, unknown>>
export type Samples = Readonly<Record<string, (facts: Facts) => Fields>>

/** News about the account: one `value` of its own. */
export interface NewsForm {
  /** The key that names the event; where there is none, events are told apart by their keys. */
  readonly as?: string
  /** What every event has. */
  readonly all?: (facts: Facts) => Fields
  /** By event; the first is the usual one. */
  readonly events: Samples
  /** Comes with the portfolio's id instead of the account's. */
  readonly portfolio?: readonly string[]
}

/** News of a number: one item of a list in `value`, beside `metadata`. */
export interface ListForm {
  readonly list: string | ((event: string) => string)
  readonly events: Samples
  /** Comes with `contacts`. */
  readonly contact?: true
}

export type Form = NewsForm | ListForm
