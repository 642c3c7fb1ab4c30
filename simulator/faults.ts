import { chance } from './world.ts'

/**
 * What goes wrong with a Graph request. A number is an error code, refused for good with its own HTTP status. Names that
 * begin with `accepted` still bring the message to the phone; all others do not.
 */
export type Fault =
  | number
  | NamedFault
  | CodedFault
  /** Accepted, and told later that it failed with this code. */
  | { failed: number; afterMs?: number }
  /** Accepted, and the answer takes so long. */
  | { latency: number }

/** An error code with something of its own: `{ code: 130429, status: 400 }`, `{ code: 131026, status: 200 }`. */
export interface CodedFault {
  readonly code: number
  /** Sources name 400 and 429 for the same limits; 200 stands around an error now and then. */
  readonly status?: number
  readonly subcode?: number
  readonly details?: string
  /** `retry-after`, `x-app-usage`, `x-business-use-case-usage`. */
  readonly headers?: Record<string, string>
  /** The message arrives all the same. */
  readonly accepted?: boolean
}

export const NAMED_FAULTS = [
  /** Error 131000 for a message that arrives: the ambiguous case. */
  'accepted-131000',
  /** A 502 page from the edge. */
  'html-502',
  'accepted-html-502',
  /** A 500 that is not JSON. */
  'bare-500',
  'accepted-bare-500',
  /** Status 200 around error 131016. */
  'error-in-200',
  /** 429 without JSON, with Retry-After. */
  'plain-429',
  'refused',
  /** The connection broke before a byte of the request had left. */
  'reset-before-bytes',
  'reset',
  'accepted-reset',
  /** No answer, ever. */
  'hang',
  'accepted-hang',
] as const
export type NamedFault = (typeof NAMED_FAULTS)[number]

/** What kind of call: a message, a read receipt (with or without typing), a file up or down, a template, or anything else. */
export type CallKind = 'send' | 'read' | 'media' | 'template' | 'other'

export interface FaultScope {
  /** How many calls it meets, 1 unless told. */
  times?: number
  /** Phone number id. */
  line?: string
  /** The recipient: digits of the phone, or the business-scoped user id. */
  to?: string
  /** Which calls it meets; messages unless told. */
  call?: CallKind | 'any'
}

export interface Call {
  readonly kind: CallKind
  readonly line: string
  readonly to: string | undefined
}

export interface Faults {
  /** The next calls that fit meet this fault. */
  next(fault: Fault, scope?: FaultScope): void
  /** Messages, or the calls that fit, meet this fault with this probability; 0 ends it. */
  rate(fault: Fault, probability: number, scope?: Omit<FaultScope, 'times'>): void
  clear(): void
  readonly planned: readonly { fault: Fault; left: number; scope: FaultScope }[]
  readonly rates: readonly { fault: Fault; probability: number; scope?: FaultScope }[]
}

export interface FaultBook extends Faults {
  take(call: Call): Fault | undefined
}

export function createFaults(random: () => number, changed: () => void): FaultBook {
  let planned: { fault: Fault; left: number; scope: FaultScope }[] = []
  const rates = new Map<string, { fault: Fault; probability: number; scope?: FaultScope }>()
  return {
    next(fault, scope = {}) {
      check(fault)
      planned.push({ fault, left: scope.times ?? 1, scope })
      changed()
    },
    rate(fault, probability, scope) {
      check(fault)
      const key = JSON.stringify([fault, scope])
      if (probability > 0) rates.set(key, { fault, probability, ...(scope && { scope }) })
      else rates.delete(key)
      changed()
    },
    clear() {
      planned = []
      rates.clear()
      changed()
    },
    get planned() {
      return planned
    },
    get rates() {
      return [...rates.values()]
    },
    take(call) {
      const plan = planned.find(({ scope }) => fits(scope, call))
      if (plan) {
        plan.left--
        if (plan.left <= 0) planned = planned.filter((other) => other !== plan)
        changed()
        return plan.fault
      }
      for (const { fault, probability, scope = {} } of rates.values()) {
        if (fits(scope, call) && chance(random, probability)) return fault
      }
      return undefined
    },
  }
}

function check(fault: Fault) {
  const known =
    typeof fault === 'string'
      ? NAMED_FAULTS.includes(fault)
      : typeof fault === 'number' || 'code' in fault || 'failed' in fault || 'latency' in fault
  if (!known)
    throw new Error(`"${String(fault)}" is no fault. Use an error code or one of: ${NAMED_FAULTS.join(', ')}.`)
}

function fits({ line, to, call = 'send' }: FaultScope, request: Call) {
  if (call !== 'any' && call !== request.kind) return false
  if (line !== undefined && line !== request.line) return false
  return to === undefined || plain(to) === plain(request.to ?? '')
}

/** Phones are compared by their digits, user ids as they are. */
const plain = (recipient: string) => (/^[A-Za-z]{2}\./.test(recipient) ? recipient : recipient.replace(/\D/g, ''))
