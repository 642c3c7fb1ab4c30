import type { Entry } from '../domain/memory/entry.ts'
import { inForm, metadataOf } from '../domain/memory/forms.ts'
import type { KeptMemory } from './memories.ts'
import type { MemoryAsker } from './memory-asker.ts'
import type { KeptRecord } from './memory-port.ts'

/** The memory that a piece belongs to. */
export const bareId = (id: string): string => id.replace(/#.*$/s, '')

/** What the business itself says stands on no line, and is everybody's; of a customer only what stands on theirs. */
export const isSeen = (
  { line }: { line?: string | undefined },
  isCustomers: boolean,
  { lines }: MemoryAsker,
): boolean => lines === 'all' || (line === undefined ? !isCustomers : lines.includes(line))

/** Something that was said elsewhere, and recorded here. */
export const isRecorded = ({ documentType, session }: Pick<KeptMemory, 'documentType' | 'session'>): boolean =>
  documentType === 'ai-chat-conversation' && session !== undefined

export function recordOf(kept: KeptMemory): KeptRecord {
  const { id, body, scope, session, speaker, line, phoneNumberId, metadata, title, origin, ...rest } = kept
  const entry: Entry = {
    ...{ id, source: 'memory', documentType: rest.documentType, text: body, at: rest.at, speaker },
    ...{ session: session ?? id, line, phoneNumberId, metadata },
  }
  return {
    ...{ id, documentType: rest.documentType, document: body, title, metadata: metadataOf(entry), origin, line },
    ...{ at: rest.at, createdAt: rest.createdAt, updatedAt: rest.updatedAt, status: rest.status },
  }
}

/** A message or a step of a handoff, as it is found. */
export function recordOfEntry(entry: Entry): KeptRecord {
  const { id, documentType, at, line } = entry
  return {
    ...{ id, documentType, document: inForm(entry), title: undefined, metadata: metadataOf(entry), origin: undefined },
    ...{ line, at, createdAt: at, updatedAt: at, status: 'completed' },
  }
}
