import type { FilePart, ModelMessage, TextPart } from 'ai'
import type { AgentDefinition } from '../domain/agent.ts'
import type { Guard } from '../domain/guard.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import type { PromptMessage } from '../domain/trace.ts'
import type { Turn } from '../domain/turn.ts'
import { pastInWords } from './media-words.ts'

/** The recent turns that stand in the prompt: a sliding window by count and by age. */
export function recentOf(
  { history, now, occasion }: Pick<Turn, 'history' | 'now' | 'occasion'>,
  { maxTurns, ttlMs }: AgentDefinition['memory'],
) {
  // A promise is kept knowing what was said when it was given, however long ago.
  const from = occasion?.kind === 'follow-up' ? Math.min(...occasion.due.map(({ promisedAt }) => promisedAt)) : now
  const young = history.filter(({ at }) => from - at < ttlMs)
  return maxTurns === 0 ? [] : young.slice(-maxTurns)
}

/**
 * The conversation as a model reads it: what was said before, then what is to be answered. Whatever teammates and the
 * platform have said was said by the business; a person's words bear a mark, which no customer can write.
 */
export function toMessages(
  recent: readonly TranscriptMessage[],
  current: readonly (TextPart | FilePart)[],
  { input, cut }: Pick<Guard, 'input' | 'cut'>,
): ModelMessage[] {
  const messages: ModelMessage[] = []
  for (const message of recent) {
    const isTheirs = message.author === 'customer'
    const hidden = input(pastInWords(message))
    const text = isTheirs ? cut(hidden) : hidden
    const role = isTheirs ? 'user' : 'assistant'
    const last = messages.at(-1)
    if (last?.role === role && typeof last.content === 'string') last.content += `\n${text}`
    else messages.push({ role, content: text })
  }
  messages.push({ role: 'user', content: [...current] })
  return messages
}

/** The same for the trace: words only. */
export function toTrace(
  recent: readonly TranscriptMessage[],
  messages: readonly ModelMessage[],
  input: (text: string) => string,
): PromptMessage[] {
  const current = messages.at(-1)?.content
  const parts = Array.isArray(current) ? current : []
  const words = parts.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n')
  return [
    ...recent.map(({ author, text }) => ({ role: author, text: input(text) })),
    { role: 'customer' as const, text: words },
  ]
}
