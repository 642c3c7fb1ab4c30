import type { LineScope } from '../domain/access.ts'

/** In whose name the memory is asked or changed. */
export interface MemoryAsker {
  /** As records name who did something. */
  readonly by: string
  readonly lines: LineScope
  /** May reach what every business here is told. */
  readonly isOwner: boolean
}

/** A program that holds the platform may do all. */
export const LIBRARY: MemoryAsker = { by: 'library', lines: 'all', isOwner: true }
