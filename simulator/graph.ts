import type { Call } from './faults.ts'
import type { GraphAnswer, GraphRequest } from './graph-answer.ts'
import { jsonAnswer } from './graph-answer.ts'
import { errorBody, type Refusal, refuse } from './graph-errors.ts'
import type { Journeys, LateFailure } from './journey.ts'
import { markRead } from './mark-read.ts'
import { debugToken, describeNumber, listNumbers, subscribedApps } from './numbers.ts'
import { Refused } from './parameter.ts'
import { sendMessage } from './send-message.ts'
import type { World } from './world.ts'

/** A request taken apart, before anything is decided about it. */
export interface ParsedRequest {
  readonly method: string
  readonly version: string | undefined
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly token: string | undefined
  /** The body as it came. */
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
  readonly call: Call
}

const VERSION = /^v\d{1,2}\.\d$/

export function parseRequest({ method, path, headers, body: bytes }: GraphRequest): ParsedRequest {
  const queryAt = path.indexOf('?')
  const segments = (queryAt < 0 ? path : path.slice(0, queryAt)).split('/').filter((segment) => segment !== '')
  const version = VERSION.test(segments[0] ?? '') ? segments[0] : undefined
  const parts = version ? segments.slice(1) : segments
  const query = new URLSearchParams(queryAt < 0 ? '' : path.slice(queryAt + 1))
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const body = parseBody(text)
  return {
    method,
    version,
    parts,
    query,
    token: tokenOf(headers, query),
    text,
    body,
    call: callOf(method, parts, body),
  }
}

/** A body that is no JSON object holds no parameter, which is just what Meta then complains of. */
function parseBody(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function tokenOf(headers: Record<string, string>, query: URLSearchParams) {
  const written = headers.authorization ?? headers.Authorization
  if (written !== undefined) return /^(?:Bearer|OAuth) +(\S+)$/i.exec(written.trim())?.[1]
  return query.get('access_token') ?? undefined
}

function callOf(method: string, parts: readonly string[], body: Readonly<Record<string, unknown>>): Call {
  const line = parts[0] ?? ''
  if (method !== 'POST' || parts[1] !== 'messages') return { kind: 'other', line, to: undefined }
  if (body.status !== undefined) return { kind: 'read', line, to: undefined }
  return { kind: 'send', line, to: String(body.to ?? body.recipient ?? '') }
}

/** Answers as Meta would with nothing going wrong on the way. */
export async function answerGraph(...given: Parameters<typeof route>): Promise<GraphAnswer> {
  try {
    return await route(...given)
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal, given[0].identifiers.trace())
    throw error
  }
}

async function route(
  world: World,
  journeys: Journeys,
  accessToken: () => string,
  request: ParsedRequest,
  failsLate?: LateFailure,
): Promise<GraphAnswer> {
  const { method, version, parts, query, token, body } = request
  const no = (refusal: Refusal) => refuse(refusal, world.identifiers.trace())
  const [id = '', edge] = parts

  if (version === undefined) {
    const error = { code: 2500, message: `Unknown path components: /${parts.join('/')}` }
    return jsonAnswer(errorBody(error, world.identifiers.trace()), 400)
  }
  const line = world.lines.find(({ phoneNumberId }) => phoneNumberId === id)
  const account = world.lines.filter(({ details }) => details.wabaId === id)
  const expected = (line ?? account[0])?.details.accessToken ?? accessToken()
  const known = (candidate: string) =>
    candidate === accessToken() || world.lines.some(({ details }) => details.accessToken === candidate)
  const allowed = line || account.length > 0 ? token === expected : token !== undefined && known(token)
  if (token === undefined) return no({ code: 190, message: 'An access token is required to request this resource.' })
  if (!allowed) return no({ code: 190, message: 'Invalid OAuth access token - Cannot parse access token' })

  if (method === 'GET' && id === 'debug_token' && edge === undefined) {
    const asked = query.get('input_token')
    if (!asked) return no({ code: 100, message: '(#100) The parameter input_token is required' })
    return debugToken(known(asked))
  }
  if (line && edge === 'messages' && method === 'POST') {
    const outcome =
      body.status === undefined ? await sendMessage(world, journeys, line, body, failsLate) : readOrRefuse()
    return 'answer' in outcome ? outcome.answer : no(outcome.refusal)
  }
  if (line && edge === undefined && method === 'GET') return describeNumber(line, query)
  if (account.length > 0 && edge === 'phone_numbers' && method === 'GET') return listNumbers(account, query)
  if (account.length > 0 && edge === 'subscribed_apps' && ['GET', 'POST', 'DELETE'].includes(method)) {
    return subscribedApps(method, account)
  }
  return no({
    code: 100,
    subcode: 33,
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
  })

  function readOrRefuse() {
    if (body.status === 'read') return markRead(world, line!, body)
    return { refusal: { code: 100, message: '(#100) Param status must be one of {READ}.' } }
  }
}
