import type { Content, ThreadEntry } from '../../../src/http/wire.ts'

interface Links {
  /** By our id or by WhatsApp's. */
  readonly find: (name: string) => ThreadEntry | undefined
  /** Of messages with something to tap, by their wamid: what the customer tapped last. */
  readonly chosen: ReadonlyMap<string, string>
}

/** How messages speak of each other. */
export function links(messages: readonly ThreadEntry[]): Links {
  const byName = new Map<string, ThreadEntry>()
  const chosen = new Map<string, string>()
  for (const message of messages) {
    byName.set(message.id, message)
    if (message.wamid !== undefined) byName.set(message.wamid, message)
    const content = message.content as Content | undefined
    if (message.author === 'customer' && content?.kind === 'choice' && message.quotes !== undefined)
      chosen.set(message.quotes, content.id)
  }
  return { find: (name) => byName.get(name), chosen }
}
