import type { AgentDefinition } from '../domain/agent.ts'
import type { GuardFactory } from '../domain/guard.ts'
import type { Transcriber } from '../domain/media.ts'
import type { Texts } from '../domain/texts.ts'
import type { Post } from '../domain/turn.ts'
import type { Clock } from '../flows/world.ts'
import type { ReadDocument } from './documents/reader.ts'
import type { Models } from './models.ts'
import type { Reach } from './reach.ts'
import type { McpConnections } from './tools/mcp.ts'

/** What agents of the AI SDK are made with. Nothing of it belongs to one customer: that comes with the turn. */
export interface AgentNeeds {
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly models: Models
  readonly reach: Reach
  readonly mcp: McpConnections
  readonly guard: GuardFactory
  readonly texts: Texts
  /** Names of all numbers of the business. */
  readonly lines: readonly string[]
  readonly targets: ReadonlyMap<string, Post['channel']>
  readonly definitionOf: (name: string) => AgentDefinition | undefined
  readonly readDocument: ReadDocument
  /** Takes the place of the agent's own transcription model. */
  readonly transcriber: Transcriber | undefined
}
