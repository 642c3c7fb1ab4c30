import type { Line } from '../domain/line.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { PresenceStore } from './presence.ts'
import type { ConversationKey } from './store.ts'
import type { World } from './world.ts'

/** WhatsApp shows "typing" for 25 seconds; it is asked for again before it ends. */
const TYPING_MS = 20_000

type Needs = Pick<World, 'whatsapp' | 'clock' | 'log' | 'policy'>

/** Marks the message read and shows that an answer is being written. The reply depends on neither: a failure is noted. */
export function showTyping({ whatsapp, clock, log, policy }: Needs, line: Line, wamid: string): () => void {
  if (!policy.readReceipts && !policy.typing) return () => {}
  let cancel = () => {}
  const show = () => {
    whatsapp
      .markRead(line, wamid, { typing: policy.typing })
      .catch((error) => log.warn('mark-read-failed', { line: line.name, error }))
    if (policy.typing) cancel = clock.after(TYPING_MS, show)
  }
  show()
  return () => cancel()
}

/** The same while a teammate writes: only where they have the conversation, and may write. Says whether it is shown. */
export async function showTeammateTyping(
  { whatsapp, clock, lines, store }: Pick<World, 'whatsapp' | 'clock' | 'lines'> & { readonly store: PresenceStore },
  conversation: ConversationKey,
  teammate: string,
): Promise<boolean> {
  const last = await store.lastWritten(conversation)
  if (last?.teammate !== teammate || !isWindowOpen(last.lastInboundAt, clock.now())) return false
  const line = lines.all.find(({ name }) => name === last.line)
  if (!line) return false
  await whatsapp.markRead(line, last.wamid, { typing: true })
  return true
}
