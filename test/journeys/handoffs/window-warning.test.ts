import { afterEach, describe, expect, it } from 'vitest'
import type { HandoffPolicy } from '../../../src/domain/handoff-policy.ts'
import type { Stage } from '../../stage.ts'
import { MAYA, MINUTE, setScene } from './scene.ts'

const HOUR = 60 * MINUTE
const WARNS: Partial<HandoffPolicy> = { windowWarningMs: 2 * HOUR, escalation: [] }

let stage: Stage
afterEach(() => stage.stop())
async function scene() {
  const set = await setScene(WARNS)
  stage = set.stage
  return { ...set, warnings: () => set.calls().filter((line) => line!.includes('left to answer')) }
}
/** As if they had written so long ago: a day of virtual time takes the test too long. */
async function wroteAgo(ms: number) {
  const at = stage.clock.now() - ms
  await stage.alter(`update conversations set last_inbound_at = ${at} where owner <> 'agent'`)
  await stage.alter(`update work set due_at = ${at + 22 * HOUR} where kind = 'handoff'`)
  stage.platform.wake()
}

describe('people are warned before a window closes', () => {
  it('[D24] once, at its time, where a customer waits for them; a crash or a restart changes nothing of that', async () => {
    const { asks, warnings, steps } = await scene()
    await asks()
    const [promised] = stage.look<{ due_at: number }>(`select due_at from work where kind = 'handoff'`)
    const [{ last_inbound_at: wrote } = { last_inbound_at: 0 }] = stage.look<{ last_inbound_at: number }>(
      `select last_inbound_at from conversations where owner = 'waiting'`,
    )
    expect(promised!.due_at).toBe(wrote + 22 * HOUR)
    await wroteAgo(22 * HOUR - MINUTE)
    await stage.crash()
    await stage.pass(50_000)
    expect(warnings()).toEqual([])
    await stage.pass(15_000)
    expect(warnings()).toEqual(['2 h left to answer Customer 1111'])
    expect((await steps()).filter((kind) => kind === 'window-closing')).toHaveLength(1)
    await stage.crash()
    await stage.restart()
    await stage.pass(10 * MINUTE)
    expect(warnings()).toHaveLength(1)
  })

  it('[D24] anew for the next window, whoever has it; and not where a teammate has answered', async () => {
    const { asks, claim, maya, warnings } = await scene()
    await asks()
    await claim()
    await stage.teammateSays(MAYA, 'I will look')
    await wroteAgo(22 * HOUR)
    await stage.pass(MINUTE)
    expect(warnings()).toEqual([])
    maya.says('And?')
    await stage.pass(MINUTE)
    const [promised] = stage.look<{ due_at: number }>(`select due_at from work where kind = 'handoff'`)
    expect(promised!.due_at).toBeGreaterThan(stage.clock.now() + 21 * HOUR)
    await wroteAgo(22 * HOUR)
    await stage.pass(MINUTE)
    expect(warnings()).toHaveLength(1)
    maya.says('Hello?')
    await stage.pass(MINUTE)
    await wroteAgo(23 * HOUR)
    await stage.pass(MINUTE)
    expect(warnings()).toHaveLength(2)
  })

  it('[D24] not of what the agent has in hand: the watchdog minds that', async () => {
    const { maya, warnings } = await scene()
    maya.says('Hello')
    await stage.pass(MINUTE)
    await stage.alter(`update conversations set last_inbound_at = ${stage.clock.now() - 23 * HOUR}`)
    await stage.pass(10 * MINUTE)
    expect(warnings()).toEqual([])
  })
})
