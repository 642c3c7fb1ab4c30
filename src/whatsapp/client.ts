import type { Address } from '../domain/customer.ts'
import type { SendOutcome } from '../domain/delivery.ts'
import type { Line } from '../domain/line.ts'
import type { OutboundMessage, WhatsApp } from '../flows/world.ts'
import { outcomeOf } from './errors.ts'
import type { Transport } from './transport.ts'

export interface ClientOptions {
  readonly transport: Transport
  readonly graph: { readonly url: string; readonly version: string }
  readonly tokenOf: (line: Line) => string
}

export function createClient({ transport, graph, tokenOf }: ClientOptions): WhatsApp {
  const urlOf = (line: Line) => `${graph.url}/${graph.version}/${line.phoneNumberId}/messages`
  const post = (line: Line, body: object) =>
    transport({ method: 'POST', url: urlOf(line), token: tokenOf(line), body: JSON.stringify(body) })

  return {
    async send(line, message): Promise<SendOutcome> {
      const answer = await post(line, render(message))
      switch (answer.kind) {
        case 'answer':
          return outcomeOf(answer)
        case 'never-left':
          return { kind: 'retry', code: 0, reason: `WhatsApp could not be reached (${answer.reason})` }
        case 'lost':
          return { kind: 'unknown', reason: `the connection was lost (${answer.reason})` }
      }
    },
    faults: () => [],
    format: (markdown) => markdown,
    async markRead(line, wamid, { typing }) {
      const answer = await post(line, {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: wamid,
        ...(typing ? { typing_indicator: { type: 'text' } } : {}),
      })
      if (answer.kind !== 'answer') throw new Error(`WhatsApp could not be reached (${answer.reason})`)
      if (answer.status !== 200) throw new Error(`WhatsApp answered HTTP ${answer.status}`)
    },
  }
}

function render({ to, content, quotes, attemptId }: OutboundMessage): object {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...renderAddress(to),
    ...(quotes && { context: { message_id: quotes } }),
    type: 'text',
    text: { body: content.kind === 'text' ? content.text : '' },
    biz_opaque_callback_data: attemptId,
  }
}

/** With its `+`, or Meta may put the country of the business before it; a scoped id never goes into the phone field. */
function renderAddress(to: Address): object {
  return 'phone' in to ? { to: `+${to.phone}` } : { recipient: to.bsuid }
}
