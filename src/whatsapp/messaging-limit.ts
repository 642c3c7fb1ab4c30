import { limitNamed } from '../domain/campaign-pace.ts'
import type { Line } from '../domain/line.ts'
import type { WhatsApp } from '../flows/world.ts'
import { mayPass, readFields } from './graph-fields.ts'
import type { TemplateOptions } from './templates.ts'

const FIELD = 'whatsapp_business_manager_messaging_limit'

/** The limit of the portfolio that a line belongs to, as Graph tells it of the number. */
export async function askMessagingLimit(
  { transport, graph, tokenOf }: TemplateOptions,
  line: Line,
): ReturnType<WhatsApp['messagingLimit']> {
  const url = `${graph.url}/${graph.version}/${line.phoneNumberId}?fields=${FIELD}`
  const read = readFields(await transport({ method: 'GET', url, token: tokenOf(line) }))
  if (read.kind === 'none') return { kind: 'failed', because: 'unreachable', reason: read.reason }
  if (read.kind === 'error')
    return { kind: 'failed', because: mayPass(read.code) ? 'unreachable' : 'refused', reason: read.reason }
  const most = limitNamed(String(read.fields[FIELD] ?? ''))
  if (most !== undefined) return { kind: 'limit', most }
  return { kind: 'failed', because: 'refused', reason: `WhatsApp told no ${FIELD} of the number` }
}
