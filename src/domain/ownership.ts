import type { Owner } from './conversation.ts'

/** Somebody of the business, or a program in their place. The name is for people and may change; the id may not. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** Who has a conversation. The epoch moves on with every change: what was prepared before it is recognised by it. */
export interface Ownership {
  readonly owner: Owner
  readonly epoch: number
  /** Set while a teammate owns it. */
  readonly teammate: Person | undefined
}

/** What may move it. */
export type Step =
  /** People are called. */
  | { readonly kind: 'call' }
  /** `over`: also from another teammate. */
  | { readonly kind: 'claim'; readonly by: Person; readonly over: boolean }
  | { readonly kind: 'assign'; readonly to: Person }
  /** Writing to the customer takes the conversation, from wherever it is written; never from another teammate. */
  | { readonly kind: 'reply'; readonly by: Person; readonly over: boolean }
  /** Whoever has it cannot go on: it waits for somebody else. */
  | { readonly kind: 'put-back' }
  | { readonly kind: 'release' }
  /** The last step is taken back. */
  | { readonly kind: 'restore'; readonly owner: Owner; readonly teammate: Person | undefined }
export type StepKind = Step['kind']

export type Moved =
  | { readonly kind: 'moved'; readonly to: Ownership; readonly handoff: 'opens' | 'goes-on' | 'closes' }
  /** It is so already. */
  | { readonly kind: 'unmoved' }
  | { readonly kind: 'refused'; readonly because: 'another-teammate' | 'nobody-has-it' }

/**
 * The one place that knows how a conversation changes hands. A handoff is open exactly while the agent does not own it.
 */
export function moveOwner(from: Ownership, step: Step): Moved {
  switch (step.kind) {
    case 'call':
      return from.owner === 'agent' ? moved(from, 'waiting', undefined) : UNMOVED
    case 'claim':
    case 'reply':
      if (isWith(from, step.by)) return UNMOVED
      if (from.owner === 'teammate' && !step.over) return { kind: 'refused', because: 'another-teammate' }
      return moved(from, 'teammate', step.by)
    case 'assign':
      return isWith(from, step.to) ? UNMOVED : moved(from, 'teammate', step.to)
    case 'put-back':
      if (from.owner === 'agent') return NOBODY
      return from.owner === 'waiting' ? UNMOVED : moved(from, 'waiting', undefined)
    case 'release':
      return from.owner === 'agent' ? NOBODY : moved(from, 'agent', undefined)
    case 'restore':
      return moved(from, step.owner, step.teammate)
  }
}

const UNMOVED: Moved = { kind: 'unmoved' }
const NOBODY: Moved = { kind: 'refused', because: 'nobody-has-it' }

const isWith = ({ owner, teammate }: Ownership, person: Person) => owner === 'teammate' && teammate?.id === person.id

function moved(from: Ownership, owner: Owner, teammate: Person | undefined): Moved {
  return { kind: 'moved', to: { owner, epoch: from.epoch + 1, teammate }, handoff: handoffOf(from.owner, owner) }
}

function handoffOf(from: Owner, to: Owner) {
  if (from === 'agent') return to === 'agent' ? 'goes-on' : 'opens'
  return to === 'agent' ? 'closes' : 'goes-on'
}
