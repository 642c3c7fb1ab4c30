import type { Agent } from '../../src/domain/turn.ts'

/** Hands over or fails where the customer says so; else it says back what it was told. */
export const callsPeople: Agent = async ({ text }) => {
  if (text.includes('fail')) throw new Error('the provider broke down')
  if (!text.includes('contract')) return text
  return {
    kind: 'run',
    parts: [{ kind: 'text', text: 'I cannot decide that.' }],
    handOff: { reason: 'out_of_scope', summary: 'About a contract.' },
  }
}
