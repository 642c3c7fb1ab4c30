import type { IncomingHttpHeaders } from 'node:http'

export type Api = 'chat' | 'responses' | 'transcriptions' | 'speech' | 'embeddings'

/** What a model was asked, the same for both of OpenAI's APIs. */
export interface ModelRequest {
  readonly api: Api
  readonly model: string
  /** The text of all system messages. */
  readonly instructions: string
  readonly messages: readonly AskedMessage[]
  /** What the last user message says. */
  readonly question: string
  readonly tools: readonly { readonly name: string; readonly description: string; readonly schema: unknown }[]
  readonly temperature: number | undefined
  readonly maxTokens: number | undefined
  readonly stream: boolean
  /** Of a transcription. */
  readonly audio: { readonly bytes: Uint8Array; readonly filename: string; readonly mime: string } | undefined
  readonly headers: IncomingHttpHeaders
  /** As it came, parsed. */
  readonly body: Readonly<Record<string, unknown>>
  /** Resolves when the caller hangs up before the answer is complete. */
  readonly hungUp: Promise<void>
}

export interface AskedMessage {
  readonly role: 'user' | 'assistant' | 'tool'
  readonly text: string
  /** How many. */
  readonly images: number
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly toolResults: readonly { readonly id: string; readonly name: string; readonly output: string }[]
}

type Read = Omit<ModelRequest, 'headers' | 'hungUp' | 'audio'>
type Json = Readonly<Record<string, unknown>>

export function readRequest(api: Api, body: Json): Read {
  const { instructions, messages } = api === 'responses' ? readInput(body) : readMessages(body)
  return {
    api,
    model: String(body.model ?? ''),
    instructions,
    messages,
    question: messages.findLast(({ role }) => role === 'user')?.text ?? '',
    tools: list(body.tools)
      .filter(({ type }) => type === 'function')
      .map((tool) => {
        const { name, description, parameters } = api === 'chat' ? record(tool.function) : tool
        return { name: String(name), description: String(description ?? ''), schema: parameters }
      }),
    temperature: number(body.temperature),
    maxTokens: number(body.max_tokens) ?? number(body.max_completion_tokens) ?? number(body.max_output_tokens),
    stream: body.stream === true,
    body,
  }
}

function readMessages(body: Json): Pick<Read, 'instructions' | 'messages'> {
  const system: string[] = []
  const messages: AskedMessage[] = []
  for (const { role, content, tool_calls, tool_call_id } of list(body.messages)) {
    if (role === 'system' || role === 'developer') system.push(textOf(content))
    else if (role === 'tool') messages.push(resultMessage(messages, String(tool_call_id), textOf(content)))
    else {
      const toolCalls = list(tool_calls).map(({ id, function: called }) => ({
        id: String(id),
        name: String(record(called).name),
        arguments: String(record(called).arguments),
      }))
      messages.push(message(role === 'assistant' ? 'assistant' : 'user', content, toolCalls))
    }
  }
  return { instructions: system.join('\n'), messages }
}

function readInput(body: Json): Pick<Read, 'instructions' | 'messages'> {
  const system: string[] = typeof body.instructions === 'string' ? [body.instructions] : []
  const messages: AskedMessage[] = []
  for (const item of list(body.input)) {
    const { type, role, content } = item
    if (role === 'system' || role === 'developer') system.push(textOf(content))
    else if (role === 'user' || role === 'assistant') messages.push(message(role, content))
    else if (type === 'function_call') {
      const call = { id: String(item.call_id), name: String(item.name), arguments: String(item.arguments) }
      messages.push(message('assistant', '', [call]))
    } else if (type === 'function_call_output') {
      messages.push(resultMessage(messages, String(item.call_id), textOf(item.output)))
    }
  }
  return { instructions: system.join('\n'), messages }
}

function message(
  role: 'user' | 'assistant',
  content: unknown,
  toolCalls: AskedMessage['toolCalls'] = [],
): AskedMessage {
  const images = list(content).filter(({ type }) => type === 'image_url' || type === 'input_image').length
  return { role, text: textOf(content), images, toolCalls, toolResults: [] }
}

function resultMessage(before: readonly AskedMessage[], id: string, output: string): AskedMessage {
  const call = before.flatMap(({ toolCalls }) => toolCalls).findLast((made) => made.id === id)
  return { role: 'tool', text: output, images: 0, toolCalls: [], toolResults: [{ id, name: call?.name ?? '', output }] }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return list(content)
    .filter(({ text }) => typeof text === 'string')
    .map(({ text }) => text)
    .join('\n')
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
