import type { PhoneHash } from '../domain/phone.ts'
import type { MemoryStore } from '../flows/memories.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { changeFact, hideMessages } from './change-facts.ts'
import { changeMemory, forgetMemory, forgetOrigin, originsOf } from './change-memory.ts'
import { customerFor } from './customer-for.ts'
import type { Database } from './database.ts'
import { drawn, undrawn } from './drawing.ts'
import { entriesById, entriesOf, entriesSince } from './entry-pages.ts'
import { eraseCustomer, erasures, noteLeftovers } from './erase.ts'
import { exportCustomer } from './export.ts'
import { facts, keepFacts } from './facts.ts'
import { leftoversOf } from './leftovers.ts'
import { keepMemories, memories, memory } from './memories.ts'
import { stateOf } from './memory-state.ts'
import { rekey } from './rekey.ts'
import { remember, unremembered } from './remembering.ts'
import { keepVectors, vectorsOf } from './vectors.ts'

interface MemoryNeeds {
  readonly ids: Ids
  readonly hash: PhoneHash
  /** Whether facts are drawn from what is said. */
  readonly draws: () => boolean
  readonly onErased: (key: { readonly business: string; readonly customer: string }) => void
}

/** What is known of customers, and of the business. */
export function openMemory(database: Database, { ids, hash, draws, onErased }: MemoryNeeds) {
  const { write, writeSoon, read, readSoon } = database
  return {
    customerFor: (named) => write((tx) => customerFor(tx, named, { ids, hash })),
    keepMemory: (one) => write(async (tx) => (await keepMemories(tx, [one], { draws: draws() }))[0]!),
    keepMemories: (many) => write((tx) => keepMemories(tx, many, { draws: draws() })),
    memory: (scope, id) => readSoon((tx) => memory(tx, scope, id)),
    memories: (list) => read((tx) => memories(tx, list)),
    changeMemory: (changed) => write((tx) => changeMemory(tx, changed)),
    forgetMemory: (scope, id) => write((tx) => forgetMemory(tx, scope, id)),
    forgetOrigin: (scope, origin, but) => write((tx) => forgetOrigin(tx, { scope, origin, but })),
    originsOf: (scope) => read((tx) => originsOf(tx, scope)),

    stateOf: (scope) => readSoon((tx) => stateOf(tx, scope)),
    entriesOf: (scope, page) => readSoon((tx) => entriesOf(tx, scope, page)),
    entriesSince: (scope, since, upTo) => readSoon((tx) => entriesSince(tx, scope, { since, upTo })),
    entriesById: (scope, wanted) => readSoon((tx) => entriesById(tx, scope, wanted)),

    vectorsOf: (wanted) => readSoon((tx) => vectorsOf(tx, wanted)),
    keepVectors: (kept) => writeSoon((tx) => keepVectors(tx, kept)),

    facts: (query) => readSoon((tx) => facts(tx, query)),
    keepFacts: (kept) => write((tx) => keepFacts(tx, kept)),
    changeFact: (change) => write((tx) => changeFact(tx, change, ids)),
    hideMessages: (hidden) => write((tx) => hideMessages(tx, hidden)),
    unremembered: (conversation) => readSoon((tx) => unremembered(tx, conversation)),
    remember: (done) => write((tx) => remember(tx, done)),
    undrawn: (wanted) => readSoon((tx) => undrawn(tx, wanted)),
    drawn: (done) => write((tx) => drawn(tx, done)),

    async exportCustomer(asked) {
      const { business, customer, by, now } = asked
      const exported = await read((tx) => exportCustomer(tx, asked, hash))
      const entry = { business, at: now, by, action: 'customer.exported', subject: customer }
      if (Object.keys(exported).length > 0) await write((tx) => audit(tx, ids, entry))
      return exported
    },
    async eraseCustomer(erasure) {
      const erased = await write((tx) => eraseCustomer(tx, erasure, { ids, hash }))
      if (!erased) return undefined
      const { business, ids: gone } = erased.known
      for (const customer of gone.customer) onErased({ business, customer })
      await database.scrub()
      const receipt = { ...erased.receipt, leftovers: await leftoversOf(database, erased.known) }
      if (receipt.leftovers.length > 0) await write((tx) => noteLeftovers(tx, receipt))
      return receipt
    },
    erasures: (business) => read((tx) => erasures(tx, business)),
    rekey: (options) => write((tx) => rekey(tx, options, ids)),
  } satisfies MemoryStore
}
