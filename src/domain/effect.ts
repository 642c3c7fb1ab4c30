/**
 * What a tool does to the world. `read`: nothing. `reversible`: something that may be done again or taken back.
 * `irreversible`: it counts each time, so it runs once.
 */
export const EFFECTS = ['read', 'reversible', 'irreversible'] as const
export type Effect = (typeof EFFECTS)[number]

/** One run of an irreversible tool, written down before it began. */
export interface ToolCall {
  readonly id: string
  readonly tool: string
  /** What makes two calls the same: see `keyOf` in the tool's definition. */
  readonly key: string
  readonly input: unknown
  /**
   * `done`: it came back with a result. `refused`: it says that it has done nothing. `unknown`: it began, and nobody
   * knows how it ended: a crash, a timeout, an error in the middle.
   */
  readonly state: 'started' | 'done' | 'refused' | 'unknown'
  readonly result?: unknown
  readonly error?: string
  readonly startedAt: number
  /** An answer has gone out since. */
  readonly told?: true
}

export interface OnceCall {
  readonly tool: string
  readonly key: string
  readonly input: unknown
  /** Nothing tells two calls of this tool apart, so that a second one in the same turn is the first one again. */
  readonly oncePerTurn: boolean
  readonly timeoutMs: number
}

export type CallOutcome =
  | { readonly kind: 'ran'; readonly call: ToolCall }
  /** It ran before: in this turn, before a crash or an interruption, or lately in this conversation. */
  | { readonly kind: 'earlier'; readonly call: ToolCall }
  /** A person took the conversation over, or another worker has it: nothing was begun. */
  | { readonly kind: 'overtaken' }

/** Irreversible tools of one turn run through this. */
export interface CallLedger {
  /** What was done that no answer has told of yet, and what was done in the last day. Oldest first. */
  earlier(): Promise<readonly ToolCall[]>
  /** `id` is the same for ever: a name for this call that a service can recognise it by. */
  once(call: OnceCall, run: (id: string) => Promise<unknown>): Promise<CallOutcome>
}

/** Thrown by a tool to say that it has done nothing: then it may be tried again. */
export class NothingDone extends Error {
  override readonly name = 'NothingDone'
}
