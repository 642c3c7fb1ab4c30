import { z } from 'zod'
import type { HttpTool, OwnTool, ToolDefinition } from '../domain/agent.ts'
import { whomNamedBy } from '../domain/whom.ts'
import { isBlock, type Where } from './agent-tree.ts'

/**
 * Tools that let a model say whom they act for, each with its cure. What the tools of an MCP server take is known only
 * once it is asked: of these the trace tells.
 */
export function whomWarnings(tools: readonly ToolDefinition[], at: Where): string[] {
  return tools.flatMap((tool) => {
    if (tool.kind !== 'own' && tool.kind !== 'http') return []
    return argumentsOf(tool).flatMap((argument) => {
      const whom = whomNamedBy(argument)
      if (!whom) return []
      const cure =
        tool.kind === 'http'
          ? `Add bind: {${argument}: ${whom}}, and the runtime fills it in.`
          : `Remove it, and take context.${whom} from what run is given second.`
      return `${at('tools')}: ${tool.name} lets the model say whom it acts for, as ${argument}. ${cure}`
    })
  })
}

function argumentsOf(tool: OwnTool | HttpTool): string[] {
  const { properties } = jsonSchemaOf(tool.parameters)
  const bound = tool.kind === 'http' ? (tool.bind ?? {}) : {}
  return isBlock(properties) ? Object.keys(properties).filter((name) => !Object.hasOwn(bound, name)) : []
}

/** Of a schema that is not zod's nothing can be said before it runs. */
function jsonSchemaOf(parameters: unknown): { readonly properties?: unknown } {
  if (isBlock(parameters)) return parameters
  try {
    return z.toJSONSchema(parameters as z.ZodType, { io: 'input', unrepresentable: 'any' })
  } catch {
    return {}
  }
}
