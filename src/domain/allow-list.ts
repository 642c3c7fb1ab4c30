import type { Sender } from './customer.ts'
import { phoneForms } from './phone.ts'

/** Digits of phones, and scoped ids. Undefined is everybody. */
export type AllowList = readonly string[] | undefined

/** Who is on no list, or comes without the number that is, may not write. */
export function isAllowed(list: AllowList, { phone, bsuid, parentBsuid }: Sender): boolean {
  if (list === undefined) return true
  const names = [bsuid, parentBsuid, ...(phone === undefined ? [] : phoneForms(phone))]
  return names.some((name) => name !== undefined && list.includes(name))
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Who may not write is told so, and not again for a day: whoever goes on writing must not be answered for ever. */
export function mayTellRefused(lastToldAt: number | undefined, now: number): boolean {
  return lastToldAt === undefined || now - lastToldAt >= DAY_MS
}
