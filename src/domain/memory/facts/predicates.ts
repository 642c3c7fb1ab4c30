/** What can have one value at a time: a new one takes the place of the old. */
const SINGLE: ReadonlySet<string> = new Set(
  `name preferred_name home_address delivery_address billing_address home_city home_country email phone company job_title
  plan language birthday preferred_payment preferred_channel preferred_time preferred_branch diet shoe_size
  clothing_size size delivery_time contact_person episode appointment`.split(/\s+/),
)

/** Models call one thing by many names. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  full_name: 'name',
  customer_name: 'name',
  nickname: 'preferred_name',
  call_me: 'preferred_name',
  address: 'home_address',
  lives_at: 'home_address',
  current_address: 'home_address',
  shipping_address: 'delivery_address',
  lives_in: 'home_city',
  city: 'home_city',
  location: 'home_city',
  country: 'home_country',
  email_address: 'email',
  e_mail: 'email',
  mail: 'email',
  phone_number: 'phone',
  mobile: 'phone',
  telephone: 'phone',
  employer: 'company',
  works_at: 'company',
  works_for: 'company',
  company_name: 'company',
  subscription: 'plan',
  subscription_plan: 'plan',
  preferred_language: 'language',
  date_of_birth: 'birthday',
  birth_date: 'birthday',
  dob: 'birthday',
  payment_method: 'preferred_payment',
  delivery_window: 'delivery_time',
  preferred_delivery_time: 'delivery_time',
  contact_name: 'contact_person',
  point_of_contact: 'contact_person',
  preferred_payment_method: 'preferred_payment',
  allergy: 'allergic_to',
  allergies: 'allergic_to',
  has_allergy: 'allergic_to',
  dietary_preference: 'diet',
  dietary_restriction: 'diet',
  preference: 'prefers',
  preferred: 'prefers',
}

const ENDED = 'no_longer_'
const LONGEST = 60

/** In the one form in which predicates are compared. */
export function predicateOf(written: string): string {
  const tidy = written
    .normalize('NFKC')
    .trim()
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, LONGEST)
  return Object.hasOwn(KNOWN_AS, tidy) ? KNOWN_AS[tidy]! : tidy
}

export const isSingleValued = (predicate: string): boolean => SINGLE.has(predicate)

/** `no_longer_allergic_to` ends what `allergic_to` says. */
export const endOf = (predicate: string): string => `${ENDED}${predicate}`
export const isEnd = (predicate: string): boolean => predicate.startsWith(ENDED)
export const beginningOf = (predicate: string): string => (isEnd(predicate) ? predicate.slice(ENDED.length) : predicate)

/** For comparing values: the same words are the same value, however they are set. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f\u0640\u064b-\u0655]/g, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
