/** What the double shall answer. */
export type Answer =
  | string
  | Said
  | { readonly error: Refusal }
  /** Nothing comes until the caller hangs up. */
  | { readonly hang: true }
  | { readonly slow: number; readonly answer: Answer }
  /** The connection is reset in the middle of this answer; `quietly` ends it as if it were complete. */
  | { readonly cut: string | Said; readonly quietly?: boolean }
  /** An answer that says nothing at all. */
  | { readonly empty: true }
  /** 200 with a body that is no JSON, or this one. */
  | { readonly garbage: true | string }

export interface Said {
  readonly text?: string
  readonly reasoning?: string
  readonly toolCalls?: readonly ScriptedCall[]
  /** A picture that the model has made, as OpenAI's own tool hands it over: in the responses API only. */
  readonly image?: Uint8Array
  /** 100 and 20 where nothing is given. */
  readonly usage?: { readonly input: number; readonly output: number }
  readonly finish?: 'stop' | 'length' | 'content_filter'
}

export interface ScriptedCall {
  readonly name: string
  /** A string is sent as it is, so that it may be malformed. */
  readonly arguments: unknown
  readonly id?: string
}

export interface Refusal {
  readonly status: number
  readonly code?: string
  /** Seconds. */
  readonly retryAfter?: number
  readonly message?: string
  /** When streaming: comes as an event after this text, under status 200. */
  readonly after?: string
}

/** One answer as it goes out, with the ids of this answer. */
export interface Spoken {
  readonly id: string
  readonly model: string
  readonly text: string
  readonly reasoning: string
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly image: string | undefined
  readonly usage: { readonly input: number; readonly output: number }
  readonly finish: 'stop' | 'length' | 'content_filter' | 'tool_calls'
}

const CREATED = 1_780_000_000

export function speak(said: string | Said, { nth, model }: { nth: number; model: string }): Spoken {
  const {
    text = '',
    reasoning = '',
    toolCalls = [],
    image,
    usage,
    finish,
  } = typeof said === 'string' ? { text: said } : said
  return {
    id: `answer-${nth}`,
    model,
    text,
    reasoning,
    calls: toolCalls.map(({ id, name, arguments: input }, index) => ({
      id: id ?? `call_${nth}_${index}`,
      name,
      arguments: typeof input === 'string' ? input : JSON.stringify(input ?? {}),
    })),
    image: image && Buffer.from(image).toString('base64'),
    usage: usage ?? { input: 100, output: 20 },
    finish: finish ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop'),
  }
}

export function chatBody(spoken: Spoken): unknown {
  const { id, model, text, reasoning, calls, finish } = spoken
  const tool_calls = calls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }))
  return {
    id,
    object: 'chat.completion',
    created: CREATED,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' ? null : text,
          ...(reasoning && { reasoning_content: reasoning }),
          ...(calls.length > 0 && { tool_calls }),
        },
        finish_reason: finish,
      },
    ],
    usage: chatUsage(spoken),
  }
}

export function chatUsage({ usage: { input, output } }: Spoken) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
}

export function responsesBody(spoken: Spoken): Readonly<Record<string, unknown>> {
  const { id, model, usage, finish } = spoken
  const cutShort =
    finish === 'length' ? 'max_output_tokens' : finish === 'content_filter' ? 'content_filter' : undefined
  return {
    id,
    object: 'response',
    created_at: CREATED,
    status: cutShort ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: cutShort ? { reason: cutShort } : null,
    model,
    output: outputItems(spoken),
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.input + usage.output,
    },
  }
}

export type OutputItem = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string }

export function outputItems({ id, text, reasoning, calls, image }: Spoken): readonly OutputItem[] {
  const items: OutputItem[] = []
  if (reasoning) {
    const summary = [{ type: 'summary_text', text: reasoning }]
    items.push({ type: 'reasoning', id: `rs-${id}`, encrypted_content: `sealed-${id}`, summary })
  }
  if (image) items.push({ type: 'image_generation_call', id: `ig-${id}`, status: 'completed', result: image })
  if (text) {
    const content = [{ type: 'output_text', text, annotations: [] }]
    items.push({ type: 'message', id: `msg-${id}`, role: 'assistant', status: 'completed', content })
  }
  for (const call of calls) {
    items.push({
      type: 'function_call',
      id: `fc-${call.id}`,
      call_id: call.id,
      name: call.name,
      arguments: call.arguments,
      status: 'completed',
    })
  }
  return items
}

export function errorBody({ status, code, message }: Refusal): unknown {
  const type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error'
  return { error: { message: message ?? `scripted refusal ${status}`, type, param: null, code: code ?? null } }
}
