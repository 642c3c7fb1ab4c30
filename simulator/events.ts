import type { LogEntry } from './log.ts'
import type { Bubble, SaidMessage } from './thread.ts'

/** What happens on the phones and on the wire, as it happens. `line` is a phone number id. */
export type SimulatorEvent =
  | { type: 'message-said'; phone: string; line: string; message: SaidMessage }
  | { type: 'ticks-changed'; phone: string; line: string; message: SaidMessage }
  | { type: 'bubble-received'; phone: string; line: string; bubble: Bubble }
  | { type: 'bubble-read'; phone: string; line: string; bubble: Bubble }
  | { type: 'reaction-changed'; phone: string; line: string; message: SaidMessage | Bubble }
  /** The business has edited or deleted it on its own phone. */
  | { type: 'message-changed'; phone: string; line: string; message: SaidMessage | Bubble }
  | { type: 'typing-changed'; phone: string; line: string; typing: boolean }
  /** `was`: the number before, when it is another one now. */
  | { type: 'customer-changed'; phone: string; was?: string }
  | { type: 'availability-changed'; available: boolean }
  | { type: 'logged'; entry: LogEntry }
  | { type: 'settings-changed' }
  | { type: 'reset' }

export interface Events {
  subscribe(listener: (event: SimulatorEvent) => void): () => void
}

export interface EventSource extends Events {
  emit(event: SimulatorEvent): void
}

export function createEvents(): EventSource {
  const listeners = new Set<(event: SimulatorEvent) => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit(event) {
      for (const listener of listeners) listener(event)
    },
  }
}
