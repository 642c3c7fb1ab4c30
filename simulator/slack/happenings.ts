/** What changes in the workspace, for whoever watches it: the page, a test that waits. */
export type Happening =
  | { type: 'message'; channel: string; ts: string }
  | { type: 'ephemeral'; channel: string; user: string }
  | { type: 'view'; user: string }
  | { type: 'settings' }
  | { type: 'called'; method: string; error?: string }
  | { type: 'delivered'; what: string; attempt: number; outcome: string }

export interface Happenings {
  subscribe(listener: (happening: Happening) => void): () => void
  emit(happening: Happening): void
}

export function createHappenings(): Happenings {
  const listeners = new Set<(happening: Happening) => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit(happening) {
      for (const listener of [...listeners]) listener(happening)
    },
  }
}
