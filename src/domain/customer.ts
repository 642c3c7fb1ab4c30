/** Who a webhook says has written. Since usernames came, the phone may be missing; then the scoped id is there. */
export interface Sender {
  /** Digits, without the `+`. */
  readonly phone?: string
  /** Business-scoped user id: one for all numbers of a portfolio, and of no use in another. */
  readonly bsuid?: string
  /** The same across linked portfolios, where Meta has allowed one. */
  readonly parentBsuid?: string
  /** For people to read. It identifies nobody: its owner can change it, and somebody else can take it. */
  readonly username?: string
  readonly name?: string
}

/** What a customer can be recognised by. The last two are other names of a phone, by which memory may come before it. */
export type AliasKind = 'phone' | 'bsuid' | 'parent-bsuid' | 'user-id' | 'digest'

/** How Meta is told whom to send to: a phone where we know one, else the scoped id, and never one in the other's field. */
export type Address = { readonly phone: string } | { readonly bsuid: string }

export function addressOf({ phone, bsuid }: { phone: string | null; bsuid: string | null }): Address | undefined {
  if (phone !== null) return { phone }
  if (bsuid !== null) return { bsuid }
  return undefined
}
