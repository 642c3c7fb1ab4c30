import { chunksOf } from '../domain/memory/chunks.ts'
import { isDocumentType } from '../domain/memory/document-type.ts'
import type { Metadata } from '../domain/memory/metadata.ts'
import { metadata } from '../domain/memory/metadata-parameters.ts'
import { moment, naming, type Parameter, readParameters, Unusable, words } from '../domain/memory/parameters.ts'
import { MemoryRefused } from '../domain/memory/refused.ts'
import type { KeptMemory } from './memories.ts'
import type { Created, NewDocument } from './memory.ts'
import { LIBRARY, type MemoryAsker } from './memory-asker.ts'
import type { MemoryPort, MemoryPortNeeds, NewlyKept } from './memory-port.ts'
import { bareId, isSeen, recordOf } from './memory-records.ts'
import { ALSO, type Scopes, whose } from './memory-scopes.ts'

export const LONGEST_DOCUMENT = 500_000
const LONGEST_TITLE = 300
const MOST_AT_ONCE = 500
const LARGEST_FILE = 10 * 1024 * 1024

const documentType: Parameter<string> = (value) =>
  typeof value === 'string' && isDocumentType(value)
    ? value
    : new Unusable('must be small letters, digits and hyphens, such as support-handoff: at most 64 of them.')

const bytes: Parameter<Uint8Array> = (value) => {
  if (!(value instanceof Uint8Array) || value.length === 0) return new Unusable('must be the bytes of a file.')
  return value.length <= LARGEST_FILE ? value : new Unusable('are too many: a file has at most 10 MB.')
}

const ofRecords = { ...whose, documentType, title: words(LONGEST_TITLE), metadata, line: naming }
const newRecord = { document: words(LONGEST_DOCUMENT), ...ofRecords, at: moment }
const newFile = { name: words(1_000), bytes, ...ofRecords, origin: words(1_000) }
const change = {
  id: naming,
  ...whose,
  document: words(LONGEST_DOCUMENT),
  documentType,
  title: words(LONGEST_TITLE),
  metadata,
}
const key = { id: naming, ...whose }

type Needs = MemoryPortNeeds & { readonly scopes: Scopes }
type Documents = Pick<MemoryPort, 'create' | 'createMany' | 'createFromFile' | 'update' | 'delete'>

/** What is written into the memory by programs and people. */
export function memoryDocuments({ memory, store, clock, lines, scopes, readFile }: Needs): Documents {
  const read = (given: unknown, asker: MemoryAsker) => {
    const values = readParameters(given, { known: newRecord, required: ['document'], also: ALSO })
    scopes.check(values, asker)
    return { ...values, document: values.document!, line: lineOf(values, asker) }
  }

  /** A line that is named must be there, and be one of theirs. */
  function lineOf(
    { line, userId, metadata }: { line?: string; userId?: string; metadata?: Metadata },
    asker: MemoryAsker,
  ): string | undefined {
    const names = lines.all.map(({ name }) => name)
    if (line !== undefined && !names.includes(line))
      throw new MemoryRefused([`line names none of the lines: ${names.join(', ')}.`])
    const tag = names.find((name) => name === metadata?.source_waba)
    const meant = line ?? tag
    if (asker.lines === 'all' || userId === undefined) return meant
    const only = meant ?? (asker.lines.length === 1 ? asker.lines[0] : undefined)
    if (only !== undefined && asker.lines.includes(only)) return only
    throw new MemoryRefused([`line must be one of those you work on: ${asker.lines.join(', ')}.`], 'rights')
  }

  async function newDocument(values: ReturnType<typeof read>, asker: MemoryAsker): Promise<NewDocument> {
    const { document, documentType = 'document', title, metadata, line, at } = values
    return { scope: await scopes.write(values, asker), document, documentType, title, metadata, line, at }
  }

  return {
    async create(given, asker = LIBRARY) {
      return kept(await memory.create(await newDocument(read(given, asker), asker)))
    },
    async createMany(given, asker = LIBRARY) {
      if (!Array.isArray(given) || given.length === 0 || given.length > MOST_AT_ONCE)
        throw new MemoryRefused([`This takes a list of 1 to ${MOST_AT_ONCE} documents.`])
      const all: ReturnType<typeof read>[] = []
      for (const [index, one] of given.entries()) all.push(await inPlace(index, () => read(one, asker)))
      const documents: NewDocument[] = []
      for (const [index, one] of all.entries()) documents.push(await inPlace(index, () => newDocument(one, asker)))
      return (await memory.createMany(documents)).map(kept)
    },
    async createFromFile(given, asker = LIBRARY) {
      const values = readParameters(given, { known: newFile, required: ['name', 'bytes'], also: ALSO })
      scopes.check(values, asker)
      const line = lineOf(values, asker)
      const name = values.name!
      const file = await readFile({ name, bytes: values.bytes! })
      if (file.kind === 'unreadable') throw new MemoryRefused([`${name} cannot be read: ${file.reason}.`])
      const scope = await scopes.write(values, asker)
      const { documentType = file.documentType, title = file.title, origin = name } = values
      const { metadata } = values
      const done = kept(
        await memory.create({ scope, document: file.text, documentType, title, metadata, line, origin }),
      )
      await store.forgetOrigin(scope, origin, [done.id])
      return done
    },
    async update(given, asker = LIBRARY) {
      const values = readParameters(given, { known: change, required: ['id'], also: ALSO })
      const found = await theirs(values, asker)
      if (!found) return undefined
      const { createdAt, updatedAt, status, ...before } = found
      const body = values.document ?? before.body
      const changed = await store.changeMemory({
        ...before,
        body,
        parts: chunksOf(body),
        documentType: values.documentType ?? before.documentType,
        title: values.title ?? before.title,
        metadata: withChanges(before.metadata, values.metadata),
        now: clock.now(),
      })
      const after = changed ? await store.memory(before.scope, before.id) : undefined
      return after && recordOf(after)
    },
    async delete(given, asker = LIBRARY) {
      const values = readParameters(given, { known: key, required: ['id'], also: ALSO })
      const found = await theirs(values, asker)
      if (found) return store.forgetMemory(found.scope, found.id)
      const { scope } = await scopes.read(values, asker)
      if (scope.customer === undefined) return false
      const [entry] = await store.entriesById(scope, [values.id!])
      if (entry?.source !== 'message' || !isSeen(entry, true, asker)) return false
      await store.hideMessages({ scope, messages: [entry.id], now: clock.now() })
      return true
    },
  }

  /** A memory of this very scope that the asker may change. */
  async function theirs(
    values: { id?: string; userId?: string; customerId?: string },
    asker: MemoryAsker,
  ): Promise<KeptMemory | undefined> {
    scopes.check(values, asker)
    const { scope, isKnown } = await scopes.read(values, asker)
    const found = isKnown ? await store.memory(scope, bareId(values.id!)) : undefined
    return found && isSeen(found, scope.customer !== undefined, asker) ? found : undefined
  }
}

function kept(created: Created): NewlyKept {
  if (created.kind === 'refused') throw new MemoryRefused([created.reason])
  return { id: created.id, fresh: created.fresh }
}

/** Null takes a key away. */
const withChanges = (before: Metadata, changes: Metadata = {}): Metadata =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null))

/** Says in which of several it was. */
async function inPlace<Value>(index: number, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof MemoryRefused)) throw error
    throw new MemoryRefused(
      error.faults.map((fault) => `documents[${index}]: ${fault}`),
      error.because,
    )
  }
}
