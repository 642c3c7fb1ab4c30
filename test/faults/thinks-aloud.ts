import { setTimeout as pause } from 'node:timers/promises'
import type { Agent } from '../../src/domain/turn.ts'

/** What an agent that thinks aloud tells the process that has started its own. */
export interface Thought {
  readonly thought: 'begun' | 'stopped' | 'ended'
  readonly conversation: string
  readonly ms: number
}

/** Thinks for as long as the customer says: `think 300`. */
export const aloud: Agent = async ({ conversation, text, signal }) => {
  const ms = Number(/think (\d+)/.exec(text)?.[1] ?? 0)
  const tell = (thought: Thought['thought']) => process.send?.({ thought, conversation, ms } satisfies Thought)
  tell('begun')
  try {
    await pause(ms, undefined, { signal })
  } catch (error) {
    tell('stopped')
    throw error
  }
  tell('ended')
  return text
}
