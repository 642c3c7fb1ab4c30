/** What one part of the desk asks of another that stands beside it: the briefing of the thread, the thread of the composer. */
interface Asked {
  /** The thread shows this message, by our id or its wamid. */
  readonly jump: string
  /** The composer takes these words as an agent's draft. */
  readonly draft: { readonly text: string; readonly position: number }
  /** The composer answers this message. */
  readonly quote: { readonly id: string; readonly who: string; readonly text: string }
  /** The panel shows this memory. */
  readonly memory: string
}

const hearers = new Map<keyof Asked, Set<(about: never) => void>>()

export function askFor<What extends keyof Asked>(what: What, about: Asked[What]): void {
  for (const hear of hearers.get(what) ?? []) hear(about as never)
}

export function onAsked<What extends keyof Asked>(what: What, hear: (about: Asked[What]) => void): () => void {
  const those = hearers.get(what) ?? new Set()
  hearers.set(what, those)
  those.add(hear as (about: never) => void)
  return () => those.delete(hear as (about: never) => void)
}
