import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { Line } from './line.ts'

/** What Graph tells of a number. */
const numberFields = ({ details, phoneNumberId }: Line): Record<string, unknown> => ({
  verified_name: details.name,
  code_verification_status: 'VERIFIED',
  display_phone_number: details.displayPhoneNumber,
  quality_rating: 'GREEN',
  platform_type: 'CLOUD_API',
  throughput: { level: (details.throughput ?? 0) >= 1000 ? 'HIGH' : 'STANDARD' },
  name_status: 'APPROVED',
  status: 'CONNECTED',
  account_mode: 'LIVE',
  is_on_biz_app: details.coexistence === true,
  whatsapp_business_manager_messaging_limit: 'TIER_250',
  health_status: {
    can_send_message: 'AVAILABLE',
    entities: [{ entity_type: 'PHONE_NUMBER', id: phoneNumberId, can_send_message: 'AVAILABLE' }],
  },
  id: phoneNumberId,
})

const UNASKED = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'id',
]

function describe(line: Line, fields: string | null) {
  const wanted = fields ? [...fields.split(',').map((field) => field.trim()), 'id'] : UNASKED
  return Object.fromEntries(Object.entries(numberFields(line)).filter(([field]) => wanted.includes(field)))
}

/** `GET /{phone number id}?fields=` */
export const describeNumber = (line: Line, query: URLSearchParams): GraphAnswer =>
  jsonAnswer(describe(line, query.get('fields')))

/** `GET /{WABA id}/phone_numbers` */
export const listNumbers = (lines: readonly Line[], query: URLSearchParams): GraphAnswer =>
  jsonAnswer({
    data: lines.map((line) => describe(line, query.get('fields'))),
    paging: { cursors: { before: 'QVFIU0', after: 'QVFIU1' } },
  })

const APP = {
  id: '670843887433847',
  name: 'Simulated app',
  link: 'https://www.facebook.com/games/?app_id=670843887433847',
}

/** `GET`, `POST` and `DELETE /{WABA id}/subscribed_apps` */
export function subscribedApps(method: string, lines: readonly Line[]): GraphAnswer {
  if (method === 'GET') {
    const subscribed = lines.some((line) => line.subscribed)
    return jsonAnswer({ data: subscribed ? [{ whatsapp_business_api_data: APP }] : [] })
  }
  for (const line of lines) line.subscribed = method === 'POST'
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
