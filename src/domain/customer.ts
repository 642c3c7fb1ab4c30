/** Who a webhook says has written. Since usernames came, the phone may be missing; then the scoped id is there. */
export interface Sender {
  readonly phone?: string
  readonly bsuid?: string
  readonly username?: string
  readonly name?: string
}

export type AliasKind = 'phone' | 'bsuid' | 'username'

export interface Alias {
  readonly kind: AliasKind
  readonly value: string
}

/**
 * The aliases a sender can be recognised by, the surest first. A username is kept for people to read but identifies
 * nobody: its owner can change it, and somebody else can take it.
 */
export function recognisableAliases({ bsuid, phone }: Sender): Alias[] {
  const aliases: Alias[] = []
  if (bsuid) aliases.push({ kind: 'bsuid', value: bsuid })
  if (phone) aliases.push({ kind: 'phone', value: phone })
  return aliases
}

/** How Meta is told whom to send to: a phone where we know one, else the scoped id, and never one in the other's field. */
export type Address = { readonly phone: string } | { readonly bsuid: string }

export function addressOf({ phone, bsuid }: Sender): Address | undefined {
  if (phone) return { phone }
  if (bsuid) return { bsuid }
  return undefined
}
