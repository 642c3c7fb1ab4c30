import { requireWhatsApp } from '../envelope.ts'
import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, parameter, Refused } from '../parameter.ts'

const WITHIN_MS = 72 * 60 * 60 * 1000
const MOST_REGISTRATIONS = 10
const PIN = { pattern: /^\d{6}$/, form: '6 digits' }

const done = () => jsonAnswer({ success: true })

/** `POST /{phone number id}/register`: the pin becomes the one of two-step verification, or has to be it. */
export function register({ record }: Line, body: Fields, now: number): GraphAnswer {
  requireWhatsApp(body)
  const pin = asInvalid(() => parameter(body, 'register').at('pin').text(PIN))
  const recent = record.registeredAt.filter((at) => now - at < WITHIN_MS)
  if (recent.length >= MOST_REGISTRATIONS) throw new Refused({ code: 133016 })
  record.registeredAt = [...recent, now]
  if (record.verification !== 'VERIFIED') throw new Refused({ code: 133006 })
  if (record.pin !== undefined && record.pin !== pin) throw new Refused({ code: 133005 })
  record.pin = pin
  record.status = 'CONNECTED'
  return done()
}

/** `POST /{phone number id}/deregister` */
export function deregister({ record, details }: Line): GraphAnswer {
  if (details.coexistence) {
    throw new Refused({ code: 100, details: 'A number in use by the WhatsApp Business app cannot be deregistered.' })
  }
  if (record.status !== 'CONNECTED') throw new Refused({ code: 133010 })
  record.status = 'DISCONNECTED'
  return done()
}

/** The code that every SMS and every call brings here. */
export const VERIFICATION_CODE = '123456'

/** `POST /{phone number id}/request_code` */
export function requestCode({ record }: Line, body: Fields): GraphAnswer {
  const whole = parameter(body, 'request_code')
  asInvalid(() => [whole.at('code_method').oneOf(['SMS', 'VOICE']), whole.at('language').text()])
  record.code = VERIFICATION_CODE
  record.verification = 'NOT_VERIFIED'
  return done()
}

/** `POST /{phone number id}/verify_code` */
export function verifyCode({ record }: Line, body: Fields): GraphAnswer {
  const code = asInvalid(() => parameter(body, 'verify_code').at('code').text()).replace('-', '')
  if (record.code === undefined || record.code !== code) {
    throw new Refused({ code: 100, details: 'The code is not the one that was sent.' })
  }
  record.code = undefined
  record.verification = 'VERIFIED'
  return done()
}

/** `POST /{phone number id}` with a pin: two-step verification. */
export function setPin({ record }: Line, body: Fields, changed: () => void): GraphAnswer {
  record.pin = asInvalid(() => parameter(body, 'two_step').at('pin').text(PIN))
  changed()
  return done()
}
