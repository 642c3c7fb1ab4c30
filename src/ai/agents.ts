import type { AgentDefinition, ModelChoice } from '../domain/agent.ts'
import type { Agent } from '../domain/turn.ts'
import type { Briefer } from '../flows/case.ts'
import type { Embedder } from '../flows/embedder.ts'
import type { FactExtractor } from '../flows/memories.ts'
import type { Assistant } from '../flows/suggest.ts'
import type { AgentNeeds } from './agent-needs.ts'
import { createBriefer } from './brief.ts'
import { createDemoModel } from './demo-model.ts'
import { createDocumentReader } from './documents/reader.ts'
import { createEmbedder } from './embed.ts'
import { createFactExtractor } from './extract-facts.ts'
import { createModels, type ModelsOptions } from './models.ts'
import { createAgent } from './run-agent.ts'
import { createAssistant } from './suggest.ts'
import { createMcpConnections } from './tools/mcp.ts'

type Given = Omit<AgentNeeds, 'models' | 'mcp' | 'readDocument' | 'definitionOf'> &
  Pick<ModelsOptions, 'prices'> & {
    /** Writes the briefings of all agents. */
    readonly briefing?: ModelChoice | undefined
    /** Draws facts from what is said. */
    readonly facts?: ModelChoice | undefined
    /** Turns what is remembered into vectors. */
    readonly embeddings?: ModelChoice | undefined
  }

interface Runners {
  readonly agents: ReadonlyMap<string, Agent>
  readonly briefer: Briefer
  readonly assistant: Assistant
  readonly extractor: FactExtractor
  readonly embedder: Embedder
  close(): Promise<void>
}

/** Agents that are plain data, as functions of the turn. */
export function createAgents(
  definitions: ReadonlyMap<string, AgentDefinition>,
  { prices, briefing, facts, embeddings, ...given }: Given,
): Runners {
  const { clock, reach } = given
  const mcp = createMcpConnections({ reach, clock })
  const needs: AgentNeeds = {
    ...given,
    mcp,
    models: createModels({ now: clock.now, after: clock.after, demo: createDemoModel, ...(prices && { prices }) }),
    readDocument: createDocumentReader(),
    definitionOf: (name) => definitions.get(name),
  }
  return {
    agents: new Map([...definitions].map(([name, definition]) => [name, createAgent(definition, needs)])),
    briefer: createBriefer({ ...needs, own: briefing }),
    assistant: createAssistant(needs),
    extractor: createFactExtractor({ ...needs, model: facts }),
    embedder: createEmbedder(embeddings),
    close: () => mcp.close(),
  }
}
