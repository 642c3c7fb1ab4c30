import type { LanguageModelV4CallOptions, LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { ModelChoice } from '../domain/agent.ts'
import { refusesTemperature } from '../domain/models.ts'

export interface Reader {
  readonly choice: ModelChoice
  readonly model: string
  readonly sees: boolean
  /** Where the answers begin that this model has given itself; what stands before is another's. */
  readonly ownFrom: number
}

/** A call as this model can take it. */
export function callFor(reader: Reader, options: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  const { choice, model } = reader
  const { temperature: _, ...rest } = options
  return {
    ...rest,
    prompt: promptFor(reader, options.prompt),
    maxOutputTokens: choice.maxTokens,
    ...(!refusesTemperature(model) && { temperature: choice.temperature }),
    // Nothing of a conversation is kept at the provider: each call carries all that it needs.
    ...(choice.provider === 'openai' && choice.api !== 'chat' && { providerOptions: withoutStore(options) }),
  }
}

function withoutStore({ providerOptions }: LanguageModelV4CallOptions) {
  return { ...providerOptions, openai: { store: false, ...providerOptions?.openai } }
}

function promptFor({ sees, ownFrom }: Reader, prompt: LanguageModelV4Prompt): LanguageModelV4Prompt {
  return prompt.flatMap((message, index) => {
    const readable = sees ? message : withoutImages(message)
    return index < ownFrom ? withoutMarks(readable) : [readable]
  })
}

/** A model that does not see is told what it cannot look at: an image it cannot read would make it refuse the call. */
function withoutImages(message: LanguageModelV4Message): LanguageModelV4Message {
  if (message.role !== 'user') return message
  const content = message.content.map((part) => {
    if (part.type !== 'file' || !part.mediaType.startsWith('image')) return part
    const size = part.data.type === 'data' ? `, ${sizeOf(part.data.data)} bytes` : ''
    return { type: 'text' as const, text: `[Attached image: ${part.mediaType}${size}]` }
  })
  return { ...message, content }
}

/** Reasoning, signatures and ids of one model mean nothing to another, and some refuse them. */
function withoutMarks(message: LanguageModelV4Message): LanguageModelV4Message[] {
  if (message.role !== 'assistant' && message.role !== 'tool') return [message]
  const { providerOptions: _, ...bare } = message
  const content = message.content
    .filter(({ type }) => type !== 'reasoning' && type !== 'reasoning-file' && type !== 'custom')
    .map((part) => {
      const { providerOptions: __, ...kept } = part as typeof part & { providerOptions?: unknown }
      return kept
    })
  return content.length === 0 ? [] : [{ ...bare, content } as LanguageModelV4Message]
}

function sizeOf(data: Uint8Array | string): number {
  return typeof data === 'string' ? Math.floor((data.replace(/=+$/, '').length * 3) / 4) : data.byteLength
}
