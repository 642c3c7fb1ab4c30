import { z } from 'zod'
import type { OwnTool, ReadyTool, ToolDefinition } from '../domain/agent.ts'
import { isReadyTool, READY_TOOLS } from '../domain/ready-tools.ts'
import { checkNames, readArguments } from './agent-arguments.ts'
import { readHttp, readMcp } from './agent-far-tools.ts'
import { described, effectFault, toolName } from './agent-tool-schema.ts'
import { type Block, inside, isBlock, readBlock, type Where } from './agent-tree.ts'
import type { Fault } from './faults.ts'
import { nearest } from './nearest.ts'
import { oneOf, Refusal, seconds, setting, text, written } from './values.ts'

/** What an agent has that lists no tools. */
export const DEFAULT_TOOLS = [
  'hand_off_to_human',
  'send_buttons',
  'send_list',
  'send_link',
  'request_location',
  'send_reaction',
  'analyze_attachment',
  'memory_search',
  'memory_store',
] as const

const READY = Object.keys(READY_TOOLS)

export const ready = z.strictObject({
  type: oneOf(['ready']).optional(),
  name: text('send_buttons'),
  /** What the model knows it by. */
  as: toolName().optional(),
  /** What the model is told of it. */
  description: text('Finds what we know of the customer.').optional(),
  /** A plain number counts seconds. */
  timeout: seconds({ least: 0.1, most: 600 }).optional(),
})

export const own = z.strictObject({
  type: oneOf(['own']).optional(),
  ...described,
  run: setting((value: OwnTool['run']) =>
    typeof value === 'function' ? value : new Refusal('is no function', 'Give a function (input, context) => result.'),
  ),
})

/** The tools as listed, or those that every agent has; some are there in any case. */
export function readTools(
  value: unknown,
  where: Where,
  { hasColleagues, staysOnTopic }: { hasColleagues: boolean; staysOnTopic: boolean },
  faults: Fault[],
): readonly ToolDefinition[] {
  if (value !== undefined && !Array.isArray(value)) {
    faults.push({ where: where(''), problem: 'must be a list.', cure: 'Write for example: tools: [send_buttons]' })
    return []
  }
  const given: readonly unknown[] = value ?? DEFAULT_TOOLS
  const tools = given.flatMap((one, index) => readTool(one, inside(where, index), faults) ?? [])
  // Whoever is promised something can also be rid of it.
  const promises = tools.some((one) => one.kind === 'ready' && one.tool === 'schedule_update')
  const always = [
    'hand_off_to_human',
    staysOnTopic && 'decline_off_topic',
    hasColleagues && 'escalate',
    promises && 'stop_updates',
  ]
  for (const tool of always.filter((one) => one !== false))
    if (!tools.some((one) => one.kind === 'ready' && one.tool === tool)) tools.push(readyTool(tool))

  const twice = tools.find((one, index) => tools.findIndex(({ name }) => name === one.name) < index)
  if (twice) {
    const cure = 'Give one of them another name; a ready tool takes one with as: other_name.'
    faults.push({ where: where(''), problem: `has two tools named ${twice.name}.`, cure })
  }
  return tools
}

const readyTool = (tool: string, name: string = tool, settings: ReadyTool['settings'] = {}): ReadyTool => {
  return { kind: 'ready', tool, name, settings }
}

function readTool(value: unknown, where: Where, faults: Fault[]): ToolDefinition | undefined {
  if (!isBlock(value)) return readReady({ name: value }, where, faults)
  const type = written(value.type).toLowerCase()
  if (type === 'http') return readHttp(value, where, faults)
  if (type === 'mcp') return readMcp(value, where, faults)
  if (type === 'own' || 'run' in value) return readOwn(value, where, faults)
  if (type === '' || type === 'ready') return readReady(value, where, faults)
  const guess = nearest(type, ['http', 'mcp', 'own', 'ready'], 2)
  const cure = guess ? `Did you mean ${guess}?` : 'Write http, mcp or own, or leave it out for a tool of Wabaton.'
  faults.push({ where: where('type'), problem: 'is not a type of tool.', cure })
  return undefined
}

function readReady(value: Block, where: Where, faults: Fault[]): ReadyTool | undefined {
  const name = written(value.name)
  if (!isReadyTool(name)) {
    const guess = nearest(name, READY)
    const cure = guess
      ? `Did you mean ${guess}?`
      : `Known: ${READY.join(', ')}. A tool of your own needs type: http or type: mcp, or in TypeScript a function run.`
    faults.push({ where: where(''), problem: name ? `is no tool of Wabaton: ${name}.` : 'has no name.', cure })
    return undefined
  }
  const given = readBlock(value, ready, where, faults)
  if (!given) return undefined
  const { as, description, timeout } = given
  const settings = { ...(description && { description }), ...(timeout && { timeoutMs: timeout * 1_000 }) }
  return readyTool(name, as, settings)
}

function readOwn(value: Block, where: Where, faults: Fault[]): OwnTool | undefined {
  const given = readBlock(value, own, where, faults)
  if (!given) return undefined
  const { name, description, effect, key, timeout, run } = given
  if (!effect) {
    faults.push(effectFault(where))
    return undefined
  }
  const read = readArguments(given.parameters, inside(where, 'parameters'), faults)
  checkNames(key, 'key', read, where, faults)
  return { kind: 'own', name, description, effect, key, timeoutMs: timeout * 1_000, parameters: read.parameters, run }
}
