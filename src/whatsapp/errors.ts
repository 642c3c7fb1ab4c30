import type { SendOutcome } from '../domain/delivery.ts'

/**
 * What Meta's error codes mean for a message. The code decides, whatever the HTTP status. Codes that are not listed are
 * refusals for good, but for those that say nothing about whether the message left: see `UNKNOWN`.
 */
const TRY_AGAIN: Record<number, { reason: string; most?: number }> = {
  1: { reason: 'WhatsApp reports an unknown error', most: 2 },
  2: { reason: 'WhatsApp is down for the moment' },
  4: { reason: 'the app has made too many calls' },
  80007: { reason: 'the WhatsApp account has made too many calls' },
  130429: { reason: 'the number sends more messages a second than it may' },
  131016: { reason: 'WhatsApp is overloaded' },
  131056: { reason: 'too many messages to this customer in a short time' },
  131057: { reason: 'the number is under maintenance' },
}

const UNKNOWN: Record<number, string> = {
  131000: 'WhatsApp failed without saying whether the message left',
}

/** They say nothing of this message: whatever the line sends is refused until somebody mends it at Meta. */
const LINE_FAULTS: Record<number, string> = {
  0: 'the access token is not valid: make a permanent one for a system user',
  3: 'the app may not use this function',
  10: 'the access token lacks the permission whatsapp_business_messaging',
  33: 'the phone_number_id does not exist or was deleted',
  190: 'the access token has expired or was revoked: make a permanent one for a system user',
  368: 'the account is blocked for breaking a policy',
  131005: 'the access token may not send from this number',
  131031: 'the account is locked',
  131037: 'the display name of the number is not approved',
  131042: 'there is a problem with the payment method of the account',
  131045: 'the number is not registered',
  131048: 'too many messages were reported as spam',
  131064: 'the account may not message more customers, for templates in the wrong category',
  133010: 'the number is not registered',
  134011: 'the terms of payment are not accepted',
}

const REFUSED: Record<number, string> = {
  100: 'a parameter is not valid',
  130472: 'WhatsApp withholds marketing messages from this customer',
  130497: 'messages to this country are not allowed',
  131008: 'a required parameter is missing',
  131009: 'a parameter has a value that is not valid',
  131021: 'sender and recipient are the same number',
  131026: 'the customer cannot be reached: not on WhatsApp, an old app, or they blocked the number',
  131030: 'the recipient is not on the allowed list of the test number',
  131047: 'the 24-hour window is closed: only a template may be sent',
  131049: 'WhatsApp withholds the message to keep its users content',
  131050: 'the customer has stopped marketing messages',
  131051: 'the type of message is not supported',
  131053: 'the media could not be uploaded',
  131062: 'this kind of message needs a phone number',
}

/** Numbers of permission errors have one meaning. */
const PERMISSIONS = { from: 200, to: 299, reason: 'the access token lacks a permission' }
const TOO_MANY_REQUESTS = 429

export function reasonOf(code: number): string {
  if (isPermission(code)) return PERMISSIONS.reason
  const reason = TRY_AGAIN[code]?.reason ?? UNKNOWN[code] ?? LINE_FAULTS[code] ?? REFUSED[code]
  return reason ?? 'WhatsApp refused the message'
}

const isPermission = (code: number) => code >= PERMISSIONS.from && code <= PERMISSIONS.to

/** Whether a code speaks of the line rather than of one message. Meta tells a wrong number id as 100 with a subcode. */
export function isLineFault(code: number, subcode?: number): boolean {
  return code in LINE_FAULTS || isPermission(code) || (code === 100 && subcode === 33)
}

/** What an HTTP answer to a send says about the message. */
export function outcomeOf({
  status,
  body,
  retryAfter,
}: {
  status: number
  body: string
  retryAfter: string | undefined
}): SendOutcome {
  const answer = readJson(body)
  const wamid = answer?.messages?.[0]?.id
  if (status === 200 && typeof wamid === 'string' && !answer?.error) return { kind: 'accepted', wamid }

  const code = Number(answer?.error?.code ?? Number.NaN)
  const afterMs = Number(retryAfter) > 0 ? { afterMs: Number(retryAfter) * 1000 } : {}
  if (Number.isInteger(code)) {
    const reason = `${code}: ${reasonOf(code)}`
    if (UNKNOWN[code]) return { kind: 'unknown', reason }
    const again = TRY_AGAIN[code]
    if (again) return { kind: 'retry', code, reason, ...afterMs, ...(again.most ? { most: again.most } : {}) }
    if (isLineFault(code, Number(answer?.error?.error_subcode))) {
      return { kind: 'line-fault', code, reason: code === 100 ? `100: ${reasonOf(33)}` : reason }
    }
    return { kind: 'refused', code, reason }
  }
  if (status === TOO_MANY_REQUESTS) return { kind: 'retry', code: status, reason: '429: too many requests', ...afterMs }
  // A page of an error in between, or half an answer: nobody can tell whether Meta took the message.
  return { kind: 'unknown', reason: `an answer that cannot be read (HTTP ${status})` }
}

interface Answer {
  messages?: { id?: unknown }[]
  error?: { code?: unknown; error_subcode?: unknown }
}

function readJson(body: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Answer) : undefined
  } catch {
    return undefined
  }
}
