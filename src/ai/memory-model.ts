import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { wrapLanguageModel } from 'ai'
import { contextText } from '../domain/memory/context-text.ts'
import type { MemoryPort } from '../flows/memory-port.ts'
import { framed } from './memory-frame.ts'

/** A model of the AI SDK, of any provider. */
export type WrappableModel = Parameters<typeof wrapLanguageModel>[0]['model']

export interface WrapOptions {
  readonly userId: string
  readonly customerId?: string | undefined
  /** Names the talk: what is recorded of it belongs together. */
  readonly conversationId?: string | undefined
  readonly line?: string | undefined
  /** The most that is told of the customer; 2,000 at most. */
  readonly maxTokens?: number | undefined
  /** False: what is said is not recorded. */
  readonly record?: boolean | undefined
  /** Told of what went wrong with the memory: the call itself goes on without it. */
  readonly onFault?: ((fault: unknown) => void) | undefined
}

type Told = Pick<MemoryPort, 'context' | 'recordMessage'>

/** Nobody waits longer than this for what the memory has to say. */
const LONGEST_MS = 1_500
const TRIED_AGAIN_MS = [250, 2_000]

/**
 * A model that is told before each call what is remembered of one customer, as data; what is said is recorded. A memory
 * that fails costs what it would have told, never the answer.
 */
export function wrapModel(memory: Told, model: WrappableModel, options: WrapOptions): LanguageModelV4 {
  const { userId, customerId, conversationId, line, maxTokens, record = true, onFault = () => {} } = options
  const whose = { userId, customerId, line, conversationId }

  async function withContext(given: LanguageModelV4CallOptions): Promise<LanguageModelV4CallOptions> {
    const { prompt } = given
    const query = wordsOf(prompt.findLast(({ role }) => role === 'user'))
    if (query === '') return given
    try {
      const asked = memory.context({ ...whose, maxTokens, query: query.slice(0, LONGEST_QUERY) })
      const { items } = await within(asked, LONGEST_MS)
      const shown = new Set(prompt.map(wordsOf))
      const told = items.filter(({ text }) => !shown.has(text) && !shown.has(text.replace(SPEAKER, '')))
      if (told.length === 0) return given
      const first = prompt.findIndex(({ role }) => role !== 'system')
      const block = { role: 'system' as const, content: framed(contextText(told)) }
      return { ...given, prompt: prompt.toSpliced(first, 0, block) }
    } catch (fault) {
      onFault(fault)
      return given
    }
  }

  /** What a tool has brought was not said by anybody: only the words of the customer and the answer are recorded. */
  async function keep({ prompt }: LanguageModelV4CallOptions, answer: string) {
    if (!record) return
    const last = prompt.at(-1)
    if (last?.role === 'user') await say('customer', wordsOf(last))
    await say('agent', answer)
  }
  async function say(role: 'customer' | 'agent', text: string, attempt = 0): Promise<void> {
    if (text.trim() === '') return
    try {
      await within(memory.recordMessage({ ...whose, role, text }), LONGEST_MS)
    } catch (fault) {
      const pause = TRIED_AGAIN_MS[attempt]
      if (pause === undefined) return onFault(fault)
      setTimeout(() => void say(role, text, attempt + 1), pause).unref()
    }
  }

  /** Whoever wraps no model need not keep the AI SDK in memory. */
  async function ready() {
    const { wrapLanguageModel } = await import('ai')
    return wrapLanguageModel({ model, middleware: { specificationVersion: 'v4' } })
  }

  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    async doGenerate(given) {
      const result = await (await ready()).doGenerate(await withContext(given))
      const texts = result.content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
      await keep(given, texts.join(''))
      return result
    },
    async doStream(given) {
      const { stream, ...rest } = await (await ready()).doStream(await withContext(given))
      let answer = ''
      const listening = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
        async transform(part, controller) {
          if (part.type === 'text-delta') answer += part.delta
          if (part.type === 'finish') await keep(given, answer)
          controller.enqueue(part)
        },
      })
      return { ...rest, stream: stream.pipeThrough(listening) }
    },
  }
}

const LONGEST_QUERY = 4_000
const SPEAKER = /^[^\n:]{1,60}: /

type Message = LanguageModelV4CallOptions['prompt'][number]

/** The words of a message, without its files and without what tools said. */
function wordsOf(message: Message | undefined): string {
  if (message === undefined || message.role === 'tool') return ''
  if (message.role === 'system') return message.content
  return message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

async function within<Value>(asked: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The memory has not answered within ${ms} ms.`)), ms)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
