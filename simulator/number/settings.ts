import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, parameter } from '../parameter.ts'

const KNOWN = ['calling', 'user_identity_change', 'storage_configuration', 'payload_encryption'] as const

/** `GET /{phone number id}/settings` */
export const describeSettings = ({ record }: Line): GraphAnswer => jsonAnswer(record.settings)

/** `POST /{phone number id}/settings` */
export function changeSettings({ record, details }: Line, body: Fields): GraphAnswer {
  const whole = parameter(body, 'settings')
  const change = asInvalid(() => {
    const given = KNOWN.map((key) => whole.at(key).ifGiven()).filter((one) => one !== undefined)
    if (given.length === 0) whole.at(KNOWN[0]).missing()
    for (const one of given) one.fields()
    return Object.fromEntries(KNOWN.filter((key) => whole.at(key).given).map((key) => [key, whole.at(key).value]))
  })
  const check = whole.at('user_identity_change').at('enable_identity_key_check').ifGiven()
  if (check) details.identityCheck = asInvalid(() => check.flag())
  record.settings = { ...record.settings, ...change }
  return jsonAnswer({ success: true })
}

/** `GET /{phone number id}/whatsapp_business_encryption` */
export const describeEncryption = ({ record: { encryptionKey } }: Line): GraphAnswer =>
  jsonAnswer({
    data: encryptionKey ? [{ business_public_key: encryptionKey, business_public_key_signature_status: 'VALID' }] : [],
  })

/** `POST /{phone number id}/whatsapp_business_encryption`: the key of Flows. */
export function setEncryption({ record }: Line, body: Fields): GraphAnswer {
  const pem = {
    pattern: /^-----BEGIN (RSA )?PUBLIC KEY-----[\s\S]+-----END (RSA )?PUBLIC KEY-----\s*$/,
    form: 'a PEM key',
  }
  record.encryptionKey = asInvalid(() => parameter(body, 'request').at('business_public_key').text(pem))
  return jsonAnswer({ success: true })
}
