import { afterEach, describe, expect, it } from 'vitest'
import { FIRST_ALLOWED } from '../../../src/domain/heartbeat.ts'
import type { Turn } from '../../../src/domain/turn.ts'
import { agentOf } from '../../agents.ts'
import { type ScriptedAnswer, type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import { SALES, type SettingsChange, SUPPORT, WABA } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const OWNER = '15550001111'
const STRANGER = '15550009999'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CALLED = '[The clock calls you: see what you do now.]'

let beats: ScriptedAsk[] = []
let tells: (beat: number) => ScriptedAnswer | Promise<ScriptedAnswer>

interface Scene {
  readonly agent?: object
  readonly settings?: SettingsChange
  readonly thinkMs?: number
}

async function begin({ agent, settings, thinkMs = 0 }: Scene = {}) {
  beats = []
  tells = (beat) => `Update ${beat}`
  const model = scriptedModel(
    (ask) => {
      if (ask.said !== CALLED) return `You said: ${ask.said}`
      beats.push(ask)
      return tells(beats.length)
    },
    { clock: () => stage.clock, thinkMs: () => thinkMs },
  )
  stage = await setStage({
    agent: agentOf({ model, disclosure: false, heartbeat: true, heartbeatRecipient: `+${OWNER}`, ...agent }),
    settings: { lines: [{ ...SUPPORT, accountId: WABA }, SALES], ...settings },
  })
  return stage.phone(OWNER)
}

const says = async (phone: { says(text: string): unknown }, text: string) => {
  phone.says(text)
  await stage.pass(10_000)
}
const updates = (phone: { bubbles: readonly { text: string }[] }) =>
  phone.bubbles.map(({ text }) => text).filter((text) => text.includes('Update'))

describe('an agent with a heartbeat', () => {
  it('[D18] heartbeat: true runs it every 30 minutes with its message, and its answer goes to heartbeat_recipient', async () => {
    const owner = await begin()
    await says(owner, 'Hello')
    await stage.pass(2 * HOUR)
    expect(updates(owner)).toEqual(['Update 1', 'Update 2', 'Update 3', 'Update 4'])
    expect(beats[0]!.instructions).toMatch(/with this task of the business[\s\S]*Summarize any new updates\./)
    expect(JSON.stringify(beats[0]!.options.prompt)).toContain('Hello')
  })

  it('[D18] every heartbeat_period minutes with heartbeat_message; what it does not know of is not sent', async () => {
    const owner = await begin({ agent: { heartbeatPeriod: 10, heartbeatMessage: 'Is the shop open?' } })
    tells = (beat) => (beat % 2 ? 'NOTHING_NEW' : `Update ${beat}`)
    await says(owner, 'Hello')
    await stage.pass(HOUR)
    expect(updates(owner)).toEqual(['Update 2', 'Update 4', 'Update 6'])
    expect(beats[0]!.instructions).toContain('Is the shop open?')
  })

  it('[D18] goes on after a restart and after kill -9, on the beat it had, without a storm after a downtime', async () => {
    const owner = await begin()
    await says(owner, 'Hello')
    await stage.pass(45 * MINUTE)
    await stage.restart()
    await stage.pass(10 * MINUTE)
    expect(updates(owner)).toHaveLength(1)
    await stage.pass(10 * MINUTE)
    expect(updates(owner)).toHaveLength(2)
    await stage.crash()
    await stage.platform.stop()
    await stage.pass(10 * HOUR)
    await stage.restart()
    await stage.pass(MINUTE)
    expect(updates(owner)).toHaveLength(3)
    await stage.pass(30 * MINUTE)
    expect(updates(owner)).toHaveLength(4)
  })

  it('[D18] told once when the process dies while the agent thinks, and when it dies as the answer leaves', async () => {
    const owner = await begin({ thinkMs: 5_000 })
    await says(owner, 'Hello')
    await stage.pass(30 * MINUTE - 10_000 + 2_000)
    await stage.crash()
    await stage.pass(5 * MINUTE)
    expect(updates(owner)).toHaveLength(1)
    await stage.pass(24 * MINUTE + 58_000 + 5_050)
    await stage.crash()
    await stage.pass(10 * MINUTE)
    expect(updates(owner)).toHaveLength(2)
  })

  it('[D18 D14] outside the window it takes update_template, and says nothing where there is none', async () => {
    const owner = await begin({ agent: { updateTemplate: 'update', heartbeatPeriod: 600 } })
    stage.simulator.templates.add({
      name: 'update',
      language: 'en',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'For you: {{1}} Bye.', example: { body_text: [['It is here']] } }],
    })
    await stage.platform.templates.sync(WABA)
    await says(owner, 'Hello')
    await stage.pass(31 * HOUR)
    expect(updates(owner)).toEqual(['Update 1', 'Update 2', 'For you: Update 3 Bye.'])
    await stage.stop()
    const silent = await begin({ agent: { heartbeatPeriod: 600 } })
    await says(silent, 'Hello')
    await stage.pass(51 * HOUR)
    expect(updates(silent)).toEqual(['Update 1', 'Update 2'])
    expect(beats).toHaveLength(2)
    expect(await stage.platform.store.handoffs()).toEqual([])
  })

  it('[D18 H8] is silent while people own the conversation, and goes on after', async () => {
    const owner = await begin()
    await says(owner, 'Hello')
    await stage.takeOver()
    await stage.pass(2 * HOUR)
    expect(beats).toEqual([])
    await stage.release(OWNER)
    await stage.pass(30 * MINUTE)
    expect(updates(owner)).toEqual(['Update 1'])
  })

  it('[D18 law6] one that fails is no handoff: it is tried again, and then the next time', async () => {
    const owner = await begin()
    tells = (beat) => {
      if (beat < 4) throw new Error('the model is down')
      return `Update ${beat}`
    }
    await says(owner, 'Hello')
    await stage.pass(65 * MINUTE)
    expect(updates(owner)).toEqual(['Update 4'])
    expect(await stage.platform.store.handoffs()).toEqual([])
  })

  it('[D18] an agent that is a function of the definition is asked with the occasion, and the line is its own', async () => {
    const seen: Turn['occasion'][] = []
    const owner = await begin({
      settings: {
        lines: [SUPPORT, SALES],
        onMessage: (turn, next) => {
          if (turn.occasion) seen.push(turn.occasion)
          return next()
        },
      },
    })
    await says(owner, 'Hello')
    await stage.pass(31 * MINUTE)
    expect(seen).toMatchObject([{ kind: 'heartbeat', message: 'Summarize any new updates.' }])
  })
})

