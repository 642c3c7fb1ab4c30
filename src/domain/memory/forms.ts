import type { Entry } from './entry.ts'
import { inSnakeCase, type Metadata } from './metadata.ts'

/** An entry as the memory API writes it. "Human agent" is kept to the letter: other systems look for it. */
export function inForm({ source, documentType, speaker, text, lineShownAs }: Entry): string {
  if (source === 'handoff' || documentType !== 'ai-chat-conversation') return text
  if (speaker === 'customer') return `Customer: ${text}`
  if (speaker === 'teammate') return `Human agent: ${text}`
  if (speaker === 'system') return text
  return lineShownAs === undefined ? `Agent: ${text}` : `${lineShownAs} agent: ${text}`
}

export const handoffBegan = ({ reason, summary }: { reason: string; summary: string }): string =>
  `AI handed off to human. Reason: ${reason}. Summary: ${summary}`

export const HANDOFF_RELEASED = 'Human released thread back to AI.'

/** What every record says of itself, and what was given with it. */
export function metadataOf({ source, documentType, speaker, line, phoneNumberId, metadata }: Entry): Metadata {
  const isTurn = source === 'message' || (source === 'memory' && documentType === 'ai-chat-conversation')
  return {
    ...((isTurn || source === 'handoff') && { channel: 'whatsapp' }),
    ...(isTurn && speaker !== 'system' && { direction: speaker === 'customer' ? 'inbound' : 'outbound' }),
    ...(isTurn && speaker === 'agent' && { tier: 'ai' }),
    ...(isTurn && speaker === 'teammate' && { tier: 'human' }),
    ...(line !== undefined && { source_waba: line }),
    ...(phoneNumberId !== undefined && { source_waba_id: phoneNumberId }),
    ...inSnakeCase(metadata),
  }
}
