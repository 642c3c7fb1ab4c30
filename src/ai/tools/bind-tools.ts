import { type ToolSet, tool } from 'ai'
import type { ToolDefinition } from '../../domain/agent.ts'
import type { Effect } from '../../domain/effect.ts'
import type { Binding } from '../binding.ts'
import type { Reach } from '../reach.ts'
import { readerOf } from './arguments.ts'
import { createCaller } from './call-tool.ts'
import { httpOffer } from './http.ts'
import type { McpConnections } from './mcp.ts'
import { mcpOffers, whomWarnings } from './mcp-offers.ts'
import type { Offer } from './offer.ts'
import { ownOffer } from './own.ts'
import { readyOffer } from './ready.ts'

export interface BoundTools {
  /** By the names that the model knows. None throws. */
  readonly tools: ToolSet
  readonly effects: ReadonlyMap<string, Effect>
  /** The run is over: what only reads or can be done again ends. */
  close(): Promise<void>
}

/** The tools of an agent for one run, for the customer of its turn and nobody else. What cannot be had costs only itself. */
export async function bindTools(binding: Binding, outside: { reach: Reach; mcp: McpConnections }): Promise<BoundTools> {
  const ended = new AbortController()
  const call = createCaller(binding, ended.signal)
  const tools: ToolSet = {}
  const effects = new Map<string, Effect>()
  for (const offer of await offersOf(binding, outside)) {
    const reader = await readerOf(offer.parameters).catch((error) => {
      note(binding, `the arguments of the tool ${offer.name} cannot be read`, error)
    })
    if (!reader) continue
    effects.set(offer.name, offer.effect)
    tools[offer.name] = tool({
      description: offer.description,
      inputSchema: reader.schema,
      execute: (given: unknown) => call(offer, given),
    })
  }
  return {
    tools,
    effects,
    async close() {
      ended.abort(new Error('the run is over'))
    },
  }
}

async function offersOf(binding: Binding, { reach, mcp }: { reach: Reach; mcp: McpConnections }): Promise<Offer[]> {
  const { definition, turn } = binding
  const offers = new Map<string, Offer>()
  const add = (offer: Offer | undefined) => {
    if (!offer) return
    if (offers.has(offer.name)) return note(binding, `there are two tools named ${offer.name}: the first is used`)
    offers.set(offer.name, offer)
  }
  for (const one of definition.tools) {
    if (one.kind === 'mcp') continue
    try {
      add(plainOffer(binding, one, reach))
    } catch (error) {
      note(binding, `the tool ${one.name} cannot be had`, error)
    }
  }

  // Asked all at once, named one after another: which server answers first must not decide what its tools are called.
  const servers = definition.tools.filter((one) => one.kind === 'mcp')
  const listed = await Promise.allSettled(servers.map((server) => mcp.tools(server)))
  for (const [index, server] of servers.entries()) {
    const answer = listed[index]!
    if (answer.status === 'rejected') note(binding, `the tools of ${server.name} cannot be had`, answer.reason)
    else {
      for (const offer of mcpOffers(server, answer.value, { turn, mcp, taken: offers })) add(offer)
      for (const warning of whomWarnings(server, answer.value)) note(binding, warning)
    }
  }
  return [...offers.values()]
}

function plainOffer(binding: Binding, one: Exclude<ToolDefinition, { kind: 'mcp' }>, reach: Reach): Offer | undefined {
  switch (one.kind) {
    case 'ready':
      return readyOffer(binding, one)
    case 'own':
      return ownOffer(one)
    case 'http':
      return httpOffer(one, binding.turn, reach)
  }
}

function note({ turn, hide }: Binding, text: string, error?: unknown): void {
  const why = error instanceof Error ? `: ${error.message.slice(0, 200)}` : ''
  turn.bound.trace.note(hide(`${text}${why}`))
}
