import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/flows/store.ts'
import type { Log } from '../../../src/flows/world.ts'
import type { Stage } from '../../stage.ts'
import { MINUTE, read, setScene } from './scene.ts'

let stage: Stage | undefined
afterEach(() => stage?.stop())
async function scene(...given: Parameters<typeof setScene>) {
  const set = await setScene(...given)
  stage = set.stage
  return set
}

const SORRY = 'Sorry, a teammate will answer you.'
const QUIET = { escalation: [] }

const watchdog = async ({ platform }: Stage) => {
  const response = await platform.fetch(new Request('http://localhost/health'))
  return ((await response.json()) as { watchdog: { alarms: number; since: string | null } }).watchdog
}

/** Answers are claimed and then lost, as by somebody who deletes the wrong rows, or die, as by a store that fails ten times. */
function losing(how: 'deleted' | 'died') {
  const state = { losing: false }
  const wrapStore = (store: Store): Store => ({
    ...store,
    async claimWork(claim) {
      const found = await store.claimWork(claim)
      const lost = found.claimed.filter(({ kind }) => state.losing && kind === 'answer')
      for (const work of lost) {
        if (how === 'deleted') await store.putOff(work, undefined)
        else await store.putBack(work, { dueAt: claim.now, error: 'Error: no disk', diedAt: claim.now })
      }
      return { ...found, claimed: found.claimed.filter((work) => !lost.includes(work)) }
    },
  })
  return { state, ports: { wrapStore } }
}

/** What was logged, by its name. */
function listening() {
  const events: string[] = []
  const note = (event: string) => void events.push(event)
  const log: Log = { debug: note, info: note, warn: note, error: note }
  return { log, times: (event: string) => events.filter((one) => one === event).length }
}

describe('the watchdog', () => {
  it.each(['deleted', 'died'] as const)(
    '[O9 A24] an answer whose work has %s goes to people: they are called, and the customer is told once',
    async (how) => {
      const { state, ports } = losing(how)
      const { stage, maya, calls, owner } = await scene(QUIET, { ports })
      state.losing = true
      maya.says('Hello')
      maya.says('Anybody?')
      await stage.pass(5 * MINUTE)
      expect([read(maya), calls()]).toEqual([[], []])
      await stage.pass(MINUTE)
      expect(read(maya)).toEqual([SORRY])
      expect(calls()).toEqual(['Customer 1111 needs a person: the agent failed'])
      await stage.pass(60 * MINUTE)
      expect(read(maya)).toHaveLength(1)
      expect(calls()).toHaveLength(1)
      expect(await owner()).toBe('waiting')
      expect(await stage.platform.store.deadLetters()).toEqual([])
      expect(await watchdog(stage)).toEqual({ alarms: 0, since: null })
    },
  )

  it('[O9] an agent that hangs raises one alarm, which ends with its answer', async () => {
    let think = () => {}
    const thought = new Promise<void>((resolve) => {
      think = resolve
    })
    const agent = async ({ text }: { text: string }) => {
      if (text === 'Hello') await thought
      return `You said: ${text}`
    }
    const { log, times } = listening()
    const { stage, maya, calls, alerts } = await scene(QUIET, {
      agent,
      ports: { log },
      settings: { turn: { timeoutMs: 60 * MINUTE } },
    })
    maya.says('Hello')
    await stage.pass(5 * MINUTE)
    expect(calls()).toEqual([])
    await stage.pass(MINUTE)
    expect(calls()).toEqual(['Customer 1111 has waited 5 min for an answer'])
    expect(alerts()[0]).toMatch(/\nSupport · \+15550001111\nThe agent is still at it/)
    expect(await watchdog(stage)).toEqual({ alarms: 1, since: '2026-11-21T12:00:05.000Z' })
    await stage.pass(20 * MINUTE)
    expect(calls()).toHaveLength(1)
    expect(times('customer-unanswered')).toBe(1)
    think()
    await stage.pass(MINUTE)
    expect(read(maya)).toEqual(['You said: Hello'])
    expect(await watchdog(stage)).toEqual({ alarms: 0, since: null })
    expect(times('watchdog-calm')).toBe(1)
  })

  it('[O9] an answer that is ready and does not leave raises one alarm', async () => {
    const rateLimit = { windowSeconds: 1200, maxMessages: 1, scope: 'customer' } as const
    const { stage, maya, calls, alerts } = await scene({ ...QUIET, alert: undefined }, { settings: { rateLimit } })
    maya.says('One')
    await stage.pass(5000)
    maya.says('Two')
    await stage.pass(6 * MINUTE)
    expect(await watchdog(stage)).toMatchObject({ alarms: 1 })
    await stage.pass(16 * MINUTE)
    expect(read(maya).at(-1)).toBe('You said: Two')
    expect(await watchdog(stage)).toEqual({ alarms: 0, since: null })
    expect([calls(), alerts()]).toEqual([[], []])
  })

  it('[O9] after an outage what has piled up is worked off before any alarm', async () => {
    const thinking: (() => void)[] = []
    const agent = async ({ text, signal }: { text: string; signal: AbortSignal }) => {
      if (text === 'Hello')
        await new Promise<void>((resolve, reject) => {
          thinking.push(resolve)
          signal.addEventListener('abort', () => reject(signal.reason))
        })
      return `You said: ${text}`
    }
    const { stage, maya, calls } = await scene(QUIET, { agent, settings: { turn: { timeoutMs: 60 * MINUTE } } })
    maya.says('Hello')
    await stage.pass(4 * MINUTE)
    await stage.crash()
    await stage.pass(4 * MINUTE)
    await stage.restart()
    await stage.pass(4 * MINUTE)
    expect(calls()).toEqual([])
    expect(await watchdog(stage)).toEqual({ alarms: 0, since: null })
    await stage.pass(2 * MINUTE)
    expect(await watchdog(stage)).toMatchObject({ alarms: 1 })
    for (const think of thinking) think()
    await stage.pass(MINUTE)
    expect(await watchdog(stage)).toEqual({ alarms: 0, since: null })
  })

  it('[O9] a call for people that was lost is made after all', async () => {
    const state = { losing: true }
    const wrapStore = (store: Store): Store => ({
      ...store,
      async claimWork(claim) {
        const found = await store.claimWork(claim)
        const lost = found.claimed.filter(({ kind }) => state.losing && kind === 'handoff')
        for (const work of lost) await store.putOff(work, undefined)
        return { ...found, claimed: found.claimed.filter((work) => !lost.includes(work)) }
      },
    })
    const { stage, calls, asks } = await scene(QUIET, { ports: { wrapStore } })
    await asks()
    expect(calls()).toEqual([])
    state.losing = false
    await stage.pass(6 * MINUTE)
    expect(calls()).toEqual(['Customer 1111 asks for a person'])
  })

  it('[O9] while all is well it says nothing, and what people own is theirs however long it takes', async () => {
    const { log, times } = listening()
    const { stage, maya, claim, owner } = await scene({ ...QUIET, alert: undefined }, { ports: { log } })
    maya.says('Hello')
    await stage.pass(5000)
    await claim()
    maya.says('Still there?')
    await stage.pass(30 * MINUTE)
    expect(await owner()).toBe('teammate')
    expect(await watchdog(stage)).toEqual({ alarms: 0, since: null })
    for (const event of ['customer-unanswered', 'work-was-lost', 'handoffs-overdue', 'watch-failed'])
      expect([event, times(event)]).toEqual([event, 0])
  })
})
