/** Something somebody was recognised by: whose it is, from when on, and until when if it was given up. */
export interface KnownAlias {
  readonly customer: string
  readonly since: number
  readonly until: number | null
}

export interface Claim {
  /** When it was said, by Meta's clock. */
  readonly at: number
  readonly phone: { readonly known: KnownAlias | undefined; readonly ownerHasBsuid: boolean } | undefined
  readonly bsuid: { readonly known: KnownAlias | undefined } | undefined
}

export interface Recognition {
  /** Undefined for somebody new. */
  readonly customer: string | undefined
  /**
   * What becomes of the phone: `theirs` as before, a new `link`, theirs `again` after they gave it up, a `move` from
   * somebody else; `no` where the message came too late to say anything of it, or has none.
   */
  readonly phone: 'theirs' | 'link' | 'again' | 'move' | 'no'
}

/**
 * Who has written. The scoped id is sure: it is never given to anybody else. A phone is: numbers are sold again. A
 * phone that comes with another scoped id than its owner's, or after its owner gave it up, is perhaps a stranger's, and
 * a stranger must not see what the owner had said. A message that comes late takes nothing back that was proven later.
 */
export function recognise({ at, phone, bsuid }: Claim): Recognition {
  const owner = phone?.known
  const isNews = owner === undefined || at >= owner.since
  const gaveUp = owner !== undefined && owner.until !== null && at >= owner.until
  if (bsuid?.known) {
    const { customer } = bsuid.known
    if (!phone) return { customer, phone: 'no' }
    if (!owner) return { customer, phone: 'link' }
    if (owner.customer !== customer) return { customer, phone: isNews ? 'move' : 'no' }
    if (owner.until === null) return { customer, phone: 'theirs' }
    // In the very second of a change only what carries the new id comes after it.
    const isLater = at > owner.until || (at === owner.until && bsuid.known.until === null)
    return { customer, phone: isLater ? 'again' : 'no' }
  }
  if (!phone) return { customer: undefined, phone: 'no' }
  if (!owner) return { customer: undefined, phone: 'link' }
  if (gaveUp || (bsuid && phone.ownerHasBsuid)) return { customer: undefined, phone: isNews ? 'move' : 'no' }
  return { customer: owner.customer, phone: owner.until === null ? 'theirs' : 'no' }
}
