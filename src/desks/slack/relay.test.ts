import { describe, expect, it } from 'vitest'
import { type Holder, holderAt, holdersAround, type Said, verdictOn } from './relay.ts'

const DANA = { id: 'dana', name: 'Dana' }
const OMAR = { id: 'omar', name: 'Omar' }
const WAITING = { owner: 'waiting', teammate: undefined } as const
const AGENT = { owner: 'agent', teammate: undefined } as const
const with_ = (person: { id: string }) => ({ owner: 'teammate', teammate: person.id }) as const

const verdict = (change: Partial<Said>) =>
  verdictOn({
    relay: 'claimer',
    text: 'We reissue it',
    broadcast: false,
    me: DANA,
    now: with_(DANA),
    written: [with_(DANA)],
    answered: false,
    ...change,
  })

describe('[H17] what reaches a customer from a thread', () => {
  it('is what its claimer writes, and the first reply in a waiting thread', () => {
    expect(verdict({})).toEqual({ kind: 'reply', over: false })
    expect(verdict({ now: WAITING, written: [WAITING] })).toEqual({ kind: 'reply', over: false })
    expect(verdict({ now: with_(DANA), written: [WAITING] })).toEqual({ kind: 'reply', over: false })
  })

  it('is nothing that somebody else writes, who is asked instead', () => {
    expect(verdict({ me: OMAR })).toEqual({ kind: 'ask', because: 'another' })
    expect(verdict({ me: OMAR, now: with_(DANA), written: [WAITING] })).toEqual({ kind: 'ask', because: 'another' })
  })

  it('is no remark that arrives late, when its writer has the case by then or could take it', () => {
    expect(verdict({ me: OMAR, now: WAITING, written: [with_(DANA)] })).toEqual({ kind: 'ask', because: 'late' })
    expect(verdict({ me: OMAR, now: with_(OMAR), written: [with_(DANA)] })).toEqual({ kind: 'ask', because: 'late' })
    expect(verdict({ now: WAITING, written: [AGENT] })).toEqual({ kind: 'ask', because: 'late' })
    expect(verdict({ written: ['unknown'] })).toEqual({ kind: 'ask', because: 'late' })
  })

  it('is nothing to which somebody else has answered meanwhile, unless any member may', () => {
    expect(verdict({ answered: true })).toEqual({ kind: 'ask', because: 'answered' })
    expect(verdict({ answered: true, relay: 'any-member' })).toEqual({ kind: 'reply', over: true })
  })

  it('is nothing that goes to the whole channel', () => {
    for (const relay of ['claimer', 'any-member'] as const)
      expect(verdict({ relay, broadcast: true })).toEqual({ kind: 'ask', because: 'broadcast' })
  })

  it('is nothing while the agent has it', () => {
    for (const relay of ['claimer', 'any-member'] as const)
      expect(verdict({ relay, now: AGENT, written: [AGENT] })).toEqual({ kind: 'ask', because: 'agent' })
  })

  it.each(['// careful', '  //careful', 'note: careful', 'Note : careful', 'NOTE:careful'])(
    'is never a note: %s',
    (text) => {
      for (const relay of ['claimer', 'any-member', 'alerts-only'] as const)
        expect(verdict({ relay, text })).toEqual({ kind: 'note', text: 'careful' })
    },
  )

  it('is what anybody writes with any-member, and nothing at all with alerts-only', () => {
    expect(verdict({ relay: 'any-member', me: OMAR })).toEqual({ kind: 'reply', over: true })
    expect(verdict({ relay: 'alerts-only' })).toEqual({ kind: 'inside' })
  })
})

describe('[H17] who had a case when something was written', () => {
  const steps = [
    { kind: 'opened', by: undefined, at: 10 },
    { kind: 'alerted', by: undefined, at: 11 },
    { kind: 'claim', by: DANA, at: 20 },
    { kind: 'noted', by: OMAR, at: 25 },
    { kind: 'put-back', by: DANA, at: 30 },
    { kind: 'assign', by: DANA, at: 40 },
    { kind: 'claim', by: DANA, at: 50 },
  ] as const
  const now: Holder = with_(DANA)

  it.each([
    [5, AGENT],
    [15, WAITING],
    [22, with_(DANA)],
    [27, with_(DANA)],
    [35, WAITING],
    [45, 'unknown'],
    [50, now],
    [99, now],
  ] as const)('at %d', (at, holder) => {
    expect(holderAt(at, steps, now)).toEqual(holder)
  })

  it('is in doubt around a change: clocks differ', () => {
    const late = [
      { kind: 'opened', by: undefined, at: 10_000 },
      { kind: 'claim', by: DANA, at: 20_000 },
      { kind: 'put-back', by: DANA, at: 30_000 },
    ] as const
    expect(holdersAround(30_000, late, { now: WAITING, root: 10_100 })).toContainEqual(with_(DANA))
    expect(holdersAround(31_999, late, { now: WAITING, root: 10_100 })).toContainEqual(with_(DANA))
    expect(holdersAround(32_500, late, { now: WAITING, root: 10_100 })).not.toContainEqual(with_(DANA))
    // Nobody wrote in a thread before it was there; in one that is gone on with somebody may have.
    expect(holdersAround(10_500, late, { now: WAITING, root: 10_100 })).not.toContainEqual(AGENT)
    expect(holdersAround(10_500, late, { now: WAITING, root: 1_000 })).toContainEqual(AGENT)
    const brief = [
      ...late,
      { kind: 'claim', by: OMAR, at: 30_500 },
      { kind: 'put-back', by: OMAR, at: 30_600 },
    ] as const
    expect(holdersAround(31_000, brief, { now: WAITING, root: 10_100 })).toContainEqual(with_(OMAR))
  })
})
