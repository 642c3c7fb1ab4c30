import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { type WrapOptions, type WrappableModel, wrapModel } from './ai/memory-model.ts'
import { type BoundToolOptions, createSearchTool, createStoreTool } from './ai/memory-tools.ts'
import { MemoryRefused } from './domain/memory/refused.ts'
import type { Spelled } from './domain/memory/spelling.ts'
import { memoryLater } from './flows/memory-later.ts'
import type { FileRecord, MemoryPort, NewlyKept } from './flows/memory-port.ts'

/** A file that lies where the program runs. */
type FileOnDisk = Omit<FileRecord, 'name' | 'bytes'> & { readonly path: string; readonly name?: string | undefined }

/** The memory of customers inside a program. */
export interface WabatonMemory extends Omit<MemoryPort, 'createFromFile'> {
  /** Markdown, text, HTML or PDF, by its path or by its bytes. */
  createFromFile(file: Spelled<FileRecord> | Spelled<FileOnDisk>): Promise<NewlyKept>
  /**
   * A model of the AI SDK that is told before each call what is known of one customer, and records what is said. A fault
   * of the memory costs no answer.
   */
  wrap(model: WrappableModel, options: WrapOptions): LanguageModelV4
  /** Tools of the AI SDK that are bound to one customer: the model names nobody. */
  createSearchTool(options: BoundToolOptions): ReturnType<typeof createSearchTool>
  createStoreTool(options: BoundToolOptions): ReturnType<typeof createStoreTool>
}

export function libraryMemory(there: () => Promise<MemoryPort>): WabatonMemory {
  const port = memoryLater(there)
  return {
    ...port,
    createFromFile: async (given) => port.createFromFile('path' in given ? await withBytes(given) : given),
    wrap: (model, options) => wrapModel(port, model, options),
    createSearchTool: (options) => createSearchTool(port, options),
    createStoreTool: (options) => createStoreTool(port, options),
  }
}

async function withBytes({ path, ...rest }: Spelled<FileOnDisk>): Promise<Spelled<FileRecord>> {
  try {
    return { name: basename(path), ...rest, origin: rest.origin ?? path, bytes: await readFile(path) } as FileRecord
  } catch (error) {
    throw new MemoryRefused([`${path} cannot be read: ${(error as Error).message}.`])
  }
}
