import { afterEach, describe, expect, it } from 'vitest'
import { SUPPORT } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { MAYA, MINUTE, policyOf, read, setScene, settingsOf } from './scene.ts'

let stage: Stage | undefined
afterEach(() => stage?.stop())
async function scene(...given: Parameters<typeof setScene>) {
  const set = await setScene(...given)
  stage = set.stage
  return set
}

const QUIET = { alert: undefined, escalation: [] }
const AFTER_30 = { ...QUIET, autoReleaseMs: 30 * MINUTE }

describe('auto-release', () => {
  it('[H14] is off where it is not set', async () => {
    const { stage, asks, claim, owner } = await scene(QUIET)
    await asks()
    await claim()
    await stage.pass(6 * 60 * MINUTE)
    expect(await owner()).toBe('teammate')
  })

  it('[H14] gives back what a teammate has left, answers what nobody has, and stands on the timeline', async () => {
    const { stage, maya, asks, claim, owner, steps } = await scene(AFTER_30)
    await asks()
    await stage.pass(MINUTE)
    await claim()
    await stage.pass(MINUTE)
    await stage.teammateSays(MAYA, 'I will look')
    await stage.pass(MINUTE)
    maya.says('And the invoice?')
    await stage.pass(28 * MINUTE)
    expect(await owner()).toBe('teammate')
    await stage.pass(MINUTE + 5000)
    expect(await owner()).toBe('agent')
    expect(read(maya).at(-1)).toBe('You said: And the invoice?')
    expect(await steps()).toEqual(['opened', 'alerted', 'claim', 'auto-released'])
    await stage.pass(120 * MINUTE)
    expect(await steps()).toHaveLength(4)
  })

  it('[H14] never takes back what waits for somebody', async () => {
    const { stage, asks, owner, claim, putBack } = await scene(AFTER_30)
    await asks()
    await stage.pass(4 * 60 * MINUTE)
    expect(await owner()).toBe('waiting')
    await claim()
    await putBack()
    await stage.pass(4 * 60 * MINUTE)
    expect(await owner()).toBe('waiting')
  })

  it('[H14] a note, a reply or a claim one second before its time keeps it for as long again', async () => {
    const { stage, asks, claim, notes, owner } = await scene(AFTER_30)
    await asks()
    await claim()
    const almost = 30 * MINUTE - 1000
    for (const sign of [() => notes('Still at it'), () => stage.teammateSays(MAYA, 'A moment'), claim]) {
      await stage.pass(almost)
      await sign()
    }
    await stage.pass(almost)
    expect(await owner()).toBe('teammate')
    await stage.pass(2000)
    expect(await owner()).toBe('agent')
  })

  it('[H14] survives restarts and crashes, at its time and not before', async () => {
    const { stage, asks, claim, owner, steps } = await scene(AFTER_30)
    await asks()
    await claim()
    await stage.teammateSays(MAYA, 'I will look')
    for (let minute = 0; minute < 29; minute++) {
      await stage.pass(MINUTE)
      if (minute % 3 === 0) await stage.crash()
      else if (minute % 3 === 1) await stage.restart()
    }
    expect(await owner()).toBe('teammate')
    await stage.crash()
    await stage.pass(MINUTE + 1000)
    expect(await owner()).toBe('agent')
    expect((await steps()).filter((kind) => kind === 'auto-released')).toHaveLength(1)
  })

  it('[H14] waits for a reply that cannot leave yet, and goes back once it has', async () => {
    const { stage, maya, asks, claim, owner } = await scene(AFTER_30)
    await asks()
    await claim()
    stage.simulator.faults.next(190, { line: SUPPORT.phoneNumberId, times: 6 })
    await stage.teammateSays(MAYA, 'I will look')
    await stage.pass(35 * MINUTE)
    expect([await owner(), read(maya).at(-1)]).not.toContain('I will look')
    expect(await owner()).toBe('teammate')
    await stage.pass(60 * MINUTE)
    expect([await owner(), read(maya).at(-1)]).toEqual(['agent', 'I will look'])
  })

  it('[H14 H11] does not give a customer to nobody: where no agent serves the line it stays with people', async () => {
    const { stage, asks, claim, owner } = await scene(AFTER_30)
    await asks()
    await claim()
    await stage.teammateSays(MAYA, 'I will look')
    await stage.restart({ lines: [{ ...SUPPORT, agent: 'gone', handoff: policyOf(AFTER_30) }] })
    await stage.pass(4 * 60 * MINUTE)
    expect(await owner()).toBe('teammate')
    await stage.restart()
    await stage.pass(2 * MINUTE)
    expect(await owner()).toBe('agent')
  })

  it('[H14 C11] set while it runs it holds for what is open, from the last sign on', async () => {
    const { stage, asks, claim, owner, reconfigure } = await scene(QUIET)
    await asks()
    await claim()
    await stage.teammateSays(MAYA, 'I will look')
    await stage.pass(20 * MINUTE)
    await reconfigure(settingsOf(AFTER_30))
    await stage.pass(9 * MINUTE)
    expect(await owner()).toBe('teammate')
    await stage.pass(MINUTE)
    expect(await owner()).toBe('agent')
  })

  it('[H14] whoever asked for a person and was left without a word is called for again', async () => {
    const { stage, asks, claim, owner, steps } = await scene(AFTER_30)
    await asks()
    await claim()
    await stage.pass(31 * MINUTE)
    expect(await owner()).toBe('waiting')
    expect(await steps()).toEqual(['opened', 'alerted', 'claim', 'auto-released', 'opened', 'alerted'])
  })
})
