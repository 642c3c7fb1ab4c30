import type { ToolContext } from '../../domain/agent.ts'
import type { Effect } from '../../domain/effect.ts'

/** A tool as a run offers it to its model, wherever it comes from. */
export interface Offer {
  /** What the model knows it by. */
  readonly name: string
  /** What calls are written down under: it stays when the name for the model has to change. */
  readonly id: string
  readonly description: string
  /** A zod schema or a JSON schema of the arguments. */
  readonly parameters: unknown
  readonly effect: Effect
  readonly key: readonly string[] | undefined
  readonly timeoutMs: number
  /** Is never refused for being called too often. */
  readonly unlimited?: boolean
  /** What it is given reaches the customer, now or by way of memory. */
  readonly forCustomer?: boolean
  /** `input` has passed `parameters` and holds nothing besides. */
  readonly run: (input: Arguments, context: ToolContext) => unknown
}

export type Arguments = Readonly<Record<string, unknown>>

/** An error whose words are meant for the model; those of all others stay inside. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure'
  readonly detail: unknown
  constructor(message: string, detail?: unknown) {
    super(message)
    this.detail = detail
  }
}
