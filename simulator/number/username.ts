import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, parameter, Refused } from '../parameter.ts'

const FORM = /^(?=.*[a-z])[a-z0-9._]{3,35}$/

/** `POST /{phone number id}/username` */
export function setUsername(lines: readonly Line[], line: Line, body: Fields): GraphAnswer {
  const whole = parameter(body, 'request')
  const [written, transfer] = asInvalid(() => [
    whole.at('username').text(),
    whole.at('transfer_action').ifGiven()?.oneOf(['none', 'force_transfer']) ?? 'none',
  ])
  const username = written.toLowerCase()
  if (!FORM.test(username)) throw new Refused({ code: 147002 })
  const holder = lines.find((other) => other !== line && other.record.username === username)
  if (holder && transfer === 'none') throw new Refused({ code: 147004 })
  if (holder) holder.record.username = undefined
  line.record.username = username
  return jsonAnswer({ status: 'approved' })
}

/** `GET /{phone number id}/username` */
export const describeUsername = ({ record: { username } }: Line): GraphAnswer =>
  jsonAnswer(username === undefined ? {} : { username, status: 'approved' })

/** `DELETE /{phone number id}/username` */
export function removeUsername({ record }: Line): GraphAnswer {
  record.username = undefined
  return jsonAnswer({ success: true })
}
