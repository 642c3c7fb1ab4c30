import { MemoryRefused } from './domain/memory/refused.ts'
import type { MemoryStore } from './flows/memories.ts'
import { COMMAND_LINE } from './flows/memory-asker.ts'
import { createMemoryPort, type MemoryPort, type MemoryPortNeeds, type OfWhom } from './flows/memory-port.ts'
import { createScopes } from './flows/memory-scopes.ts'
import type { World } from './flows/world.ts'
import { type Brought, createKnowledge } from './memory/documents/knowledge.ts'
import { createFileReader } from './memory/documents/read-file.ts'
import { createReading } from './memory/documents/reading.ts'

interface Needs extends Omit<MemoryPortNeeds, 'readFile'>, Pick<World, 'log'> {
  readonly store: MemoryPortNeeds['store'] & Pick<MemoryStore, 'originsOf'>
}

export interface FilesToBring extends OfWhom {
  readonly paths: readonly string[]
  readonly documentType?: string | undefined
  readonly prune?: boolean | undefined
  /** Read them again, as long as this server runs, when they change. */
  readonly watch?: boolean | undefined
}

/** What people do with documents where they lie, on the machine of the server. */
export interface DocumentPort {
  bring(files: FilesToBring): Promise<Brought>
  remove(what: OfWhom & { readonly path: string }): Promise<readonly string[]>
}

/** All ways to the memory but those of agents: programs, people, and the files that the business keeps. */
export function createMemories(needs: Needs) {
  const { memory, store, business, clock, log } = needs
  const scopes = createScopes(needs)
  const readFile = createFileReader({
    // Who keeps no PDF need not keep its reader in memory.
    async readPdf(bytes) {
      const { createDocumentReader } = await import('./ai/documents/reader.ts')
      reader ??= createDocumentReader({ maxChars: LONGEST_PDF })
      return reader({ kind: 'file', bytes, mime: 'application/pdf' })
    },
  })
  let reader: ReturnType<typeof import('./ai/documents/reader.ts')['createDocumentReader']> | undefined
  const port: MemoryPort = createMemoryPort({ ...needs, readFile })
  const knowledge = createKnowledge({ memory, store, readFile, folder: process.cwd() })
  const reading = createReading({ knowledge, scope: { business }, clock, log })

  const documents: DocumentPort = {
    async bring({ paths, documentType, prune, watch = false, ...whose }) {
      if (paths.length === 0) throw new MemoryRefused(['Name files or folders.'])
      const scope = await scopes.write(whose, COMMAND_LINE)
      const brought = await knowledge.bring({ scope, paths, documentType, prune })
      if (watch && scope.customer === undefined && scope.tenant === undefined) reading.also(paths)
      return brought
    },
    async remove({ path, ...whose }) {
      const { scope, isKnown } = await scopes.read(whose, COMMAND_LINE)
      return isKnown ? knowledge.remove(scope, path) : []
    },
  }
  return { port, documents, reading }
}

const LONGEST_PDF = 500_000
