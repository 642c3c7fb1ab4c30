import type { Author } from '../conversation.ts'
import type { DeliveryState } from '../delivery.ts'
import type { ToolCall } from '../effect.ts'
import type { HandoffReason } from '../handoff.ts'
import type { ToolRun } from '../trace.ts'

/** A message as a briefing reads it. */
export interface CaseMessage {
  readonly id: string
  readonly author: Author
  /** The content in words. */
  readonly text: string
  readonly at: number
  /** How far it came; of what the business said. */
  readonly delivery?: DeliveryState | undefined
  /** The message it answers, as far as we have it. */
  readonly quoted?: { readonly author: Author; readonly text: string } | undefined
  readonly deleted?: boolean | undefined
}

/** Everything that a briefing is written from, and nothing else. */
export interface Case {
  readonly handoff: {
    readonly id: string
    readonly reason: HandoffReason
    readonly summary: string
    readonly openedAt: number
  }
  readonly line: string
  readonly customer: { readonly name: string | undefined; readonly phone: string | undefined }
  /** The oldest first; what was said before the handoff, and what was said since. */
  readonly messages: readonly CaseMessage[]
  /** Irreversible tools, as they were recorded. */
  readonly calls: readonly ToolCall[]
  /** What agents looked up and did, as far as it is traced: with placeholders where the guard hid something. */
  readonly tools: readonly CaseTool[]
  /** What the memory knows of the customer, the most important first, each with its id there. */
  readonly known?: readonly { readonly id: string; readonly text: string }[] | undefined
}

export type CaseTool = Pick<ToolRun, 'tool' | 'effect' | 'input' | 'result' | 'error' | 'startedAt'>

/** What the business has said, or tried to say. */
export const isOurs = ({ author }: Pick<CaseMessage, 'author'>) => author !== 'customer'

/** Said by somebody who can know or promise something: fixed sentences of the platform do neither. */
export const isSpoken = ({ author }: Pick<CaseMessage, 'author'>) => author === 'agent' || author === 'teammate'

const UNREAD: ReadonlySet<string> = new Set(['failed', 'dropped'])

/** What customers never got was not said to them; what was deleted is not quoted. */
export const isHeard = ({ delivery, deleted }: CaseMessage) =>
  !deleted && (delivery === undefined || !UNREAD.has(delivery))

/** So long nobody wrote: what stands before is another matter. */
const NEW_MATTER_MS = 12 * 60 * 60_000

/** The messages since the last long silence. */
export function matterOf({ messages }: Pick<Case, 'messages'>): readonly CaseMessage[] {
  const from = messages.findLastIndex(({ at }, index) => index > 0 && at - messages[index - 1]!.at > NEW_MATTER_MS)
  return messages.slice(Math.max(0, from)).filter(isHeard)
}

const MOST_READ = 60
const LONGEST_READ = 800

/** As much as rules need to read of it: whoever writes for hours makes nobody else wait. */
export function readable(given: Case): Case {
  const messages = given.messages.slice(-MOST_READ).map((message) => {
    const { text } = message
    // Half of a number would be another number.
    return text.length <= LONGEST_READ
      ? message
      : {
          ...message,
          text: text
            .slice(0, LONGEST_READ)
            .toWellFormed()
            .replace(/[\d\s.,-]+$/, ''),
        }
  })
  return { ...given, messages }
}
