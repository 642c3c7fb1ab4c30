import type { AgentDefinition } from '../domain/agent.ts'
import type { UpdatePromise } from '../domain/follow-up.ts'
import type { FetchedFile } from '../domain/media.ts'
import type { Post, ReplyPart, Run, Turn } from '../domain/turn.ts'
import type { Clock } from '../flows/world.ts'

/** What tools ask for. Nothing of it happens before the flow has looked again at who owns the conversation. */
export interface Intents {
  readonly parts: ReplyPart[]
  handOff: Run['handOff']
  passOn: Run['passOn']
  readonly posts: Post[]
  readonly promises: UpdatePromise[]
  stops: Run['stops']
  declined: boolean
  /** A handoff was asked for again right after people gave the conversation back, and put to the model once more. */
  reconsidered: boolean
}

/** What the tools of one run are bound to: the customer and the conversation of its turn, and nobody else. */
export interface Binding {
  readonly definition: AgentDefinition
  readonly turn: Turn
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly intents: Intents
  /** The customer's own data in place of what the guard shows the model: `[email 1]` becomes the address. */
  readonly reveal: <Value>(input: Value) => Value
  /** The same for what this customer will read or is remembered of them: with nobody else's data in it. */
  readonly revealOwn: <Value>(input: Value) => Value
  /** The same the other way round, for what the model reads of a result. */
  readonly hide: <Value>(result: Value) => Value
  /** Names of the other numbers of the business. */
  readonly otherLines: readonly string[]
  /** Where posts may go, by the names of the configuration. */
  readonly targets: ReadonlyMap<string, Post['channel']>
  /** Agents that this one may pass the customer on to. */
  readonly colleagues: readonly Pick<AgentDefinition, 'name' | 'handoffDescription'>[]
  /** Has a model that sees answer a question about a file, or reads it as text. */
  readonly look: (file: FetchedFile, question: string) => Promise<string>
}
