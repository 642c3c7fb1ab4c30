import type { Outbound } from '../domain/outbound.ts'
import type { PassedOn } from '../domain/passing.ts'
import type { ReplyPart, Run } from '../domain/turn.ts'

/** What one agent says in a turn, and to whom it passes the customer on after that. */
export interface Segment {
  readonly agent: string
  readonly parts: readonly ReplyPart[]
  readonly passedOn: PassedOn | undefined
}

/** A message of a reply, with the agent that says it. */
export interface Said {
  readonly content: Outbound
  readonly agent?: string
  readonly passedOn?: PassedOn | undefined
}

/** A reply by the agents who have made it. Whoever has not spoken yet begins with the next turn. */
export function segmentsOf({ parts, passOn, passes = [] }: Run, agent: string): Segment[] {
  const segments: Segment[] = []
  let [by, from] = [agent, 0]
  for (const { agent, note, after, ...pass } of passes) {
    segments.push({ agent: pass.by, parts: parts.slice(from, after), passedOn: { agent, note } })
    by = agent
    from = after
  }
  segments.push({ agent: by, parts: parts.slice(from), passedOn: passOn?.agent === by ? undefined : passOn })
  return segments
}

/** That somebody was passed on stands with the last thing they were told before. */
export const saidOf = ({ agent, passedOn }: Omit<Segment, 'parts'>, messages: readonly Outbound[]): Said[] =>
  messages.map((content, index) => ({ content, agent, passedOn: index === messages.length - 1 ? passedOn : undefined }))
