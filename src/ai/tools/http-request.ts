import type { HttpTool } from '../../domain/agent.ts'
import { type Arguments, ToolFailure } from './offer.ts'

export interface HttpRequest {
  readonly url: string
  readonly body: string | undefined
}

const PLACE = /\{([^{}]+)\}/g
/** Methods whose arguments stand in the query, where nothing else is said. */
const WITHOUT_BODY = new Set(['GET', 'DELETE'])

/** The request that a tool makes with these arguments: each in its place, and nowhere able to be more than a value. */
export function requestOf(tool: Pick<HttpTool, 'method' | 'url' | 'query' | 'body'>, input: Arguments): HttpRequest {
  const used = new Set<string>()
  const take = (name: string) => {
    used.add(name)
    return textOf(input[name])
  }

  const [path = '', search = ''] = splitOnce(restOf(tool.url), '?')
  const filled = path.replaceAll(PLACE, (_, name: string) => inPath(name, take(name)))
  const url = new URL(originOf(tool.url) + filled)
  url.search = search.replaceAll(PLACE, (_, name: string) => encodeURIComponent(take(name) ?? ''))
  for (const [key, template] of Object.entries(tool.query)) {
    const value = template.replaceAll(PLACE, (_, name: string) => take(name) ?? '')
    if (value !== '') url.searchParams.append(key, value)
  }

  const rest = Object.keys(input).filter((name) => !used.has(name))
  if (!tool.body && WITHOUT_BODY.has(tool.method)) {
    for (const name of rest) url.searchParams.append(name, textOf(input[name]) ?? '')
    return { url: url.href, body: undefined }
  }
  const names = tool.body ?? rest
  const body = Object.fromEntries(names.filter((name) => name in input).map((name) => [name, input[name]]))
  return { url: url.href, body: JSON.stringify(body) }
}

/** Scheme and host, in which arguments have no place. */
export function originOf(address: string): string {
  const origin = /^https?:\/\/[^/?#{}]+(?=[/?#]|$)/.exec(address)?.[0]
  if (!origin) throw new Error(`the address of a tool must name its host: ${address}`)
  return origin
}

const restOf = (address: string) => address.slice(originOf(address).length)

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Encoded, and refused where a server that decodes too eagerly would take it for steps of a path. */
function inPath(name: string, value: string | undefined): string {
  if (!value?.trim()) throw refused(name, 'it is empty')
  const decoded = value.replaceAll(/%2e/gi, '.').replaceAll(/%2f|%5c/gi, '/')
  if (decoded.split(/[/\\]/).some((step) => step === '.' || step === '..')) throw refused(name)
  if (!value.isWellFormed() || /\p{Cc}/u.test(value)) throw refused(name)
  return encodeURIComponent(value)
}

const refused = (name: string, why = 'it is no valid value') => new ToolFailure(`${name} was refused: ${why}`)
