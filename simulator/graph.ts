import type { GraphAnswer } from './graph-answer.ts'
import { jsonAnswer } from './graph-answer.ts'
import { errorBody, refuse } from './graph-errors.ts'
import type { ParsedRequest } from './graph-request.ts'
import type { VerifyWebhook } from './handshake.ts'
import type { Journeys, LateFailure } from './journey.ts'
import type { Line } from './line.ts'
import { MEDIA_PATH } from './media.ts'
import { Refused } from './parameter.ts'
import { findRoute } from './routes.ts'
import { requireToken } from './tokens.ts'
import type { World } from './world.ts'

/** The simulator as Graph sees it. */
export interface Meta {
  readonly world: World
  readonly journeys: Journeys
  /** The token for everything that has none of its own. */
  readonly accessToken: () => string
  readonly graphUrl: () => string
  readonly verify: VerifyWebhook
}

/** Answers as Meta would with nothing going wrong on the way. */
export async function answerGraph(meta: Meta, request: ParsedRequest, failsLate?: LateFailure): Promise<GraphAnswer> {
  const { identifiers } = meta.world
  const { version, parts } = request
  if (version === undefined && parts[0] !== MEDIA_PATH) {
    const error = { code: 2500, message: `Unknown path components: /${parts.join('/')}` }
    return jsonAnswer(errorBody(error, identifiers.trace()), 400)
  }
  try {
    const place = placeOf(meta.world, request)
    requireToken(meta, request, place)
    const route = findRoute(request, place)
    if (!route) throw new Refused(nothingThere(request))
    return await route({ meta, request, ...place, ...(failsLate && { failsLate }) })
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal, identifiers.trace())
    throw error
  }
}

/** What the first part of a path names. */
export interface Place {
  readonly line: Line | undefined
  /** All lines of the account. */
  readonly account: readonly Line[]
  readonly template: ReturnType<World['templates']['byId']>
  readonly medium: ReturnType<World['media']['find']>
}

const placeOf = ({ lines, templates, media }: World, { parts: [id = ''], query }: ParsedRequest): Place => ({
  line: lines.find(({ phoneNumberId }) => phoneNumberId === id),
  account: lines.filter(({ details }) => details.wabaId === id),
  template: templates.byId(id),
  medium: id === MEDIA_PATH ? media.behind(query) : media.find(id),
})

const nothingThere = ({ method, parts }: ParsedRequest) => ({
  code: 100,
  subcode: 33,
  message: `Unsupported ${method.toLowerCase()} request. Object with ID '${parts[0] ?? ''}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
})
