import { z } from 'zod'
import { BOUND_TO, type HttpTool, type McpServer } from '../domain/agent.ts'
import { type Arguments, checkNames, readArguments } from './agent-arguments.ts'
import { described, effect, effectFault, names, timeout, toolName } from './agent-tool-schema.ts'
import { type Block, inside, readBlock, type Where } from './agent-tree.ts'
import type { Fault } from './faults.ts'
import { postAddress } from './reach-values.ts'
import { oneOf, Refusal, setting, text, written } from './values.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const method = () =>
  setting((value: string) => {
    const found = METHODS.find((one) => one === written(value).toUpperCase())
    return found ?? new Refusal('is not a method', `Write one of: ${METHODS.join(', ')}.`)
  })

const bind = () => z.record(z.string(), oneOf(BOUND_TO)).optional()
const headers = () => z.record(z.string(), text('Bearer ...')).prefault({})

export const http = z.strictObject({
  type: oneOf(['http']),
  ...described,
  method: method().default('GET'),
  /** Arguments stand in it as `{order}`, after the host. */
  url: postAddress(),
  query: z.record(z.string(), text('{order}')).prefault({}),
  headers: headers(),
  /** Names of the arguments that go into the body. Default: all that stand nowhere else. */
  body: names('[order, reason]').optional(),
  /** Arguments that the runtime fills in: `{phone: customer.phone}`. */
  bind: bind(),
})

export const mcp = z.strictObject({
  type: oneOf(['mcp']),
  name: toolName(),
  url: postAddress(),
  headers: headers(),
  /** Only these of its tools. */
  only: names('[find_order]').optional(),
  /** What its tools do to the world: `{create_ticket: irreversible}`. */
  effects: z.record(z.string(), effect()).prefault({}),
  bind: bind(),
  timeout: timeout(),
})

const PLACES = /\{([\w-]+)\}/g

export function readHttp(value: Block, where: Where, faults: Fault[]): HttpTool | undefined {
  const given = readBlock(value, http, where, faults)
  if (!given) return undefined
  // What only reads may be asked as often as anybody likes: of all methods only GET promises that.
  const does = given.effect ?? (given.method === 'GET' ? 'read' : undefined)
  if (!does) {
    faults.push(effectFault(where))
    return undefined
  }
  const { name, description, method, url, query, headers, key, body, timeout, bind } = given
  const { parameters, names } = readArguments(given.parameters, inside(where, 'parameters'), faults)
  const known: Arguments = { parameters, names: names && [...names, ...Object.keys(bind ?? {})] }
  checkPlaces(url, where, faults)
  checkNames(placesIn(url), 'url', known, where, faults)
  for (const [one, template] of Object.entries(query))
    checkNames(placesIn(template), one, known, inside(where, 'query'), faults)
  for (const [setting, list] of Object.entries({ key, body })) checkNames(list, setting, known, where, faults)
  return {
    kind: 'http',
    name,
    description,
    effect: does,
    key,
    timeoutMs: timeout * 1_000,
    parameters: parameters as HttpTool['parameters'],
    method,
    url,
    query,
    headers,
    body,
    ...(bind && { bind }),
  }
}

const placesIn = (template: string) => [...template.matchAll(PLACES)].map(([, name]) => name ?? '')

/** A model must not choose whom we ask, nor with whose password. */
function checkPlaces(url: string, where: Where, faults: Fault[]): void {
  const [, host = '', rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (!/[{}]/.test(host) && !/[{}]/.test(rest.replaceAll(PLACES, ''))) return
  faults.push({
    where: where('url'),
    problem: 'has an argument where none may stand.',
    cure: 'Arguments stand as {name} in the path or the query, never in the host.',
  })
}

export function readMcp(value: Block, where: Where, faults: Fault[]): McpServer | undefined {
  const given = readBlock(value, mcp, where, faults)
  if (!given) return undefined
  const { name, url, headers, only, effects, bind, timeout } = given
  return { kind: 'mcp', name, url, headers, only, effects, timeoutMs: timeout * 1_000, ...(bind && { bind }) }
}
