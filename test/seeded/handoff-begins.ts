import type { Fault } from '../../simulator/index.ts'
import { PHRASES } from '../../src/domain/phrasebook.ts'
import type { Agent } from '../../src/domain/turn.ts'

/** How a conversation comes to people. */
export interface Beginning {
  readonly name: string
  /** What the customer says. */
  readonly says: string
  readonly agent: Agent
  /** What WhatsApp makes of the agent's reply. */
  readonly fault?: Fault
  /** A teammate takes it by themselves: nobody else need be called. */
  readonly teammate?: 'claims' | 'writes'
  /** What the customer is told of it. */
  readonly sentence?: string
  /** So long it takes until people are called. */
  readonly lastsMs: number
}

const echo: Agent = ({ text }) => `You said: ${text}`
const MINUTE = 60_000

/** Until then the agent is told to do as its story says; then it answers. */
export const AGAIN = 'Now something else'

const unless =
  (otherwise: Agent): Agent =>
  (turn) =>
    turn.text.includes(AGAIN) ? echo(turn) : otherwise(turn)

export const BEGINNINGS: readonly Beginning[] = [
  { name: 'a rule', says: '/human', agent: echo, sentence: PHRASES.handedOff.en, lastsMs: MINUTE },
  {
    name: "the agent's tool",
    says: 'What about my contract?',
    agent: unless(() => ({
      kind: 'run',
      parts: [{ kind: 'text', text: 'I cannot decide that.' }],
      handOff: { reason: 'out_of_scope', summary: 'About a contract.' },
    })),
    sentence: PHRASES.handedOff.en,
    // What it said itself may be unconfirmed, and is settled before anybody gives the conversation back.
    lastsMs: 4 * MINUTE,
  },
  {
    name: 'an agent that fails',
    says: 'Hello?',
    agent: unless(() => {
      throw new Error('the provider broke down')
    }),
    sentence: 'Sorry, a teammate will answer you.',
    lastsMs: 2 * MINUTE,
  },
  { name: 'an unconfirmed reply', says: 'Hello?', agent: echo, fault: 'hang', lastsMs: 4 * MINUTE },
  { name: 'a refused reply', says: 'Hello?', agent: echo, fault: 131026, lastsMs: 4 * MINUTE },
  { name: 'a teammate who claims', says: 'Hello?', agent: echo, teammate: 'claims', lastsMs: MINUTE },
  { name: 'a teammate who writes', says: 'Hello?', agent: echo, teammate: 'writes', lastsMs: MINUTE },
]
