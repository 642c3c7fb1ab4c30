/** What a running turn should know of at once. */
export type Interruption =
  /** It joins the turn, which begins anew. */
  | 'a newer message came'
  /** Whatever the agent prepares is not for this conversation any more. */
  | 'somebody took over'

/** Tells a running turn that something came which it should know of. Only a shortcut: the store has the last word. */
export interface Interrupts {
  watch(conversation: string, interrupt: (why: Interruption) => void): () => void
  interrupt(conversation: string, why?: Interruption): void
}

export function createInterrupts(): Interrupts {
  const watching = new Map<string, (why: Interruption) => void>()
  return {
    watch(conversation, interrupt) {
      watching.set(conversation, interrupt)
      return () => {
        if (watching.get(conversation) === interrupt) watching.delete(conversation)
      }
    },
    interrupt: (conversation, why = 'a newer message came') => watching.get(conversation)?.(why),
  }
}
