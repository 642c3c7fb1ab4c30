import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4ResponseMetadata,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
  SharedV4Warning,
} from '@ai-sdk/provider'
import { BadAnswer } from './models-failure.ts'

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>
type Block = Extract<LanguageModelV4Content, { type: 'text' | 'reasoning' }>

/**
 * A streamed answer as a whole. What is sent on WhatsApp is sent whole; streaming is for servers that answer in no other
 * way, or cut connections on which nothing moves. A stream that breaks off is no answer, however much of it came.
 */
export async function gatherStream({ stream, request, response }: LanguageModelV4StreamResult) {
  const content: LanguageModelV4Content[] = []
  const blocks = new Map<string, Block>()
  let warnings: SharedV4Warning[] = []
  let metadata: LanguageModelV4ResponseMetadata = {}
  let finish: Finish | undefined

  for await (const part of stream) {
    switch (part.type) {
      case 'text-start':
      case 'reasoning-start': {
        const block: Block = { type: part.type === 'text-start' ? 'text' : 'reasoning', text: '' }
        if (part.providerMetadata) block.providerMetadata = part.providerMetadata
        blocks.set(part.id, block)
        content.push(block)
        break
      }
      case 'text-delta':
      case 'reasoning-delta':
      case 'text-end':
      case 'reasoning-end': {
        const block = blocks.get(part.id)
        if (!block) break
        if ('delta' in part) block.text += part.delta
        if (part.providerMetadata) block.providerMetadata = part.providerMetadata
        break
      }
      case 'tool-call':
      case 'tool-approval-request':
      case 'file':
      case 'reasoning-file':
      case 'source':
      case 'custom':
        content.push(part)
        break
      case 'tool-result':
        if (!part.preliminary) content.push(part)
        break
      case 'stream-start':
        warnings = part.warnings
        break
      case 'response-metadata': {
        const { type: _, ...told } = part
        metadata = { ...metadata, ...told }
        break
      }
      case 'finish':
        finish = part
        break
      case 'error':
        throw part.error
    }
  }

  if (!finish || finish.finishReason.unified === 'interrupted') throw new BadAnswer('broke off in the middle')
  const { finishReason, usage, providerMetadata } = finish
  return {
    content,
    finishReason,
    usage,
    warnings,
    ...(providerMetadata && { providerMetadata }),
    ...(request && { request }),
    response: { ...metadata, ...response },
  } satisfies LanguageModelV4GenerateResult
}
