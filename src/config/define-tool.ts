import type { InputOf } from './agent-input.ts'
import type { DefinedTool, OwnToolOptions, Parameters } from './agent-tool-options.ts'

/**
 * A tool that is a function, as it stands under `tools`. It changes nothing: it lets `run` know the types of its
 * arguments from `parameters`, and keeps them for your tests.
 */
export function defineTool<const Given extends Parameters | undefined = undefined, Result = unknown>(
  tool: OwnToolOptions<Given, InputOf<Given>, Result>,
): DefinedTool<Given, Result> {
  return tool
}
