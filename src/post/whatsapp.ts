import type { Outbound } from '../domain/outbound.ts'
import type { PostOutcome } from '../flows/post.ts'
import type { KeptPost } from '../flows/store.ts'

/** `phone` in international form; `id` names the message for ever. */
export type SendTo = (phone: string, content: Outbound, id: string) => Promise<PostOutcome>

/** Words, or a template that the agent has chosen: outside the 24 hours only these arrive. */
export function sendToWhatsApp(
  { whatsapp }: { whatsapp: string },
  { id, text, data }: KeptPost,
  sendTo: SendTo,
): Promise<PostOutcome> {
  return sendTo(whatsapp, isTemplate(data) ? data : { kind: 'text', text }, id)
}

const isTemplate = (data: unknown): data is Extract<Outbound, { kind: 'template' }> =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'template'
