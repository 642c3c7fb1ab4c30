import type { Metadata } from './metadata.ts'

export type Speaker = 'customer' | 'agent' | 'teammate' | 'system'

/** One thing that can be found: a message, a step of a handoff, a document or a piece of one. */
export interface Entry {
  /** Of the message, the step (`<handoff>/began`, `<handoff>/released`) or the memory; a piece is `<memory>#<part>`. */
  readonly id: string
  readonly source: 'message' | 'handoff' | 'memory'
  readonly documentType: string
  /** The bare words; `inForm` (forms.ts) writes them as the memory API shows them. */
  readonly text: string
  readonly at: number
  readonly speaker: Speaker
  /** Of the teammate who wrote it, of the document, of the heading that a piece stands under. */
  readonly name?: string | undefined
  /** What was said in one conversation belongs together; pieces of one document do. */
  readonly session: string
  /** The line it was said on, by its name; undefined where it came from elsewhere. */
  readonly line?: string | undefined
  readonly phoneNumberId?: string | undefined
  /** What people called the line then, where there were several. */
  readonly lineShownAs?: string | undefined
  /** What was given with it, over what `metadataOf` (forms.ts) says by itself. */
  readonly metadata: Metadata
}
