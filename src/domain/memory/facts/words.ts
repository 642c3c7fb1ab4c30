/** What a rule looks for; `values.ts` says what may stand there. */
export type Meaning =
  | 'allergic_to'
  | 'no_longer_allergic_to'
  | 'cannot_eat'
  | 'diet'
  | 'no_longer_diet'
  | 'health_condition'
  | 'prefers'
  | 'likes'
  | 'dislikes'
  | 'always'
  | 'never'
  | 'preferred_name'
  | 'moved_to'
  | 'lives_in'
  | 'comes_from'
  | 'company'
  | 'job_title'
  | 'changed_to'
  | 'reach_at'
  | 'language'
  | 'preferred_payment'
  | 'appointment'

export type Attribute =
  | 'name'
  | 'home_address'
  | 'delivery_address'
  | 'billing_address'
  | 'email'
  | 'phone'
  | 'company'
  | 'birthday'
  | 'home_city'
  | 'size'
  | 'plan'
  | 'language'
  | 'preferred_payment'
  | 'favourite'

/**
 * How people speak of themselves in one language: small, without accents. A space is any space; `V` is the value, up to
 * the next word of a rule or the end of what is said.
 */
export interface FactWords {
  readonly language: string
  readonly script?: 'devanagari' | 'arabic'
  /** Before an attribute: `my`. */
  readonly my: string
  readonly attributes: Readonly<Partial<Record<Attribute, string>>>
  /** Beside an attribute, before or after it: `new`. */
  readonly beside: string
  /** Between an attribute and its value: `is`. */
  readonly is: string
  /** Where the verb ends the sentence. */
  readonly isAfter?: string
  /** `change my A to V`. */
  readonly change?: string
  readonly says: readonly (readonly [meaning: Meaning | Attribute, pattern: string])[]
  /** Whoever says this first says nothing of how things are: if, they think that, do you. */
  readonly blockers: string
  /** Where a value ends. */
  readonly stops: string
  /** No value begins so: not, it, you. */
  readonly noValue: string
}
