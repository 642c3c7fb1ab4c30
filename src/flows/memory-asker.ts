import type { LineScope } from '../domain/access.ts'
import type { By } from './people.ts'

/** In whose name the memory is asked or changed. */
export interface MemoryAsker {
  readonly by: By
  readonly lines: LineScope
  /** May reach what every business here is told. */
  readonly isOwner: boolean
}

const whoHoldsIt = (source: By['source'], name: string): MemoryAsker => ({
  by: { kind: 'system', id: source, name, source, ip: undefined },
  lines: 'all',
  isOwner: true,
})

/** A program that holds the platform may do all, as may whoever has the machine. */
export const LIBRARY = whoHoldsIt('api', 'library')
export const COMMAND_LINE = whoHoldsIt('command line', 'command line')
