import { chatUsage, type OutputItem, outputItems, type Refusal, responsesBody, type Spoken } from './openai-answers.ts'

/** Events of an answer, each as it goes over the wire. */
export type Events = readonly string[]

export function chatEvents(spoken: Spoken, { tokens }: { tokens: boolean }): Events {
  const { id, model, text, reasoning, calls, finish } = spoken
  const chunk = (choices: unknown, more: object = {}) =>
    event({ id, object: 'chat.completion.chunk', created: 1_780_000_000, model, choices, ...more })
  const delta = (part: object) => chunk([{ index: 0, delta: part, finish_reason: null }])
  return [
    delta({ role: 'assistant', content: '' }),
    ...pieces(reasoning).map((piece) => delta({ reasoning_content: piece })),
    ...pieces(text).map((piece) => delta({ content: piece })),
    ...calls.flatMap((call, index) => [
      delta({ tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }] }),
      ...pieces(call.arguments).map((piece) => delta({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]),
    chunk([{ index: 0, delta: {}, finish_reason: finish }]),
    ...(tokens ? [chunk([], { usage: chatUsage(spoken) })] : []),
    'data: [DONE]\n\n',
  ]
}

export function responsesEvents(spoken: Spoken): Events {
  const response = responsesBody(spoken)
  const { status } = response
  const begun = { ...response, status: 'in_progress', output: [], usage: null }
  const events: Readonly<Record<string, unknown>>[] = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...outputItems(spoken).flatMap(itemEvents),
    { type: status === 'completed' ? 'response.completed' : 'response.incomplete', response },
  ]
  return events.map((fields, sequence_number) => event({ ...fields, sequence_number }, String(fields.type)))
}

function itemEvents(item: OutputItem, output_index: number): Readonly<Record<string, unknown>>[] {
  const place = { item_id: item.id, output_index }
  const added = (begun: object) => ({ type: 'response.output_item.added', output_index, item: begun })
  const done = { type: 'response.output_item.done', output_index, item }
  switch (item.type) {
    case 'reasoning': {
      const [{ text }] = item.summary as [{ text: string }]
      return [
        added({ type: item.type, id: item.id, summary: [] }),
        { type: 'response.reasoning_summary_part.added', ...place, summary_index: 0 },
        ...pieces(text).map((delta) => ({
          type: 'response.reasoning_summary_text.delta',
          ...place,
          summary_index: 0,
          delta,
        })),
        { type: 'response.reasoning_summary_part.done', ...place, summary_index: 0 },
        done,
      ]
    }
    case 'message': {
      const [{ text }] = item.content as [{ text: string }]
      return [
        added({ ...item, status: 'in_progress', content: [] }),
        ...pieces(text).map((delta) => ({ type: 'response.output_text.delta', ...place, content_index: 0, delta })),
        { type: 'response.output_text.done', ...place, content_index: 0, text },
        done,
      ]
    }
    case 'function_call':
      return [
        added({ ...item, arguments: '', status: 'in_progress' }),
        ...pieces(String(item.arguments)).map((delta) => ({
          type: 'response.function_call_arguments.delta',
          ...place,
          delta,
        })),
        { type: 'response.function_call_arguments.done', ...place, arguments: item.arguments },
        done,
      ]
    default:
      return [added({ type: item.type, id: item.id, status: 'in_progress' }), done]
  }
}

/** What a stream says when the model fails in the middle. */
export function errorEvent(api: 'chat' | 'responses', { status, code, message }: Refusal): string {
  const text = message ?? `scripted refusal ${status}`
  return api === 'chat'
    ? event({ error: { message: text, type: 'server_error', param: null, code: code ?? String(status) } })
    : event({ type: 'error', sequence_number: 99, code: code ?? 'server_error', message: text, param: null }, 'error')
}

function event(data: object, name?: string): string {
  return `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`
}

/** A text in pieces of a few letters, as models send it. */
function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,7}/gu) ?? []
}
