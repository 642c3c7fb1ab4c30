import { naming } from '../domain/memory/parameters.ts'
import { MemoryRefused } from '../domain/memory/refused.ts'
import { type MemoryScope, WORLD } from '../domain/memory/scope.ts'
import type { MemoryStore } from './memories.ts'
import type { MemoryAsker } from './memory-asker.ts'
import type { Store } from './store.ts'
import type { Clock, Lines } from './world.ts'

/** Whose memory is meant. Without a `userId` it is what the business (or tenant) itself says. */
export interface Whose {
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
}

export const whose = { userId: naming, customerId: naming }
/** `business` is what others call `customerId`. */
export const ALSO = { business: 'customerId' } as const

export interface ScopeNeeds {
  readonly store: Pick<MemoryStore, 'customerFor'> & Pick<Store, 'findCustomer'>
  readonly clock: Pick<Clock, 'now'>
  readonly lines: Lines
  readonly business: string
}

/** Meta's ids are that long; a tenant may well be called 42. */
const LOOKS_LIKE_META_ID = /^\d{10,}$/
const TENANT = /^[\p{L}\p{N}][\p{L}\p{N}._@:+-]{0,99}$/u

const EVERYBODY = 'world'

export function createScopes({ store, clock, lines, business }: ScopeNeeds) {
  /** The scope without its customer. Throws before anything is read or written. */
  function wide({ userId, customerId = business }: Whose, asker: MemoryAsker): MemoryScope {
    const name = customerId.trim()
    if (name === business) return { business }
    if (name === EVERYBODY) {
      if (!asker.isOwner) throw new MemoryRefused([`customerId ${EVERYBODY} is for owners only.`], 'rights')
      if (userId !== undefined) throw new MemoryRefused([`customerId ${EVERYBODY} has no users: leave userId out.`])
      return { business: WORLD }
    }
    const isLine = lines.all.some(({ phoneNumberId, account }) => name === phoneNumberId || name === account)
    if (isLine || LOOKS_LIKE_META_ID.test(name)) throw new MemoryRefused([splits(isLine, business)])
    if (!TENANT.test(name))
      throw new MemoryRefused(['customerId must be a name of letters, digits and . _ @ : + -, at most 100 of them.'])
    return { business, tenant: name }
  }

  /** For keeping, before anything is done. */
  function check(given: Whose, asker: MemoryAsker): void {
    wide(given, asker)
    if (given.userId === undefined && asker.lines !== 'all') throw new MemoryRefused([WITHOUT_USER], 'rights')
  }

  return {
    check,
    /** For reading: whoever is not known has nothing of their own, and stays unknown. */
    async read(given: Whose, asker: MemoryAsker): Promise<{ scope: MemoryScope; isKnown: boolean }> {
      const scope = wide(given, asker)
      if (given.userId === undefined) return { scope, isKnown: true }
      const customer = await store.findCustomer(business, given.userId)
      return { scope: { ...scope, customer }, isKnown: customer !== undefined }
    },
    /** For keeping: whoever is not known yet becomes a customer. */
    async write(given: Whose, asker: MemoryAsker): Promise<MemoryScope> {
      check(given, asker)
      const scope = wide(given, asker)
      if (given.userId === undefined) return scope
      const customer = await store.customerFor({ business, name: given.userId, now: clock.now() })
      if (customer !== undefined) return { ...scope, customer }
      throw new MemoryRefused([NOBODY])
    },
  }
}

export type Scopes = ReturnType<typeof createScopes>

const splits = (isLine: boolean, business: string) =>
  `customerId is ${isLine ? 'the id of one line or its account' : 'the id of a WhatsApp Business account or number, or looks like one'}: the memory of a customer would be split by number. Leave it out, or write ${business}; memory that was kept so is joined by wabaton memory rekey.`

const WITHOUT_USER =
  'Without a userId this reaches the customers of all lines: only who works on all of them may. Name a userId.'
const NOBODY =
  'userId can be nobody: use a phone with its country code, its hash, a scoped id such as US.1349..., an id that Wabaton gave, or a UUID.'
