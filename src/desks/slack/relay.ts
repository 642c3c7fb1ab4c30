import type { Owner } from '../../domain/conversation.ts'
import type { Person } from '../../domain/ownership.ts'
import type { Relay } from '../../domain/slack.ts'
import type { HandoffStep } from '../../flows/store.ts'

/** Who had a conversation at some time, as far as its steps tell. */
export type Holder = { readonly owner: Owner; readonly teammate: string | undefined } | 'unknown'

const MOVES = ['opened', 'claim', 'assign', 'reply', 'put-back', 'release', 'auto-released', 'undo']

/**
 * Who had it when something was written. What was written as a remark beside somebody else's case is still that when it
 * arrives late, whoever has the case by then.
 */
export function holderAt(at: number, steps: readonly Pick<HandoffStep, 'kind' | 'by' | 'at'>[], now: Holder): Holder {
  const moves = steps.filter(({ kind }) => MOVES.includes(kind)).toSorted((one, other) => one.at - other.at)
  const last = moves.findLastIndex((step) => step.at <= at)
  if (last === moves.length - 1) return now
  // A thread may hold an earlier handoff: between the two the agent had it.
  if (last < 0) return { owner: 'agent', teammate: undefined }
  const step = moves[last]!
  switch (step.kind) {
    case 'claim':
    case 'reply':
      return step.by ? { owner: 'teammate', teammate: step.by.id } : 'unknown'
    case 'opened':
    case 'put-back':
      return { owner: 'waiting', teammate: undefined }
    case 'release':
    case 'auto-released':
      return { owner: 'agent', teammate: undefined }
    default:
      return 'unknown'
  }
}

/** Slack's clock and ours differ by this much at most; what was written as a case changed hands is in doubt. */
export const DOUBT_MS = 2_000

/** All who may have had it then. `root`: when its thread was begun, before which nobody wrote there. */
export function holdersAround(
  at: number,
  steps: Parameters<typeof holderAt>[1],
  { now, root }: { now: Holder; root: number },
): readonly Holder[] {
  const opened = Math.min(...steps.map((step) => step.at))
  const begun = root >= opened - DOUBT_MS ? Math.min(opened, at) : 0
  const from = Math.max(at - DOUBT_MS, begun)
  const between = steps.filter((step) => step.at > from && step.at <= at).map((step) => step.at - 1)
  return [from, ...between, at].map((each) => holderAt(each, steps, now))
}

export type Verdict =
  /** It goes to the customer. `over`: also from another teammate. */
  | { readonly kind: 'reply'; readonly over: boolean }
  | { readonly kind: 'note'; readonly text: string }
  /** Nothing was decided: whoever wrote it says what it is. */
  | { readonly kind: 'ask'; readonly because: 'another' | 'agent' | 'late' | 'answered' | 'broadcast' }
  /** It stays in Slack. */
  | { readonly kind: 'inside' }

export interface Said {
  readonly relay: Relay
  readonly text: string
  /** It was sent to the whole channel as well. */
  readonly broadcast: boolean
  readonly me: Person
  readonly now: Exclude<Holder, 'unknown'>
  /** Who may have had it as it was written. */
  readonly written: readonly Holder[]
  /** Another teammate, elsewhere, has answered since it was written. */
  readonly answered: boolean
}

/** `// look at this` or `note: look at this`, also behind a mention. */
const NOTE = /^\s*(?:\/\/|note\s*:)\s*/i

export const isNote = (text: string): boolean => NOTE.test(text)

/**
 * The one rule of what reaches a customer from Slack. A slip costs a question, never a message: only what was written by
 * whoever had the case, or could take it by writing, goes out; and only while that still holds.
 */
export function verdictOn({ relay, text, broadcast, me, now, written, answered }: Said): Verdict {
  if (isNote(text)) return { kind: 'note', text: text.replace(NOTE, '') }
  if (relay === 'alerts-only') return { kind: 'inside' }
  if (broadcast) return { kind: 'ask', because: 'broadcast' }
  if (now.owner === 'agent') return { kind: 'ask', because: 'agent' }
  if (relay === 'any-member') return { kind: 'reply', over: true }
  if (now.owner === 'teammate' && now.teammate !== me.id) return { kind: 'ask', because: 'another' }
  const wasFree = written.every(
    (then) =>
      then !== 'unknown' && (then.owner === 'waiting' || (then.owner === 'teammate' && then.teammate === me.id)),
  )
  if (!wasFree) return { kind: 'ask', because: 'late' }
  return answered ? { kind: 'ask', because: 'answered' } : { kind: 'reply', over: false }
}
