import { seconds } from '../wire.ts'
import type { Phone, Speech } from './speech.ts'

interface FlowAnswer {
  /** The wamid of the bubble with the Flow; none comes without context. */
  bubble?: string
  /** What the customer filled in. */
  response: Record<string, unknown>
  /** An address message answers under its own name. */
  name?: 'flow' | 'address_message'
  /** The token of the bubble unless told; `null` leaves it out, as some Flows do. */
  token?: string | null
}

/** A completed Flow, or a completed address message. */
export function flow({ bubble, response, name = 'flow', token }: FlowAnswer, { thread }: Phone): Speech {
  if (typeof response !== 'object' || response === null) throw new Error('"response" is what was filled in: an object.')
  const asked = thread.entries.find(({ wamid }) => wamid === bubble)
  const given = token === undefined ? tokenOf(asked?.content) : token
  const answer = { ...(typeof given === 'string' && { flow_token: given }), ...response }
  return {
    type: 'interactive',
    content: { type: 'nfm_reply', nfm_reply: { response_json: JSON.stringify(answer), body: 'Sent', name } },
    text: `✓ ${name === 'flow' ? 'form' : 'address'} sent`,
    ...(bubble !== undefined && { quoting: bubble }),
  }
}

/** An interactive message carries it in its action, a template in the parameters of its button. */
function tokenOf(content: unknown): string | undefined {
  return /"flow_token":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(content) ?? '')?.[1]
}

interface CallPermission {
  response: 'accept' | 'reject'
  bubble?: string
  permanent?: boolean
  /** Given without a tap, because the customer has called. */
  automatic?: boolean
}

const PERMISSION_LASTS_MS = 7 * 24 * 60 * 60 * 1000

export function callPermission(
  { response, bubble, permanent = false, automatic }: CallPermission,
  phone: Phone,
): Speech {
  if (response !== 'accept' && response !== 'reject') throw new Error('"response" is accept or reject.')
  const ends = response === 'accept' && !permanent
  return {
    type: 'interactive',
    content: {
      type: 'call_permission_reply',
      call_permission_reply: {
        response,
        is_permanent: permanent,
        ...(ends && { expiration_timestamp: seconds(phone.now + PERMISSION_LASTS_MS) }),
        response_source: automatic ? 'automatic' : 'user_action',
      },
    },
    text: response === 'accept' ? '📞 may call' : '📞 may not call',
    ...(bubble !== undefined && { quoting: bubble }),
  }
}
