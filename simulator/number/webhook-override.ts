import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { VerifyWebhook } from '../handshake.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, parameter, Refused } from '../parameter.ts'

const LONGEST_URL = 200

/**
 * Another address for the webhooks of some lines, once it has answered the handshake. An empty text, or nothing at all,
 * takes it back.
 */
export async function overrideWebhook(
  verify: VerifyWebhook,
  lines: readonly Line[],
  { override_callback_uri: given, verify_token: token }: Fields,
  keep: (line: Line, url: string | undefined) => void,
): Promise<GraphAnswer> {
  if (given === undefined || given === '') {
    for (const line of lines) keep(line, undefined)
    return jsonAnswer({ success: true })
  }
  const [url, verifyToken] = asInvalid(() => [
    parameter(given, 'override_callback_uri').link(LONGEST_URL),
    parameter(token, 'verify_token').text(),
  ])
  const { verified, reason } = await verify({ url, verifyToken })
  if (!verified) {
    throw new Refused({ code: 100, subcode: 2200, message: `(#2200) Callback verification failed: ${reason}` })
  }
  for (const line of lines) keep(line, url)
  return jsonAnswer({ success: true })
}
