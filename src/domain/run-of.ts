import type { Reply, ReplyPart, Run } from './turn.ts'

/** Any reply as a run. */
export function runOf(reply: Reply): Run {
  if (isRun(reply)) return reply
  return { kind: 'run', parts: partsOf(reply) }
}

const isRun = (reply: Reply): reply is Run =>
  typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'run'

/** None where the agent had nothing to say. */
function partsOf(reply: Exclude<Reply, Run>): readonly ReplyPart[] {
  if (reply === null || reply === undefined) return []
  if (typeof reply === 'string') return reply.trim() ? [{ kind: 'text', text: reply }] : []
  if (Array.isArray(reply)) return reply.flatMap(partsOf)
  if ('kind' in reply) return reply.kind === 'text' && !reply.text.trim() ? [] : [reply]
  return partsOf((reply as { text: string }).text)
}
