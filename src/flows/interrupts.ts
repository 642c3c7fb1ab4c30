/** Tells a running turn that something came which it should know of. Only a shortcut: the store has the last word. */
export interface Interrupts {
  watch(conversation: string, interrupt: () => void): () => void
  interrupt(conversation: string): void
}

export function createInterrupts(): Interrupts {
  const watching = new Map<string, () => void>()
  return {
    watch(conversation, interrupt) {
      watching.set(conversation, interrupt)
      return () => {
        if (watching.get(conversation) === interrupt) watching.delete(conversation)
      }
    },
    interrupt: (conversation) => watching.get(conversation)?.(),
  }
}
