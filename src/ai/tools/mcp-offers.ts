import type { McpServer } from '../../domain/agent.ts'
import { NothingDone } from '../../domain/effect.ts'
import type { Turn } from '../../domain/turn.ts'
import { whomNamedBy } from '../../domain/whom.ts'
import { NeverLeft } from '../reach.ts'
import { withBound, withoutBound } from './arguments.ts'
import type { McpConnections, McpResult, McpTool } from './mcp.ts'
import { type Offer, ToolFailure } from './offer.ts'

const LONGEST_NAME = 64
const LONGEST_DESCRIPTION = 2000
const LONGEST_ERROR = 500

interface ForRun {
  readonly turn: Turn
  readonly mcp: McpConnections
}

/** The tools of a server for a run. What has a name that is taken already gets another. */
export function mcpOffers(
  server: McpServer,
  listed: readonly McpTool[],
  { taken, ...run }: ForRun & { taken: ReadonlyMap<string, unknown> },
): Offer[] {
  const names = new Set(taken.keys())
  return wantedOf(server, listed).map((tool) => {
    const name = freeName(server, tool, names)
    names.add(name)
    return offerOf(server, tool, name, run)
  })
}

const wantedOf = ({ only }: McpServer, listed: readonly McpTool[]) =>
  only ? listed.filter(({ name }) => only.includes(name)) : listed

/** Its tools that let a model say whom they act for: only here is known what they take. */
export function whomWarnings(server: McpServer, listed: readonly McpTool[]): string[] {
  return wantedOf(server, listed).flatMap(({ name, inputSchema }) => {
    const free = Object.keys(inputSchema.properties ?? {}).filter((one) => !Object.hasOwn(server.bind ?? {}, one))
    return free.flatMap((argument) => {
      const whom = whomNamedBy(argument)
      const told = `${name} of ${server.name} lets the model say whom it acts for, as ${argument}`
      return whom ? [`${told}: add bind: {${argument}: ${whom}} to the server`] : []
    })
  })
}

function offerOf(server: McpServer, tool: McpTool, name: string, { turn, mcp }: ForRun): Offer {
  const bind = Object.fromEntries(
    Object.entries(server.bind ?? {}).filter(([argument]) =>
      Object.hasOwn(tool.inputSchema.properties ?? {}, argument),
    ),
  )
  const effect = effectOf(server, tool)
  return {
    name,
    // The name for the model depends on what else there is, and must not make one call two.
    id: `${server.name}.${tool.name}`,
    description: (tool.description ?? tool.title ?? tool.name).slice(0, LONGEST_DESCRIPTION),
    // The same object in each run, where it can be: what was read of a schema is remembered by it.
    parameters:
      tool.inputSchema.properties && Object.keys(bind).length === 0
        ? tool.inputSchema
        : withoutBound(tool.inputSchema, bind),
    effect,
    key: undefined,
    timeoutMs: server.timeoutMs,
    async run(given, { signal }) {
      const input = withBound(given, bind, turn)
      try {
        return contentOf(await mcp.call(server, tool.name, input, signal))
      } catch (error) {
        if (!(error instanceof NeverLeft)) throw error
        throw Object.assign(new NothingDone('the service did not take the call'), { cause: error })
      }
    },
  }
}

/** What the configuration says, then what the server says of itself; whoever says nothing is taken for the worst. */
function effectOf({ effects }: McpServer, { name, annotations }: McpTool): Offer['effect'] {
  if (Object.hasOwn(effects, name)) return effects[name]!
  return annotations?.readOnlyHint ? 'read' : 'irreversible'
}

function freeName(server: McpServer, tool: McpTool, taken: ReadonlySet<string>): string {
  const clean = (name: string) => name.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, LONGEST_NAME)
  const [own, longer] = [clean(tool.name), clean(`${server.name}_${tool.name}`)]
  if (!taken.has(own)) return own
  for (let count = 1; ; count++) {
    const name = count === 1 ? longer : `${longer.slice(0, LONGEST_NAME - 4)}_${count}`
    if (!taken.has(name)) return name
  }
}

function contentOf(result: McpResult): unknown {
  if (!('content' in result) && !('structuredContent' in result)) return result.toolResult
  const { content, structuredContent, isError } = result as Shown
  const texts = (content ?? []).map((part) => (part.type === 'text' ? part.text : `[${part.type}]`))
  const text = texts.join('\n')
  if (isError) throw new ToolFailure(text.slice(0, LONGEST_ERROR) || 'the tool has failed')
  return structuredContent ?? text
}

interface Shown {
  readonly content?: readonly { readonly type: string; readonly text?: string }[]
  readonly structuredContent?: unknown
  readonly isError?: boolean
}
