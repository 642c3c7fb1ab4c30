import { describe, expect, it } from 'vitest'
import { type Moved, moveOwner, type Ownership, type Person, type Step } from './ownership.ts'

const dana: Person = { id: 'dana', name: 'Dana' }
const omar: Person = { id: 'omar', name: 'Omar' }

const STATES = {
  agent: { owner: 'agent', epoch: 7, teammate: undefined },
  waiting: { owner: 'waiting', epoch: 7, teammate: undefined },
  dana: { owner: 'teammate', epoch: 7, teammate: dana },
  omar: { owner: 'teammate', epoch: 7, teammate: omar },
} as const satisfies Record<string, Ownership>
type State = keyof typeof STATES

const STEPS = {
  call: { kind: 'call' },
  'dana claims': { kind: 'claim', by: dana, over: false },
  'dana takes over': { kind: 'claim', by: dana, over: true },
  'dana replies': { kind: 'reply', by: dana, over: false },
  'dana replies over': { kind: 'reply', by: dana, over: true },
  'assign to dana': { kind: 'assign', to: dana },
  'put back': { kind: 'put-back' },
  release: { kind: 'release' },
  'restore agent': { kind: 'restore', owner: 'agent', teammate: undefined },
  'restore omar': { kind: 'restore', owner: 'teammate', teammate: omar },
} as const satisfies Record<string, Step>

/** `=`: it is so already. `!`: refused, somebody else has it. `-`: refused, nobody has it. Else who has it then. */
const TABLE: Record<keyof typeof STEPS, Record<State, State | '=' | '!' | '-'>> = {
  call: { agent: 'waiting', waiting: '=', dana: '=', omar: '=' },
  'dana claims': { agent: 'dana', waiting: 'dana', dana: '=', omar: '!' },
  'dana takes over': { agent: 'dana', waiting: 'dana', dana: '=', omar: 'dana' },
  'dana replies': { agent: 'dana', waiting: 'dana', dana: '=', omar: '!' },
  'dana replies over': { agent: 'dana', waiting: 'dana', dana: '=', omar: 'dana' },
  'assign to dana': { agent: 'dana', waiting: 'dana', dana: '=', omar: 'dana' },
  'put back': { agent: '-', waiting: '=', dana: 'waiting', omar: 'waiting' },
  release: { agent: '-', waiting: 'agent', dana: 'agent', omar: 'agent' },
  'restore agent': { agent: 'agent', waiting: 'agent', dana: 'agent', omar: 'agent' },
  'restore omar': { agent: 'omar', waiting: 'omar', dana: 'omar', omar: 'omar' },
}

function expected(from: State, to: State | '=' | '!' | '-'): Moved {
  if (to === '=') return { kind: 'unmoved' }
  if (to === '!') return { kind: 'refused', because: 'another-teammate' }
  if (to === '-') return { kind: 'refused', because: 'nobody-has-it' }
  const opens = from === 'agent' && to !== 'agent'
  const closes = from !== 'agent' && to === 'agent'
  return {
    kind: 'moved',
    to: { ...STATES[to], epoch: 8 },
    handoff: opens ? 'opens' : closes ? 'closes' : 'goes-on',
  }
}

describe('who has a conversation', () => {
  for (const [name, step] of Object.entries(STEPS) as [keyof typeof STEPS, Step][])
    for (const from of Object.keys(STATES) as State[])
      it(`[H8 H9 H11] ${from}, ${name} -> ${TABLE[name][from]}`, () => {
        expect(moveOwner(STATES[from], step)).toEqual(expected(from, TABLE[name][from]))
      })

  it('[H8] every move is seen by the epoch, whatever the course', () => {
    let now: Ownership = STATES.agent
    for (const step of [...Object.values(STEPS), ...Object.values(STEPS).toReversed()]) {
      const result = moveOwner(now, step)
      if (result.kind !== 'moved') continue
      expect(result.to.epoch).toBe(now.epoch + 1)
      expect(result.to.owner === 'teammate').toBe(result.to.teammate !== undefined)
      now = result.to
    }
  })
})
