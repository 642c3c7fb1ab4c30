/**
 * Whose a memory is. A customer's is private; a tenant's is seen by all customers of that tenant, the business's by
 * everybody, the world's by every business here.
 */
export interface MemoryScope {
  readonly business: string
  /** Undefined is the business itself. Tenants never see each other's. */
  readonly tenant?: string | undefined
  readonly customer?: string | undefined
}

/** Stands for every business. */
export const WORLD = '*'

/** A scope within its business, as a key. Tenants are named by others: no name of theirs may read as another scope. */
export function scopeKey({ tenant, customer }: Omit<MemoryScope, 'business'>): string {
  const parts = [
    tenant !== undefined && `tenant:${encodeURIComponent(tenant.toWellFormed())}`,
    customer !== undefined && `customer:${customer}`,
  ]
  return parts.filter(Boolean).join('/') || 'business'
}

/** What a question within a scope is answered from: the narrowest first. */
export function scopesSeenFrom({ business, tenant, customer }: MemoryScope): readonly MemoryScope[] {
  return [
    ...(customer === undefined ? [] : [{ business, tenant, customer }]),
    ...(tenant === undefined ? [] : [{ business, tenant }]),
    { business },
    { business: WORLD },
  ]
}
