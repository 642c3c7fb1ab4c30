import type { Line } from '../domain/line.ts'
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