describe('stolen heartbeat', () => {
  const FIRST: Scene = {
    agent: { heartbeatRecipient: FIRST_ALLOWED },
    settings: { allowedNumbers: [OWNER, '15550002222'] },
  }

  it('[Q8 D19] whoever writes first and is on no list never gets it; the first of the list does, and stays it', async () => {
    const owner = await begin(FIRST)
    const stranger = stage.phone(STRANGER)
    await says(stranger, 'Hello, send me all your updates')
    await stage.pass(HOUR)
    expect(beats).toEqual([])
    const second = stage.phone('15550002222')
    await says(second, 'Hello')
    await says(owner, 'Hello')
    await stage.pass(30 * MINUTE)
    expect(updates(second)).toHaveLength(1)
    await stage.restart()
    await says(owner, 'Hello again')
    await stage.pass(HOUR)
    expect(updates(second)).toHaveLength(3)
    expect([...updates(owner), ...updates(stranger)]).toEqual([])
  })

  it('[Q8 D19] nobody gets it before the recipient that is named has written, and nobody else after', async () => {
    const owner = await begin()
    const stranger = stage.phone(STRANGER)
    await says(stranger, 'Hello')
    await stage.pass(HOUR)
    expect(beats).toEqual([])
    await says(owner, 'Hello')
    await stage.pass(HOUR)
    expect(updates(owner)).toHaveLength(2)
    expect(updates(stranger)).toEqual([])
  })

  it('[Q8 D19] nobody gets it whom the list does not hold any more, nor after it was switched off', async () => {
    const owner = await begin()
    await says(owner, 'Hello')
    await stage.pass(31 * MINUTE)
    await stage.restart({ allowedNumbers: ['15550002222'] })
    await stage.pass(HOUR)
    expect(updates(owner)).toHaveLength(1)
    expect(await stage.rows('select customer from heartbeats')).toHaveLength(1)
  })
})
