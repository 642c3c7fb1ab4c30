import { type Bucket, createBucket } from './bucket.ts'
import { createRecord, type NumberRecord } from './number/record.ts'
import type { Person } from './person.ts'

/** A WhatsApp number of the business. */
export interface SimulatedLine {
  phoneNumberId: string
  wabaId: string
  displayPhoneNumber: string
  name: string
  /** When it differs from the simulator's own. */
  accessToken?: string
  /** Messages a second, 80 unless told. */
  throughput?: number
  /** Shared with the WhatsApp Business app, which Meta holds to 20 messages a second. */
  coexistence?: boolean
  /** Webhooks carry the customer's identity hash, so that a changed identity can be noticed. */
  identityCheck?: boolean
  /** Of the number, GREEN unless told. */
  quality?: 'GREEN' | 'YELLOW' | 'RED' | 'NA'
}

/** A line and what Meta keeps about it. */
export interface Line {
  readonly details: SimulatedLine
  readonly phoneNumberId: string
  /** Digits only, as webhooks write it. */
  readonly digits: string
  readonly throughput: Bucket
  /** One bucket a customer: Meta limits how fast one person is written to. */
  readonly pairs: Map<string, Bucket>
  /** Service messages delivered, by month: the first thousand are free. */
  readonly delivered: Map<string, number>
  /** Who the business has blocked: what they write reaches nobody. */
  readonly silenced: Set<Person>
  /** What the business has set, and how the number stands. */
  readonly record: NumberRecord
  /** Where webhooks of the account go instead. */
  accountWebhook: string | undefined
  /** Whether the app listens to the line's WABA. */
  subscribed: boolean
}

const DEFAULT_THROUGHPUT = 80
const COEXISTENCE_THROUGHPUT = 20

/** 45 at once, then one every 6 seconds. */
const PAIR = { capacity: 45, refillMs: 6_000 }

export function createLine(details: SimulatedLine): Line {
  const capacity = details.coexistence ? COEXISTENCE_THROUGHPUT : (details.throughput ?? DEFAULT_THROUGHPUT)
  return {
    details,
    phoneNumberId: details.phoneNumberId,
    digits: onlyDigits(details.displayPhoneNumber),
    throughput: createBucket({ capacity, refillMs: 1000 / capacity }),
    pairs: new Map(),
    delivered: new Map(),
    silenced: new Set(),
    record: createRecord(),
    accountWebhook: undefined,
    subscribed: true,
  }
}

export function pairBucket(line: Line, phone: string): Bucket {
  let bucket = line.pairs.get(phone)
  if (!bucket) {
    bucket = createBucket(PAIR)
    line.pairs.set(phone, bucket)
  }
  return bucket
}

export const onlyDigits = (phone: string) => phone.replace(/\D/g, '')

const COUNTRY_CODE = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** The country code of a number in digits. */
export const countryCode = (digits: string) => COUNTRY_CODE.exec(digits)?.[1] ?? ''
