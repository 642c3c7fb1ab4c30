import { createReach } from './ai/reach.ts'
import type { Settings } from './config/settings.ts'
import type { AgentDefinition } from './domain/agent.ts'
import { createGuard } from './domain/guard.ts'
import type { Heartbeat } from './domain/heartbeat.ts'
import type { Sentence } from './domain/language.ts'
import { channelOf } from './domain/target.ts'
import type { Agent } from './domain/turn.ts'
import type { Briefer } from './flows/case.ts'
import { withCommands } from './flows/commands.ts'
import type { Embedder } from './flows/embedder.ts'
import type { FactExtractor } from './flows/memories.ts'
import type { Posts } from './flows/post.ts'
import { withRights } from './flows/rights.ts'
import type { Assistant } from './flows/suggest.ts'
import type { Clock } from './flows/world.ts'
import { createPosts, type PostsOptions } from './post/posts.ts'
import type { Outside } from './post/request.ts'

export type GivenAgents = ReadonlyMap<string, Agent | AgentDefinition>

/** Everybody who answers, and what they reach the outside with. Exchanged as a whole when the settings change. */
export interface Staff {
  /** Always those of now. */
  readonly agents: ReadonlyMap<string, Agent>
  readonly greetings: ReadonlyMap<string, Sentence>
  readonly updateTemplates: ReadonlyMap<string, string>
  readonly heartbeats: ReadonlyMap<string, Heartbeat>
  readonly historyLength: number
  readonly posts: Posts
  /** Writes briefings with a model, where there is one. */
  readonly briefer: Briefer
  /** The agents beside teammates. */
  readonly assistant: Assistant
  /** Draws facts with a model, where one is configured. */
  readonly extractor: FactExtractor
  /** Has the model that is configured now. */
  readonly embedder: Embedder
  replace(settings: Settings, given: GivenAgents): Promise<void>
  close(): Promise<void>
}

interface Needs {
  readonly clock: Clock
  /** Sends to a phone that the configuration names. */
  readonly whatsapp: PostsOptions['whatsapp']
  /** In place of the network, for what is posted. */
  readonly outside?: Outside | undefined
}

/** A turn may still run on what was replaced; the longest that can be set is over by then. */
const RETIRED_AFTER_MS = 35 * 60_000

/** Agents that are functions are shown this much of what was said before. */
const USUAL_HISTORY = 30

/** Functions have no model that could be asked. */
const WITHOUT_MODEL: Briefer & Assistant & FactExtractor & Embedder = {
  model: undefined,
  write: async () => undefined,
  suggest: async () => undefined,
  recollect: async () => undefined,
  extract: async () => undefined,
  embed: async () => ({ vectors: [], tokens: undefined }),
}

const NOBODY = {
  briefer: WITHOUT_MODEL,
  assistant: WITHOUT_MODEL,
  extractor: WITHOUT_MODEL,
  embedder: WITHOUT_MODEL,
} as const

export function createStaff({ clock, whatsapp, outside }: Needs): Staff {
  const agents = new Map<string, Agent>()
  const greetings = new Map<string, Sentence>()
  const updateTemplates = new Map<string, string>()
  const heartbeats = new Map<string, Heartbeat>()
  /** What is to be closed; with a retirement where something has taken its place. */
  const open = new Map<() => Promise<void>, { cancel: () => void } | undefined>()
  let historyLength = USUAL_HISTORY
  let posts: Posts | undefined
  let briefer: Briefer = WITHOUT_MODEL
  let assistant: Assistant = WITHOUT_MODEL
  let extractor: FactExtractor = WITHOUT_MODEL
  let embedder: Embedder = WITHOUT_MODEL

  function retire(close: () => Promise<void>) {
    open.delete(close)
    // What does not want to be closed has nobody left who uses it.
    close().catch(() => {})
  }

  return {
    agents,
    greetings,
    updateTemplates,
    heartbeats,
    get historyLength() {
      return historyLength
    },
    posts: { send: (post) => posts!.send(post) },
    briefer: { write: (given, options) => briefer.write(given, options) },
    assistant: {
      suggest: (asked) => assistant.suggest(asked),
      recollect: (talk, agent) => assistant.recollect(talk, agent),
    },
    extractor: { extract: (given, options) => extractor.extract(given, options) },
    embedder: {
      get model() {
        return embedder.model
      },
      embed: (texts, options) => embedder.embed(texts, options),
    },
    async replace(settings, given) {
      const reach = createReach(settings.tools)
      const definitions = new Map([...given].flatMap(([name, one]) => (typeof one === 'function' ? [] : [[name, one]])))
      const ran = await runnersOf(definitions, settings, { clock, reach })
      const around = surrounded(settings)
      agents.clear()
      for (const [name, one] of given)
        agents.set(name, typeof one === 'function' ? around(one, name) : around(ran.agents.get(name)!, one.displayName))
      briefer = ran.briefer
      assistant = ran.assistant
      extractor = ran.extractor
      embedder = ran.embedder
      greetings.clear()
      for (const [name, { workspace }] of definitions) if (workspace?.greeting) greetings.set(name, workspace.greeting)
      updateTemplates.clear()
      heartbeats.clear()
      for (const [name, { updateTemplate, heartbeat }] of definitions) {
        if (updateTemplate !== undefined) updateTemplates.set(name, updateTemplate)
        if (heartbeat) heartbeats.set(name, heartbeat)
      }
      historyLength = Math.max(USUAL_HISTORY, ...[...definitions.values()].map(({ memory }) => memory.maxTurns))
      posts = createPosts({ targets: settings.targets, smtp: settings.smtp, whatsapp, reach: outside ?? reach })
      for (const [close, retirement] of open)
        if (!retirement) open.set(close, { cancel: clock.after(RETIRED_AFTER_MS, () => retire(close)) })
      const close = async () => {
        await ran.close()
        await reach.close()
      }
      open.set(close, undefined)
    },
    async close() {
      for (const [close, retirement] of open) {
        retirement?.cancel()
        await close()
      }
      open.clear()
    },
  }
}

type Reach = ReturnType<typeof createReach>

/** Whoever has functions only need not keep the AI SDK in memory. */
async function runnersOf(
  definitions: ReadonlyMap<string, AgentDefinition>,
  { texts, targets, lines, memory, guard = createGuard, transcriber, prices }: Settings,
  { clock, reach }: { clock: Clock; reach: Reach },
) {
  const { embeddings } = memory
  const facts = memory.facts.model
  if (definitions.size === 0 && !facts && !embeddings)
    return { ...NOBODY, agents: new Map<string, Agent>(), close: async () => {} }
  const { createAgents } = await import('./ai/agents.ts')
  const channels = new Map(Object.entries(targets).map(([name, target]) => [name, channelOf(target)]))
  return createAgents(definitions, {
    clock,
    reach,
    guard,
    texts,
    targets: channels,
    lines: lines.map(({ name }) => name),
    transcriber,
    prices,
    facts,
    embeddings,
  })
}

/** What stands before every agent: the program's own code, then the commands, then what customers may ask of their memory. */
function surrounded({ texts, commands, turn, onMessage }: Settings) {
  return (agent: Agent, displayName: string): Agent => {
    const commanded = withCommands(withRights(agent), {
      own: commands,
      texts,
      resetCommand: turn.resetCommand,
      displayName,
    })
    return onMessage ? (message) => onMessage(message, async () => commanded(message)) : commanded
  }
}
