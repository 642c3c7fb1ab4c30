import type { Fields } from '../parameter.ts'

/** What the business has told Meta of a number, and how the number stands. */
export interface NumberRecord {
  status: 'CONNECTED' | 'DISCONNECTED'
  verification: 'VERIFIED' | 'NOT_VERIFIED'
  /** The code of `request_code`, until it was used. */
  code: string | undefined
  /** Of two-step verification. */
  pin: string | undefined
  registeredAt: readonly number[]
  profile: Fields
  automation: Fields | undefined
  settings: Fields
  username: string | undefined
  encryptionKey: string | undefined
  /** Where webhooks of this number go instead. */
  webhook: string | undefined
}

export const createRecord = (): NumberRecord => ({
  status: 'CONNECTED',
  verification: 'VERIFIED',
  code: undefined,
  pin: undefined,
  registeredAt: [],
  profile: {},
  automation: undefined,
  settings: {},
  username: undefined,
  encryptionKey: undefined,
  webhook: undefined,
})
