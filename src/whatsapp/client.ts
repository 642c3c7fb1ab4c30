import type { Line } from '../domain/line.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { OutboundMessage, WhatsApp } from '../flows/world.ts'
import { outcomeOf } from './errors.ts'
import { faultsOf } from './limits.ts'
import { formatMarks } from './marks.ts'
import { createMedia } from './media.ts'
import { askMessagingLimit } from './messaging-limit.ts'
import { render, renderContent } from './render.ts'
import { createTemplateAccount } from './templates.ts'
import { checkTemplateMessage } from './templates-check.ts'
import type { Download, Transport } from './transport.ts'

export interface ClientOptions {
  readonly transport: Transport
  readonly download: Download
  readonly graph: { readonly url: string; readonly version: string }
  readonly tokenOf: (line: Line) => string
}

/** Meta's code for a parameter that is not valid: what is refused here would have come back with it. */
const INVALID_PARAMETER = 100

export function createClient({ transport, download, graph, tokenOf }: ClientOptions): WhatsApp {
  const urlOf = (line: Line) => `${graph.url}/${graph.version}/${line.phoneNumberId}/messages`
  const post = (line: Line, body: string) => transport({ method: 'POST', url: urlOf(line), token: tokenOf(line), body })

  return {
    async send(line, message) {
      const prepared = prepare(message)
      if (typeof prepared !== 'string') {
        const reason = `${INVALID_PARAMETER}: not sent, because WhatsApp would refuse it: ${prepared.join('; ')}`
        return { kind: 'refused', code: INVALID_PARAMETER, reason }
      }
      const answer = await post(line, prepared)
      switch (answer.kind) {
        case 'answer':
          return outcomeOf(answer)
        case 'never-left':
          return { kind: 'retry', code: 0, reason: `WhatsApp could not be reached (${answer.reason})` }
        case 'lost':
          return { kind: 'unknown', reason: `the connection was lost (${answer.reason})` }
      }
    },
    faults: faultsIn,
    format: formatMarks,
    async markRead(line, wamid, { typing }) {
      const body = {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: wamid,
        ...(typing ? { typing_indicator: { type: 'text' } } : {}),
      }
      const answer = await post(line, JSON.stringify(body))
      if (answer.kind !== 'answer') throw new Error(`WhatsApp could not be reached (${answer.reason})`)
      if (answer.status !== 200) throw new Error(`WhatsApp answered HTTP ${answer.status}`)
    },
    messagingLimit: (line) => askMessagingLimit({ transport, graph, tokenOf }, line),
    media: createMedia({ transport, download, graph, tokenOf }),
    templates: {
      ...createTemplateAccount({ transport, graph, tokenOf }),
      check(message, known) {
        const { type, content } = renderContent(message)
        return type === 'template' ? checkTemplateMessage(content, known) : undefined
      },
    },
  }
}

/** The request as it goes out, or why it does not. */
function prepare(message: OutboundMessage): string | string[] {
  const faults = faultsIn(message.content)
  return faults.length > 0 ? faults : JSON.stringify(render(message))
}

/** Agents written without types, and models, hand in anything. */
function faultsIn(message: Outbound): string[] {
  try {
    const rendered = renderContent(message)
    if (!rendered) return [`kind is ${JSON.stringify(message.kind)}, and there is no such kind of message`]
    if (typeof rendered.type !== 'string' || rendered.type === '') return ['type is missing']
    if (message.kind === 'custom') JSON.stringify(message.content)
    return faultsOf(rendered.type, rendered.content)
  } catch (error) {
    return [`the message of kind ${message?.kind} cannot be read (${error instanceof Error ? error.message : error})`]
  }
}
