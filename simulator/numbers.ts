import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { Line } from './line.ts'
import { tierOf } from './reach.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'reach'>

/** What Graph tells of a number. */
function numberFields({ reach }: Needs, line: Line): Record<string, unknown> {
  const { details, phoneNumberId, record } = line
  const health = record.status === 'CONNECTED' ? 'AVAILABLE' : 'BLOCKED'
  return {
    verified_name: details.name,
    code_verification_status: record.verification,
    display_phone_number: details.displayPhoneNumber,
    quality_rating: details.quality ?? 'GREEN',
    platform_type: 'CLOUD_API',
    throughput: { level: (details.throughput ?? 0) >= 1000 ? 'HIGH' : 'STANDARD' },
    name_status: 'APPROVED',
    status: record.status,
    account_mode: 'LIVE',
    is_on_biz_app: details.coexistence === true,
    is_pin_enabled: record.pin !== undefined,
    whatsapp_business_manager_messaging_limit: tierOf(reach.limit),
    health_status: {
      can_send_message: health,
      entities: [
        { entity_type: 'PHONE_NUMBER', id: phoneNumberId, can_send_message: health },
        { entity_type: 'WABA', id: details.wabaId, can_send_message: 'AVAILABLE' },
      ],
    },
    webhook_configuration: {
      ...(record.webhook && { phone_number: record.webhook }),
      ...(line.accountWebhook && { whatsapp_business_account: line.accountWebhook }),
      application: 'https://app.example/webhook',
    },
    ...(record.automation && { conversational_automation: record.automation }),
    ...(record.username && { username: record.username }),
    id: phoneNumberId,
  }
}

const UNASKED = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'id',
]

function describe(world: Needs, line: Line, fields: string | null) {
  const wanted = fields ? [...fields.split(',').map((field) => field.trim()), 'id'] : UNASKED
  return Object.fromEntries(Object.entries(numberFields(world, line)).filter(([field]) => wanted.includes(field)))
}

/** `GET /{phone number id}?fields=` */
export const describeNumber = (world: Needs, line: Line, query: URLSearchParams): GraphAnswer =>
  jsonAnswer(describe(world, line, query.get('fields')))

/** `GET /{WABA id}/phone_numbers` */
export const listNumbers = (world: Needs, lines: readonly Line[], query: URLSearchParams): GraphAnswer =>
  jsonAnswer({
    data: lines.map((line) => describe(world, line, query.get('fields'))),
    paging: { cursors: { before: 'QVFIU0', after: 'QVFIU1' } },
  })

const APP = {
  id: '670843887433847',
  name: 'Simulated app',
  link: 'https://www.facebook.com/games/?app_id=670843887433847',
}

/** `GET /{WABA id}/subscribed_apps` */
export function listApps(lines: readonly Line[]): GraphAnswer {
  const uri = lines[0]?.accountWebhook
  const app = { whatsapp_business_api_data: APP, ...(uri && { override_callback_uri: uri }) }
  return jsonAnswer({ data: lines.some((line) => line.subscribed) ? [app] : [] })
}

/** `POST` and `DELETE /{WABA id}/subscribed_apps` */
export function subscribe(lines: readonly Line[], subscribed: boolean): GraphAnswer {
  for (const line of lines) line.subscribed = subscribed
  return jsonAnswer({ success: true })
}

/** `GET /debug_token?input_token=` */
export const debugToken = (valid: boolean): GraphAnswer =>
  jsonAnswer({
    data: {
      app_id: APP.id,
      type: 'SYSTEM_USER',
      application: APP.name,
      is_valid: valid,
      expires_at: 0,
      scopes: valid ? ['whatsapp_business_management', 'whatsapp_business_messaging'] : [],
      ...(!valid && { error: { code: 190, message: 'The access token could not be decrypted' } }),
    },
  })
