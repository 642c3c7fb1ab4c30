import type { MemoryStore } from '../flows/memories.ts'
import type { Database } from './database.ts'
import { entriesById, entriesOf, entriesSince } from './entry-pages.ts'
import { facts, keepFacts } from './facts.ts'
import { keepMemories, memories, memory } from './memories.ts'
import { stateOf } from './memory-state.ts'

/** What is known of customers, and of the business. */
export function openMemory({ write, read, readSoon }: Database) {
  return {
    keepMemory: (one) => write(async (tx) => (await keepMemories(tx, [one]))[0]!),
    keepMemories: (many) => write((tx) => keepMemories(tx, many)),
    memory: (scope, id) => readSoon((tx) => memory(tx, scope, id)),
    memories: (list) => read((tx) => memories(tx, list)),

    stateOf: (scope) => readSoon((tx) => stateOf(tx, scope)),
    entriesOf: (scope, page) => readSoon((tx) => entriesOf(tx, scope, page)),
    entriesSince: (scope, since, upTo) => readSoon((tx) => entriesSince(tx, scope, { since, upTo })),
    entriesById: (scope, ids) => readSoon((tx) => entriesById(tx, scope, ids)),

    facts: (query) => readSoon((tx) => facts(tx, query)),
    keepFacts: (kept) => write((tx) => keepFacts(tx, kept)),
  } satisfies Partial<MemoryStore>
}
