import { contextText } from '../domain/memory/context-text.ts'
import { metadataFilter } from '../domain/memory/metadata-parameters.ts'
import { flag, naming, oneOf, readParameters, wait, whole, words } from '../domain/memory/parameters.ts'
import { MemoryRefused } from '../domain/memory/refused.ts'
import { scopesSeenFrom } from '../domain/memory/scope.ts'
import type { KeptMemory } from './memories.ts'
import type { Found } from './memory.ts'
import { LIBRARY, type MemoryAsker } from './memory-asker.ts'
import type { KeptRecord, MemoryPort, MemoryPortNeeds, RecordStatus } from './memory-port.ts'
import { bareId, isRecorded, isSeen, recordOf, recordOfEntry } from './memory-records.ts'
import { ALSO, type Scopes, whose } from './memory-scopes.ts'
import { sleep } from './world.ts'

const LONGEST_QUERY = 4_000
export const MOST_RESULTS = 50
const USUAL_RESULTS = 10
const MOST_TOKENS = 2_000
const MOST_LISTED = 200
const USUAL_LISTED = 50
const USUAL_WAIT = 30_000

const asked = { query: words(LONGEST_QUERY), ...whose, line: naming }
const search = {
  ...asked,
  metadataFilter,
  maxResults: whole(1, MOST_RESULTS),
  mode: oneOf('fast', 'accurate'),
  includeHistory: flag,
}
const context = { ...asked, conversationId: naming, maxTokens: whole(1, MOST_TOKENS) }
const key = { id: naming, ...whose }
const list = { ...whose, documentType: naming, before: naming, maxResults: whole(1, MOST_LISTED) }

type Needs = MemoryPortNeeds & { readonly scopes: Scopes }
type Questions = Pick<MemoryPort, 'search' | 'context' | 'get' | 'list' | 'status' | 'wait'>

/** What is asked of the memory. Nobody becomes a customer by it. */
export function memoryQuestions({ memory, store, clock, lines, scopes }: Needs): Questions {
  function checked(line: string | undefined, asker: MemoryAsker) {
    const names = lines.all.map(({ name }) => name)
    if (line !== undefined && !names.includes(line))
      throw new MemoryRefused([`line names none of the lines: ${names.join(', ')}.`])
    if (line !== undefined && asker.lines !== 'all' && !asker.lines.includes(line))
      throw new MemoryRefused([`line must be one of those you work on: ${asker.lines.join(', ')}.`], 'rights')
  }
  const within = ({ lines }: MemoryAsker) => (lines === 'all' ? undefined : lines)

  async function get(given: { id?: string; userId?: string; customerId?: string }, asker: MemoryAsker) {
    const { scope, isKnown } = await scopes.read(given, asker)
    if (!isKnown) return undefined
    const id = given.id!
    for (const one of scopesSeenFrom(scope)) {
      const kept = await store.memory(one, bareId(id))
      if (kept) return isSeen(kept, one.customer !== undefined, asker) ? recordOf(kept) : undefined
    }
    const [entry] = scope.customer === undefined ? [] : await store.entriesById(scope, [id])
    return entry && isSeen(entry, true, asker) ? recordOfEntry(entry) : undefined
  }
  const readKey = (given: unknown) => readParameters(given, { known: key, required: ['id'], also: ALSO })

  return {
    async search(given, asker = LIBRARY) {
      const values = readParameters(given, { known: search, required: ['query'], also: ALSO })
      const { query, line, metadataFilter: filter, maxResults: most = USUAL_RESULTS, mode } = values
      checked(line, asker)
      const { scope } = await scopes.read(values, asker)
      const only = line !== undefined && { line, ownLineOnly: true }
      const { includeHistory: history } = values
      const asked = { scope, query: query!, ...only, lines: within(asker), filter, most, mode, history }
      return (await memory.search(asked)).map((found) => ({ ...found, ...quotesSeen(found, asker) }))
    },
    async context(given, asker = LIBRARY) {
      const values = readParameters(given, { known: context, required: ['query'], also: ALSO })
      const { query, line, conversationId: conversation, maxTokens: budget } = values
      checked(line, asker)
      const { scope } = await scopes.read(values, asker)
      const found = await memory.recall({ scope, query: query!, line, conversation, budget, lines: within(asker) })
      const { lines: items, tokens, withheld } = found
      return { text: contextText(items), items, tokens, withheld }
    },
    get: async (given, asker = LIBRARY) => get(readKey(given), asker),
    async list(given, asker = LIBRARY) {
      const values = readParameters(given, { known: list, also: ALSO })
      const { documentType, maxResults: most = USUAL_LISTED } = values
      const { scope, isKnown } = await scopes.read(values, asker)
      const found: KeptRecord[] = []
      let page: readonly KeptMemory[] = []
      for (let { before } = values; isKnown && found.length < most; before = page.at(-1)!.id) {
        page = await store.memories({ scope, documentType, before, most: MOST_LISTED })
        const seen = page.filter((one) => !isRecorded(one) && isSeen(one, scope.customer !== undefined, asker))
        found.push(...seen.map(recordOf))
        if (page.length < MOST_LISTED) break
      }
      return found.slice(0, most)
    },
    async status(given, asker = LIBRARY) {
      return (await get(readKey(given), asker))?.status
    },
    async wait(given, asker = LIBRARY) {
      const known = { ...key, timeout: wait }
      const values = readParameters(given, { known, required: ['id'], also: ALSO })
      const { timeout = USUAL_WAIT, ...asked } = values
      const until = clock.now() + timeout
      for (let pause = 25; ; pause = Math.min(pause * 2, 1_000)) {
        const status: RecordStatus | undefined = (await get(asked, asker))?.status
        const left = until - clock.now()
        if (status !== 'processing' || left <= 0) return status
        await sleep(clock, Math.min(pause, left))
      }
    },
  }
}

/** A fact may rest on words of several lines: of others than theirs nobody is shown them. */
function quotesSeen({ fact, at, line }: Found, { lines }: MemoryAsker): Partial<Found> {
  if (!fact || lines === 'all') return {}
  const sources = fact.sources.filter((source) => source.line !== undefined && lines.includes(source.line))
  const last = sources.at(-1)
  return { fact: { ...fact, sources }, at: last?.at ?? at, line: last ? last.line : line }
}
