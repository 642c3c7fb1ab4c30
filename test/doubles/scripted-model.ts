import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { SimulatorClock } from '../../simulator/index.ts'

export type ScriptedAnswer =
  | string
  | {
      readonly calls?: readonly { readonly tool: string; readonly input: unknown }[]
      readonly text?: string
      /** Pictures that it has made. */
      readonly pictures?: readonly Uint8Array[]
    }

/** What a script is told of the prompt: the words of the customer, and how many results of tools stand after them. */
export interface ScriptedAsk {
  readonly instructions: string
  readonly said: string
  readonly results: readonly { readonly tool: string; readonly output: unknown }[]
  readonly options: LanguageModelV4CallOptions
}

/** A model of the AI SDK in this thread: it takes virtual time, and stops when it is told to. */
export function scriptedModel(
  script: (ask: ScriptedAsk) => ScriptedAnswer | Promise<ScriptedAnswer>,
  { clock, thinkMs = () => 0 }: { clock?: () => Pick<SimulatorClock, 'after'>; thinkMs?: () => number } = {},
): LanguageModelV4 {
  let calls = 0
  return {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId: 'scripted',
    supportedUrls: {},
    async doGenerate(options) {
      const ms = thinkMs()
      if (clock && ms > 0) await pause(clock(), ms, options.abortSignal)
      const answer = await script(readAsk(options))
      const { calls: asked = [], text, pictures = [] } = typeof answer === 'string' ? { text: answer } : answer
      return {
        content: [
          ...(text ? [{ type: 'text' as const, text }] : []),
          ...pictures.map((data) => {
            return { type: 'file' as const, mediaType: 'image/png', data: { type: 'data' as const, data } }
          }),
          ...asked.map(({ tool, input }) => ({
            type: 'tool-call' as const,
            toolCallId: `call-${++calls}`,
            toolName: tool,
            input: JSON.stringify(input),
          })),
        ],
        finishReason: { unified: asked.length > 0 ? 'tool-calls' : 'stop', raw: undefined },
        usage: {
          inputTokens: { total: 10, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
          outputTokens: { total: 5, text: undefined, reasoning: undefined },
        },
        warnings: [],
      }
    },
    doStream: () => Promise.reject(new Error('it does not stream')),
  }
}

function readAsk(options: LanguageModelV4CallOptions): ScriptedAsk {
  const instructions = options.prompt.flatMap((one) => (one.role === 'system' ? [one.content] : [])).join('\n')
  const from = options.prompt.findLastIndex(({ role }) => role === 'user')
  const last = options.prompt[from]
  const words =
    last?.role === 'user' ? last.content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)) : []
  const results = options.prompt
    .slice(from + 1)
    .flatMap((message) =>
      message.role === 'tool'
        ? message.content.flatMap((part) =>
            part.type === 'tool-result'
              ? [{ tool: part.toolName, output: 'value' in part.output ? part.output.value : undefined }]
              : [],
          )
        : [],
    )
  return { instructions, said: words.join('\n'), results, options }
}

function pause(clock: Pick<SimulatorClock, 'after'>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, resolve)
    signal?.addEventListener('abort', () => {
      cancel()
      reject(signal.reason)
    })
  })
}
