import type { Consent, ConsentEntry, ConsentSource, ConsentState } from '../domain/consent.ts'
import type { Sender } from '../domain/customer.ts'
import type { By } from './people.ts'
import type { ConversationKey, Work } from './store.ts'

/** Something that is said of a customer's marketing, with its proof. */
export interface GivenConsent {
  /** Any name of theirs. */
  readonly customer: string
  readonly state: ConsentState
  readonly source: Extract<ConsentSource, 'teammate' | 'program' | 'import'>
  readonly evidence: string
  readonly words?: string | undefined
  readonly at: number
}

export interface ConsentKeeping {
  readonly business: string
  readonly given: readonly GivenConsent[]
  /** Whoever is not known yet is known from now on, and bound by it when they write. */
  readonly meets: boolean
  /** Only looks what would come of it. */
  readonly dry?: boolean
  readonly by: By
  readonly now: number
}

export type ConsentKept =
  | { readonly kind: 'kept'; readonly customer: string | undefined; readonly consent: Consent; readonly fresh: boolean }
  /** They have said no themselves: a yes that the business tells of is not kept. */
  | { readonly kind: 'theirs'; readonly customer: string; readonly consent: Consent }
  | { readonly kind: 'unknown-customer' }

/** What somebody has chosen in WhatsApp itself. */
export interface Preference {
  readonly business: string
  readonly who: Sender
  readonly line: string | undefined
  readonly state: ConsentState
  readonly at: number
  readonly now: number
}

/** What the store keeps of who wants marketing. */
export interface ConsentStore {
  /** One answer for each. */
  keepConsents(keeping: ConsentKeeping): Promise<readonly ConsentKept[]>
  keepPreference(preference: Preference): Promise<void>
  /** The latest first; undefined where there is no such customer. */
  consentOf(key: { business: string; customer: string }): Promise<readonly ConsentEntry[] | undefined>
  /** Why this template would not leave for this customer, as it stands now. */
  marketingRefusal(asked: {
    business: string
    customer: string
    template: { readonly name: string; readonly language: string }
  }): Promise<string | undefined>
  /** Which of these messages were taken as words on marketing, by their wamids. */
  consentsSaid(asked: { business: string; wamids: readonly string[] }): Promise<ReadonlyMap<string, ConsentState>>
  /** The messages are answered, and the customer told so, in one transaction. False where somebody else was faster. */
  confirmConsent(confirming: Confirming): Promise<boolean>
}

export interface Confirming {
  readonly work: Work
  readonly conversation: ConversationKey
  /** Of the messages that say it. */
  readonly positions: readonly number[]
  readonly because: string
  readonly id: string
  readonly text: string
  readonly now: number
}
