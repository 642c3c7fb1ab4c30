import { describe, expect, it } from 'vitest'
import {
  afterStatus,
  attemptId,
  type DeliveryState,
  deliveryOfAttempt,
  isStatus,
  STATUSES,
  type Status,
} from './delivery.ts'

const passing = (state: DeliveryState, ...statuses: Status[]) => statuses.reduce(afterStatus, state)

describe('a delivery', () => {
  it('[D16] reaches the same state in whatever order its statuses come', () => {
    const orders = permutations(['sent', 'delivered', 'read'] as const)
    for (const order of orders) expect(passing('accepted', ...order)).toBe('read')
    for (const order of permutations(['sent', 'failed'] as const)) expect(passing('accepted', ...order)).toBe('failed')
    for (const order of permutations(['sent', 'delivered', 'failed'] as const))
      expect(passing('accepted', ...order)).toBe('delivered')
  })

  it('[D16] is never moved back, and a repeated status changes nothing', () => {
    expect(passing('read', 'sent', 'delivered', 'read')).toBe('read')
    expect(passing('played', 'read')).toBe('played')
    // What a person left unconfirmed may have arrived all the same: evidence still counts.
    expect(passing('dropped', 'delivered', 'sent')).toBe('delivered')
  })

  it('[D21] a status settles what was unknown or unconfirmed', () => {
    for (const state of ['claimed', 'unknown', 'unconfirmed'] as const)
      for (const status of STATUSES) expect(afterStatus(state, status)).toBe(status)
  })

  it('[D21] finds its way back from the echo of its attempt', () => {
    const id = '01a1fc55-4b41-7000-bed4-53226a7b5c9a'
    expect(deliveryOfAttempt(attemptId(id, 3))).toBe(id)
    for (const foreign of [undefined, '', 'outbox:1', `wabaton:${id}`, `wabaton:${id}:1; drop`])
      expect(deliveryOfAttempt(foreign)).toBeUndefined()
  })

  it('knows only statuses that Meta sends', () => {
    expect(isStatus('read')).toBe(true)
    for (const other of ['deleted', 'queued', undefined, 7]) expect(isStatus(other)).toBe(false)
  })
})

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}
