import { describe, expect, it } from 'vitest'
import type { ThreadMessage } from './baton.ts'
import { toDeskEvent, toDeskMessage } from './desk-views.ts'
import type { EventPlace } from './events.ts'

const PLACE = { cursor: 'c', at: 1, conversation: 'x', line: 'support' } as EventPlace
const messageWith = (state: string) =>
  ({ id: 'm', delivery: { state, leavesAt: undefined, error: undefined, again: undefined } }) as ThreadMessage

describe('what people are told', () => {
  it('[O7] has one word for a message whose request is being written, in threads and in events', () => {
    expect(toDeskMessage(messageWith('claimed')).delivery?.state).toBe('on-the-wire')
    expect(toDeskMessage(messageWith('read')).delivery?.state).toBe('read')
    const status = (state: 'claimed' | 'sent') =>
      toDeskEvent({ ...PLACE, kind: 'status', status: { message: 'm', state, error: undefined } })
    expect(status('claimed')).toMatchObject({
      ...PLACE,
      kind: 'status',
      status: { message: 'm', state: 'on-the-wire' },
    })
    expect(status('sent')).toMatchObject({ status: { state: 'sent' } })
    expect(toDeskEvent({ ...PLACE, kind: 'message', message: messageWith('claimed') })).toMatchObject({
      message: { id: 'm', delivery: { state: 'on-the-wire' } },
    })
    const joined = { ...PLACE, kind: 'conversation', state: 'joined' } as const
    expect(toDeskEvent(joined)).toBe(joined)
  })
})
