import type { PhoneHash } from '../domain/phone.ts'
import { windowAnchor } from '../domain/window.ts'
import type { ControlMoved } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { conversationFor } from './conversation-for.ts'
import { cameBack, takenElsewhere } from './elsewhere.ts'
import { hold } from './holding.ts'
import type { Tx } from './statement.ts'

/** Somebody else has the chat, or it is ours again. Hands back the conversation, where that is news. */
export async function moveControl(
  tx: Tx,
  { business, line, receivedAt: now, who, elsewhere, at }: ControlMoved,
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<string | undefined> {
  const content = { kind: 'text', text: '' } as const
  const message = { phoneNumberId: '', wamid: 'of a handover', sender: who, content, sentAt: at, raw: null }
  const key = await conversationFor(
    tx,
    { business, line, message, receivedAt: now, settle: 0, agent: undefined },
    { ids, hash },
  )
  await hold(tx, key)
  const news = await (elsewhere ? takenElsewhere : cameBack)(tx, key, windowAnchor(at, now), now)
  return news ? key.id : undefined
}
