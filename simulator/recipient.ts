import type { Refusal } from './graph-errors.ts'
import { countryCode, type Line, onlyDigits } from './line.ts'
import { Refused } from './parameter.ts'
import type { Person } from './person.ts'
import type { World } from './world.ts'

export const USER_ID = /^[A-Za-z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/
/** Spaces, dashes, brackets and a plus are fine; letters never are. */
const PHONE = /^\s*\+?[\d\s().-]*\d[\d\s().-]*$/

export interface Recipient {
  /** As the business wrote it. */
  readonly input: string
  readonly by: 'phone' | 'user-id'
  /** The number that WhatsApp knows the person by, which may differ from the one that was written. */
  readonly phone: string | undefined
  readonly person: Person | undefined
  /** A user id in `to`: taken for a phone, accepted, and lost. */
  readonly lost: boolean
}

export function recipientOf(
  { people, chaos }: Pick<World, 'people' | 'chaos'>,
  line: Line,
  { to, recipient }: Readonly<Record<string, unknown>>,
): Recipient {
  // Both given: `to` wins.
  if (to !== undefined && to !== '') {
    const input = String(to)
    if (USER_ID.test(input)) return { input, by: 'phone', phone: onlyDigits(input), person: undefined, lost: true }
    if (!PHONE.test(input)) throw new Refused({ code: 131009, details: `Param to: "${input}" is not a phone number.` })
    let dialled = onlyDigits(input)
    if (chaos.strictPhones && !input.trim().startsWith('+')) dialled = countryCode(line.digits) + dialled
    if (dialled === line.digits) throw new Refused({ code: 131021 })
    const person = people.byPhone(dialled)
    return { input, by: 'phone', phone: person?.phone ?? dialled, person, lost: false }
  }
  if (recipient === undefined || recipient === '') throw new Refused(missing('to'))
  const input = String(recipient)
  if (!USER_ID.test(input)) {
    throw new Refused({ code: 131009, details: `Param recipient: "${input}" is not a business-scoped user id.` })
  }
  const person = people.byUserId(input)
  return { input, by: 'user-id', phone: person?.phone, person, lost: false }
}

export const missing = (name: string): Refusal => ({
  code: 100,
  message: `(#100) The parameter ${name} is required.`,
})
