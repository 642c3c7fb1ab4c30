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
  | 'moved_at'
  | 'shaped'

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
  | 'contact_person'
  | 'delivery_time'

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
  readonly changes?: ChangeWords
  /** Whoever says this first says nothing of how things are: if, they think that, do you. */
  readonly blockers: string
  /** Where a value ends. */
  readonly stops: string
  /** No value begins so: not, it, you. */
  readonly noValue: string
}

/**
 * How people say in one language that something is no longer as it was. `A` is any attribute, `W` a value with words after
 * it.
 */
export interface ChangeWords {
  readonly attributes: FactWords['attributes']
  /** What an attribute is called only where it is changed: `switch my payment to`. */
  readonly wider: FactWords['attributes']
  readonly attribute: readonly string[]
  /** What a `shaped` value is, its form says. */
  readonly says: FactWords['says']
  /** They live somewhere else now: the address that follows is theirs. */
  readonly moved: string
  /** What stands before that address. */
  readonly at: string
  /** What stands after it. */
  readonly ends?: string
}
