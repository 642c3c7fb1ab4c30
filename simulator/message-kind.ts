import type { Refusal } from './graph-errors.ts'
import { text } from './kinds/text.ts'

/** A kind of message the business may send. One file in `kinds/` each. */
export interface MessageKind {
  readonly type: string
  /** What Meta finds wrong with the content, or nothing. */
  refuse(content: unknown): Refusal | undefined
  /** What the phone shows, as text. */
  show(content: Readonly<Record<string, unknown>>): string
}

const KINDS: readonly MessageKind[] = [text]

export const messageKind = (type: string) => KINDS.find((kind) => kind.type === type)
