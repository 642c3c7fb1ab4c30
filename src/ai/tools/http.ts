import type { HttpTool, ToolContext } from '../../domain/agent.ts'
import { NothingDone } from '../../domain/effect.ts'
import type { Turn } from '../../domain/turn.ts'
import { NeverLeft, type Reach } from '../reach.ts'
import { withBound, withoutBound } from './arguments.ts'
import { originOf, requestOf } from './http-request.ts'
import { type Arguments, type Offer, ToolFailure } from './offer.ts'

const LONGEST_DETAIL = 1000
/** Refusals after which something may have happened all the same. */
const DOUBTFUL = new Set([408, 409, 425])

/** A tool that is a request to a service, as the configuration declares it. */
export function httpOffer(tool: HttpTool, turn: Turn, reach: Reach): Offer {
  const { name, description, parameters, effect, key, timeoutMs, bind = {} } = tool
  const ask = reach.towards(originOf(tool.url), { timeoutMs })

  async function run(given: Arguments, { callId, signal }: ToolContext) {
    const { url, body } = requestFor(withBound(given, bind, turn))
    const headers = {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(effect !== 'read' && { 'idempotency-key': callId }),
      ...tool.headers,
    }
    const response = await ask(url, {
      method: tool.method,
      headers,
      signal,
      ...(body !== undefined && { body }),
    }).catch(explain)
    const answer = await contentOf(response)
    if (response.ok) return answer
    throw failureOf(response.status, answer)
  }

  /** Whatever is refused before the request leaves has done nothing. */
  function requestFor(input: Arguments) {
    try {
      return requestOf(tool, input)
    } catch (error) {
      if (error instanceof ToolFailure && effect === 'irreversible') throw new NothingDone(error.message)
      throw error
    }
  }

  function failureOf(status: number, answer: unknown): Error {
    const told = typeof answer === 'string' ? answer.slice(0, LONGEST_DETAIL) : answer
    if (status >= 500) return new ToolFailure(`the service has failed (HTTP ${status})`)
    if (effect !== 'irreversible' || DOUBTFUL.has(status))
      return new ToolFailure(`the service refuses it (HTTP ${status})`, told)
    return new NothingDone(`the service refuses it (HTTP ${status}): ${JSON.stringify(told).slice(0, LONGEST_DETAIL)}`)
  }

  return { name, id: name, description, parameters: withoutBound(parameters, bind), effect, key, timeoutMs, run }
}

/** Why a service was not reached is for people: a model reads only that it was not. */
function explain(error: unknown): never {
  if (error instanceof NeverLeft)
    throw Object.assign(new NothingDone('the service cannot be reached'), { cause: error })
  throw error
}

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
