/** A line of what an agent is told of a customer before a turn. */
export interface RecollectedLine {
  /** Of the fact, the message, the handoff or the piece of knowledge: a briefing can cite it. */
  readonly id: string
  readonly kind:
    | 'instruction'
    | 'commitment'
    | 'profile'
    | 'preference'
    | 'fact'
    | 'case'
    /** A note that a colleague on another line has left for this one. */
    | 'note'
    | 'passage'
    /** What the business itself says: documents. */
    | 'knowledge'
  readonly text: string
  readonly at: number
  /** Who said it: `Customer`, `Agent`, `Human agent`, the title of a document. */
  readonly who: string
  readonly line: string | undefined
}

/** What one turn is given: data, in this order, never instructions. */
export interface Recollection {
  readonly lines: readonly RecollectedLine[]
  /** So many were kept back by rules between lines. */
  readonly withheld: number
  /** Whether the business has documents, and whether any of them speaks of what was asked. */
  readonly knowledge: 'none' | 'silent' | 'told'
  /** As counted for the budget. */
  readonly tokens: number
}

export const NOTHING: Recollection = { lines: [], withheld: 0, knowledge: 'none', tokens: 0 }
