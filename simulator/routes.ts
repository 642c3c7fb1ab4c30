import { announce } from './announce.ts'
import { invalid } from './envelope.ts'
import type { Meta, Place } from './graph.ts'
import type { GraphAnswer } from './graph-answer.ts'
import type { ParsedRequest } from './graph-request.ts'
import type { LateFailure } from './journey.ts'
import type { Line } from './line.ts'
import { markRead } from './mark-read.ts'
import { MEDIA_PATH } from './media.ts'
import { deleteMedium, describeMedium, downloadMedium, uploadMedium } from './media-edge.ts'
import { changeAutomation } from './number/automation.ts'
import { changeBlocked, listBlocked } from './number/block-users.ts'
import { changeProfile, describeProfile } from './number/profile.ts'
import { deregister, register, requestCode, setPin, verifyCode } from './number/registration.ts'
import { changeSettings, describeEncryption, describeSettings, setEncryption } from './number/settings.ts'
import { describeUsername, removeUsername, setUsername } from './number/username.ts'
import { overrideWebhook } from './number/webhook-override.ts'
import { debugToken, describeNumber, listApps, listNumbers, subscribe } from './numbers.ts'
import type { Fields } from './parameter.ts'
import { sendMessage } from './send-message.ts'
import { oneTemplate, templatesOfAccount } from './templates/edge.ts'
import { isKnown } from './tokens.ts'

interface Asked extends Place {
  readonly meta: Meta
  readonly request: ParsedRequest
  readonly failsLate?: LateFailure
}

type Answer = GraphAnswer | Promise<GraphAnswer>
export type Route = (asked: Asked) => Answer
type LineRoute = (asked: Asked, line: Line) => Answer

/** By method and what follows the phone number id. */
const OF_A_LINE: Readonly<Record<string, LineRoute>> = {
  'GET ': ({ meta, request }, line) => describeNumber(meta.world, line, request.query),
  'POST ': changeNumber,
  'POST messages': ({ meta: { world, journeys }, request: { body }, failsLate }, line) => {
    if (body.status === undefined) return sendMessage(world, journeys, line, body, failsLate)
    if (body.status === 'read') return markRead(world, line, body)
    throw invalid('Param status must be one of {READ}.')
  },
  'POST media': ({ meta, request }, line) => uploadMedium(meta.world.media, line, request),
  'GET whatsapp_business_profile': ({ request }, line) => describeProfile(line, request.query),
  'POST whatsapp_business_profile': ({ request }, line) => changeProfile(line, request.body),
  'POST register': ({ meta, request }, line) => register(line, request.body, meta.world.agenda.now()),
  'POST deregister': (_, line) => deregister(line),
  'POST request_code': ({ request }, line) => requestCode(line, request.body),
  'POST verify_code': ({ request }, line) => verifyCode(line, request.body),
  'GET block_users': (_, line) => listBlocked(line),
  'POST block_users': ({ meta, request }, line) => changeBlocked(meta.world, line, request.body, true),
  'DELETE block_users': ({ meta, request }, line) => changeBlocked(meta.world, line, request.body, false),
  'POST conversational_automation': ({ request }, line) => changeAutomation(line, request.body),
  'GET settings': (_, line) => describeSettings(line),
  'POST settings': ({ request }, line) => changeSettings(line, request.body),
  'GET whatsapp_business_encryption': (_, line) => describeEncryption(line),
  'POST whatsapp_business_encryption': ({ request }, line) => setEncryption(line, request.body),
  'GET username': (_, line) => describeUsername(line),
  'POST username': ({ meta, request }, line) => setUsername(meta.world.lines, line, request.body),
  'DELETE username': (_, line) => removeUsername(line),
}

function changeNumber({ meta, request: { body } }: Asked, line: Line): Answer {
  if (body.webhook_configuration !== undefined) {
    return overrideWebhook(meta.verify, [line], body.webhook_configuration as Fields, ({ record }, url) => {
      record.webhook = url
    })
  }
  return setPin(line, body, () => announce(meta.world, line, 'security', { event: 'PIN_CHANGED' }))
}

/** By method and what follows the id of the business account. */
const OF_AN_ACCOUNT: Readonly<Record<string, Route>> = {
  'GET phone_numbers': ({ meta, account, request }) => listNumbers(meta.world, account, request.query),
  'GET subscribed_apps': ({ account }) => listApps(account),
  'POST subscribed_apps': async ({ meta, account, request: { body } }) => {
    const answer = await overrideWebhook(meta.verify, account, body, (line, url) => {
      line.accountWebhook = url
    })
    subscribe(account, true)
    return answer
  },
  'DELETE subscribed_apps': ({ account }) => subscribe(account, false),
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

export function findRoute({ method, parts }: ParsedRequest, place: Place): Route | undefined {
  const { line, account, template, medium } = place
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
