import { invalid } from './envelope.ts'
import type { Meta, Place } from './graph.ts'
import type { GraphAnswer } from './graph-answer.ts'
import type { ParsedRequest } from './graph-request.ts'
import type { LateFailure } from './journey.ts'
import type { Line } from './line.ts'
import { markRead } from './mark-read.ts'
import { MEDIA_PATH } from './media.ts'
import { deleteMedium, describeMedium, downloadMedium, uploadMedium } from './media-edge.ts'
import { debugToken, describeNumber, listNumbers, subscribedApps } from './numbers.ts'
import { sendMessage } from './send-message.ts'
import { oneTemplate, templatesOfAccount } from './templates/edge.ts'
import { isKnown } from './tokens.ts'

interface Asked extends Place {
  readonly meta: Meta
  readonly request: ParsedRequest
  readonly failsLate?: LateFailure
}

export type Route = (asked: Asked) => GraphAnswer | Promise<GraphAnswer>
type LineRoute = (asked: Asked, line: Line) => GraphAnswer | Promise<GraphAnswer>

/** By method and what follows the phone number id. */
const OF_A_LINE: Readonly<Record<string, LineRoute>> = {
  'GET ': ({ request }, line) => describeNumber(line, request.query),
  'POST messages': ({ meta: { world, journeys }, request: { body }, failsLate }, line) => {
    if (body.status === undefined) return sendMessage(world, journeys, line, body, failsLate)
    if (body.status === 'read') return markRead(world, line, body)
    throw invalid('Param status must be one of {READ}.')
  },
  'POST media': ({ meta, request }, line) => uploadMedium(meta.world.media, line, request),
}

/** By method and what follows the id of the business account. */
const OF_AN_ACCOUNT: Readonly<Record<string, Route>> = {
  'GET phone_numbers': ({ account, request }) => listNumbers(account, request.query),
  'GET subscribed_apps': ({ account }) => subscribedApps('GET', account),
  'POST subscribed_apps': ({ account }) => subscribedApps('POST', account),
  'DELETE subscribed_apps': ({ account }) => subscribedApps('DELETE', account),
  'GET message_templates': templates,
  'POST message_templates': templates,
  'DELETE message_templates': templates,
}

function templates({ meta, account, request }: Asked) {
  return templatesOfAccount(meta.world.templates, account, templateRequest(meta, request))
}

const OF_A_TEMPLATE: Readonly<Record<string, Route>> = {
  'GET ': ({ meta, template, request }) => oneTemplate(meta.world.templates, template!, templateRequest(meta, request)),
  'POST ': ({ meta, template, request }) =>
    oneTemplate(meta.world.templates, template!, templateRequest(meta, request)),
}

const templateRequest = ({ world, graphUrl }: Meta, { method, query, body, version, parts }: ParsedRequest) => ({
  method,
  query,
  body,
  now: world.agenda.now(),
  address: `${graphUrl()}/${[version, ...parts].join('/')}`,
})

const OF_A_MEDIUM: Readonly<Record<string, Route>> = {
  'GET ': ({ meta, medium, request }) => describeMedium(meta.world.media, medium!, request),
  'DELETE ': ({ meta, medium, request }) => deleteMedium(meta.world.media, medium!, request),
}

const BY_NAME: Readonly<Record<string, Route>> = {
  'GET debug_token': ({ meta, request }) => {
    const asked = request.query.get('input_token')
    if (!asked) throw invalid('The parameter input_token is required')
    return debugToken(isKnown(meta, asked))
  },
  [`GET ${MEDIA_PATH}/attachments`]: ({ meta, request }) => downloadMedium(meta.world.media, request.query),
}

export function findRoute(
  { method, parts }: ParsedRequest,
  { line, account, template, medium }: Place,
): Route | undefined {
  const edge = `${method} ${parts.slice(1).join('/')}`
  const named = BY_NAME[`${method} ${parts.join('/')}`]
  if (named) return named
  if (line) {
    const route = OF_A_LINE[edge]
    return route && ((asked) => route(asked, line))
  }
  if (account.length > 0) return OF_AN_ACCOUNT[edge]
  if (template) return OF_A_TEMPLATE[edge]
  return medium && OF_A_MEDIUM[edge]
}
