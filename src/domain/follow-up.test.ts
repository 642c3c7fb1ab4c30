import { describe, expect, it } from 'vitest'
import { type FollowUp, nextOf, planFollowUps, saysNothingNew, type Updates } from './follow-up.ts'

const HOUR = 3_600_000
const followUp = (change: Partial<FollowUp> = {}): FollowUp => ({
  ...{ id: 'one', about: 'x', promisedAt: 0, dueAt: 10 * HOUR, repeat: undefined },
  ...change,
})
const updates = (...waiting: FollowUp[]): Updates => ({ waiting, interrupted: [], unsaid: [] })

describe('when an update is due again', () => {
  const hourly = (change: object = {}) =>
    followUp({ repeat: { everyMs: HOUR, left: undefined, until: undefined, ...change } })
  it.each([
    ['once', followUp(), 10, 'over'],
    ['on time', hourly({ left: 3 }), 10, [11, 2]],
    ['a little late: the beat stays', hourly({ left: 3 }), 10.4, [11, 2]],
    ['after a downtime: what passed counts and is not made up for', hourly({ left: 5 }), 12.5, [13, 2]],
    ['the last one', hourly({ left: 1 }), 10, 'over'],
    ['all of them passed', hourly({ left: 3 }), 20, 'over'],
    ['until then', hourly({ until: 11 * HOUR }), 10, [11, undefined]],
    ['and no longer', hourly({ until: 11 * HOUR - 1 }), 10, 'over'],
  ] as const)('[D20] %s', (_, one, now, expected) => {
    const next = nextOf(one, now * HOUR)
    expect(next === 'over' ? next : [next.dueAt / HOUR, next.repeat?.left]).toEqual(expected)
  })
})

describe('what becomes of the updates of a conversation', () => {
  const facts = {
    updates: updates(followUp()),
    owner: 'agent',
    blocked: false,
    allowed: true,
    elsewhere: false,
    unanswered: false,
    now: 10 * HOUR,
  } as const
  it.each([
    ['told when due', {}, { kind: 'run', due: [{ id: 'one' }] }],
    ['not before', { now: 10 * HOUR - 1 }, { kind: 'wait', until: 10 * HOUR }],
    ['nothing to come', { updates: updates() }, { kind: 'rest' }],
    ['after the answer', { unanswered: true }, { kind: 'wait', until: 10 * HOUR + 5_000 }],
    ['nobody answers them', { blocked: true }, { kind: 'end', because: 'not-allowed' }],
    ['off the list', { allowed: false }, { kind: 'end', because: 'not-allowed' }],
    ['people have it', { owner: 'teammate' }, { kind: 'end', because: 'people' }],
    ['people are called', { owner: 'waiting' }, { kind: 'end', because: 'people' }],
    ['another agent has it', { elsewhere: true }, { kind: 'end', because: 'people' }],
    [
      'two at once',
      {
        updates: updates(followUp({ id: 'before', dueAt: 1 }), followUp(), followUp({ id: 'later', dueAt: 11 * HOUR })),
      },
      { kind: 'run', due: [{ id: 'before' }, { id: 'one' }] },
    ],
  ] as const)('[D20] %s', (_, change, plan) => {
    expect(planFollowUps({ ...facts, ...change })).toMatchObject(plan)
  })
})

it.each(['NOTHING_NEW', 'Nothing new.', '**NOTHING_NEW**', ' "nothing new" ', '[NOTHING_NEW]'])(
  '[D18] %s is silence',
  (text) => expect(saysNothingNew(text)).toBe(true),
)
it.each(['There is nothing new on your order.', 'Nothing new? Yes: it is here.', '', 'NOTHING_NEW but one thing'])(
  '[D18] %s is said',
  (text) => expect(saysNothingNew(text)).toBe(false),
)
