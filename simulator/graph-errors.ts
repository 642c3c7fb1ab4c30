import { type ErrorFacts, MESSAGING_ERRORS } from './errors/messaging-errors.ts'
import { OTHER_ERRORS } from './errors/other-errors.ts'
import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'

/** Why Meta says no. */
export interface Refusal {
  readonly code: number
  readonly details?: string
  readonly subcode?: number
  /** Replaces the usual sentence. */
  readonly message?: string
  /** For the person who pressed the button. */
  readonly userMessage?: string
  /** Where the usual HTTP status is not meant: sources name 400 and 429 for the same limits. */
  readonly status?: number
  /** Replaces the usual ones: usage and how long to wait. */
  readonly headers?: Record<string, string>
}

const ERRORS: Readonly<Record<number, ErrorFacts>> = { ...MESSAGING_ERRORS, ...OTHER_ERRORS }

const GENERIC = 'Something went wrong.'
const UNKNOWN: ErrorFacts = { status: 400, title: GENERIC, details: GENERIC }

export const errorFacts = (code: number): ErrorFacts =>
  ERRORS[code] ?? (code > 200 && code < 300 ? ERRORS[200] : undefined) ?? UNKNOWN

/** The codes with words of their own, for pages and menus. */
export const knownErrorCodes = (): number[] => Object.keys(ERRORS).map(Number)

/** An `error` body in Meta's shape. */
export function errorBody({ code, details, subcode, message, userMessage }: Refusal, trace: string) {
  const facts = errorFacts(code)
  return {
    error: {
      message: message ?? `(#${code}) ${facts.title}`,
      type: 'OAuthException',
      code,
      ...(code >= 1000 && { error_data: { messaging_product: 'whatsapp', details: details ?? facts.details } }),
      ...(code < 1000 && details && { error_data: { messaging_product: 'whatsapp', details } }),
      ...(subcode !== undefined && { error_subcode: subcode }),
      ...(facts.transient && { is_transient: true }),
      ...(userMessage && { error_user_title: facts.title, error_user_msg: userMessage }),
      fbtrace_id: trace,
    },
  }
}

export function refuse(refusal: Refusal, trace: string): GraphAnswer {
  const facts = errorFacts(refusal.code)
  return jsonAnswer(errorBody(refusal, trace), refusal.status ?? facts.status, refusal.headers ?? facts.headers)
}

/** The same news in a `failed` status. */
export function statusError({ code, details }: Refusal) {
  const facts = errorFacts(code)
  return {
    code,
    title: facts.title,
    message: facts.title,
    error_data: { details: details ?? facts.details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
}
