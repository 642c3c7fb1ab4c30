import { afterEach, describe, expect, it } from 'vitest'
import type { UpdatePromise } from '../../src/domain/follow-up.ts'
import type { Store } from '../../src/flows/store.ts'
import { agentOf } from '../agents.ts'
import { type ScriptedAnswer, type ScriptedAsk, scriptedModel } from '../doubles/scripted-model.ts'
import { SALES, type SettingsChange, SUPPORT, WABA } from '../settings.ts'
import { DANA, type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const MAYA = '15550001111'
const BY = { kind: 'teammate', id: DANA.id, name: DANA.name, source: 'api', ip: undefined } as const
const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const DUE = '[The update is due: see what you do now.]'

/** What the model was asked, and how often it was called for an update. */
let asks: ScriptedAsk[] = []
let calls = 0
let tells: (call: number, ask: ScriptedAsk) => ScriptedAnswer | Promise<ScriptedAnswer>

const schedule = (input: object): ScriptedAnswer => ({ calls: [{ tool: 'schedule_update', input }] })
const IN_TWO_HOURS = { about: 'Where order 22 is', in: '2h' }

function script(ask: ScriptedAsk): ScriptedAnswer | Promise<ScriptedAnswer> {
  asks.push(ask)
  if (ask.said === DUE) return ask.results.length > 0 ? 'Done.' : tells(++calls, ask)
  if (ask.results.length > 0) return 'Noted.'
  if (ask.said.startsWith('{')) return schedule(JSON.parse(ask.said))
  if (ask.said === 'no more') return { calls: [{ tool: 'stop_updates', input: { because: 'asked' } }] }
  return `You said: ${ask.said}`
}

const agent = (change: object = {}, model = scriptedModel(script)) =>
  agentOf({ model, tools: ['schedule_update'], disclosure: false, ...change })

interface Scene {
  readonly agent?: object
  readonly settings?: SettingsChange
  readonly wrapStore?: (store: Store) => Store
  readonly thinkMs?: number
}

async function begin({ agent: change, settings, wrapStore, thinkMs = 0 }: Scene = {}) {
  asks = []
  calls = 0
  tells = (call) => `It is in Lyon now (${call}).`
  const model = scriptedModel(script, { clock: () => stage.clock, thinkMs: () => thinkMs })
  stage = await setStage({
    agent: agent(change, model),
    settings: {
      lines: [
        { ...SUPPORT, accountId: WABA },
        { ...SALES, accountId: WABA },
      ],
      ...settings,
    },
    ...(wrapStore && { ports: { wrapStore } }),
  })
  return stage.phone(MAYA)
}

const says = async (phone: { says(text: string): unknown }, text: string, ms = 30_000) => {
  phone.says(text)
  await stage.pass(ms)
}
const promises = (phone: { says(text: string): unknown }, input: object = IN_TWO_HOURS) =>
  says(phone, JSON.stringify(input))
const heard = (phone: { bubbles: readonly { from?: unknown; text: string }[] }) =>
  phone.bubbles.map(({ text }) => text).filter((text) => !text.startsWith('{') && text !== 'Noted.')
const news = (phone: { bubbles: readonly { text: string }[] }) => heard(phone).filter((text) => text.includes('Lyon'))
const key = async () => ({ business: 'acme', id: await stage.conversationOf(MAYA) })
const shown = async () => stage.platform.store.followUps(await key())
const states = async () => (await shown()).map(({ about, state }) => `${about}: ${state}`)
const owner = async () => (await stage.rows("select owner from conversations where line = 'support'"))[0]!.owner
const template = (category = 'UTILITY', body = 'News on your request: {{1}} Write back any time.', language = 'en') => {
  const values = [...body.matchAll(/{{\d}}/g)].map(([name]) => `Value of ${name}`)
  const example = values.length > 0 ? { example: { body_text: [values] } } : {}
  stage.simulator.templates.add({
    name: 'update',
    language,
    category,
    components: [{ type: 'BODY', text: body, ...example }],
  })
}
const WITH_TEMPLATE: Scene = { agent: { updateTemplate: 'update' } }
const TOMORROW = { ...IN_TWO_HOURS, in: '25h' }

describe('an update that an agent has promised', () => {
  it('[D20] is told when it is due, knowing what was promised and said, and not a second time', async () => {
    const maya = await begin()
    await promises(maya)
    expect(await states()).toEqual(['Where order 22 is: waiting'])
    await stage.pass(2 * HOUR - 90_000)
    expect(news(maya)).toEqual([])
    await stage.pass(2 * 60_000)
    expect(news(maya)).toEqual(['It is in Lyon now (1).'])
    const ask = asks.at(-1)!
    expect(ask.instructions).toMatch(/The customer has not written just now[\s\S]*Where order 22 is/)
    expect(JSON.stringify(ask.options.prompt)).toContain('Noted.')
    expect(await states()).toEqual(['Where order 22 is: kept'])
    await stage.pass(12 * HOUR)
    expect(calls).toBe(1)
    expect(await stage.rows("select count(*) as due from work where kind = 'follow-up'")).toEqual([{ due: 0 }])
  })

  it('[D20] may use its tools, and promise the next one', async () => {
    const maya = await begin()
    tells = (call) => (call === 1 ? schedule({ about: 'Whether it has come', in: '1h' }) : 'It has come to Lyon.')
    await promises(maya)
    await stage.pass(2 * HOUR)
    expect(heard(maya)).toContain('Done.')
    expect(await states()).toEqual(['Whether it has come: waiting', 'Where order 22 is: kept'])
    await stage.pass(HOUR)
    expect(news(maya)).toEqual(['It has come to Lyon.'])
  })

  it('[D20] that comes again ends by itself, passes in silence where there is nothing new, and two at once are told in one go', async () => {
    const maya = await begin()
    tells = (call) => (call === 2 ? '*NOTHING_NEW*.' : `Lyon ${call}`)
    await promises(maya, { about: 'The parcel', in: '1h', every: '1h', times: 3 })
    await promises(maya, { about: 'The bill', in: '3h' })
    await stage.pass(DAY - HOUR)
    expect(news(maya)).toEqual(['Lyon 1', 'Lyon 3', 'Lyon 4'])
    expect((await states()).toSorted()).toEqual(['The bill: kept', 'The parcel: kept'])
  })

  it('[D20] is refused where it has no end, is over, too often or too many', async () => {
    const maya = await begin()
    for (const wrong of [
      { about: 'x', in: '1h', every: '1h' },
      { about: 'x', at: '2026-11-21T11:00:00Z' },
      { about: 'x', at: '2026-11-21T15:00:00' },
      { about: 'x', in: '1h', at: '2026-11-21T15:00:00Z' },
      { about: 'x', in: '1h', every: '5min', times: 3 },
      { about: 'x', in: '200d' },
    ])
      await promises(maya, wrong)
    expect(await shown()).toEqual([])
    for (let count = 0; count < 6; count++)
      await promises(maya, { about: `No ${count}`, at: '2026-11-21T16:00:00+01:00' })
    expect(await shown()).toHaveLength(5)
    expect((await shown())[0]!.dueAt).toBe(Date.UTC(2026, 10, 21, 15))
  })

  it('[D20] waits for the answer to what the customer has just written, and a message in the middle of it comes first', async () => {
    const maya = await begin({ thinkMs: 8_000 })
    await promises(maya)
    await stage.pass(2 * HOUR - 40_000)
    maya.says('Are you there?')
    await stage.pass(60_000)
    const [, ...after] = heard(maya).filter((text) => !text.startsWith('You said'))
    expect(after).toEqual([])
    await stage.pass(5 * 60_000)
    const order = heard(maya)
    expect(order.indexOf('It is in Lyon now (1).')).toBeGreaterThan(order.indexOf('You said: Are you there?'))
    expect(news(maya)).toHaveLength(1)
  })
})

describe('an update ends', () => {
  it('[D20] when the customer asks the agent', async () => {
    const maya = await begin()
    await promises(maya)
    await says(maya, 'no more')
    expect(await states()).toEqual(['Where order 22 is: asked'])
    await stage.pass(3 * HOUR)
    expect(calls).toBe(0)
  })

  it('[D20 D25] when they write STOP, on whatever line, and no model is asked', async () => {
    const maya = await begin()
    await promises(maya)
    const before = asks.length
    stage.phone(MAYA, 'sales').says('STOP')
    await stage.pass(10_000)
    expect(await states()).toEqual(['Where order 22 is: asked'])
    await stage.pass(3 * HOUR)
    expect(asks).toHaveLength(before)
  })

  it('[D20] when a teammate takes the conversation; after the release the agent is told so, once', async () => {
    const maya = await begin()
    await promises(maya)
    await stage.takeOver()
    expect(await states()).toEqual(['Where order 22 is: people'])
    await stage.pass(3 * HOUR)
    expect(calls).toBe(0)
    await stage.release(MAYA)
    await says(maya, 'Hello again')
    expect(asks.at(-1)!.instructions).toContain('they have ended and will not come')
    await says(maya, 'And now?')
    expect(asks.at(-1)!.instructions).not.toContain('they have ended and will not come')
    expect(await states()).toEqual(['Where order 22 is: people'])
  })

  it('[D20 law4] when a teammate takes it over while the agent prepares it: nothing of it leaves', async () => {
    const maya = await begin({ thinkMs: 8_000 })
    await promises(maya, { ...IN_TWO_HOURS, in: '1h' })
    await stage.pass(HOUR - 30_000 - 9_000)
    const before = asks.length
    await stage.pass(7_000)
    expect(await stage.takeOver()).toBe(1)
    await stage.pass(3 * HOUR)
    expect(news(maya)).toEqual([])
    expect(asks.length - before).toBeLessThanOrEqual(1)
    expect(await states()).toEqual(['Where order 22 is: people'])
  })

  it('[D20] by the API, which lists what is to come and what has ended', async () => {
    const token = 'the-token-of-the-configuration-123'
    const maya = await begin({ settings: { apiToken: token } })
    await promises(maya)
    const ask = async (method: string, path: string) => {
      const request = new Request(`http://x/api/conversations/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      })
      const response = await stage.passUntil(stage.platform.fetch(request))
      return {
        status: response.status,
        body: (await response.json()) as { followUps: { id: string; state: string }[] },
      }
    }
    const { id } = await key()
    const { body } = await ask('GET', `${id}/follow-ups`)
    expect(body.followUps).toMatchObject([{ about: 'Where order 22 is', state: 'waiting' }])
    expect((await ask('DELETE', `${id}/follow-ups/${body.followUps[0]!.id}`)).status).toBe(200)
    expect((await ask('DELETE', `${id}/follow-ups/${body.followUps[0]!.id}`)).status).toBe(404)
    expect((await ask('DELETE', `${id}/follow-ups/none`)).status).toBe(404)
    expect((await ask('GET', `${id}/follow-ups`)).body.followUps).toMatchObject([{ state: 'cancelled' }])
    expect((await ask('GET', `none/follow-ups`)).status).toBe(404)
  })

  it('[D20] when a teammate cancels it, and when nobody answers the customer any more', async () => {
    const maya = await begin()
    await promises(maya)
    const [first] = await shown()
    const cancel = { conversation: await key(), id: first!.id, by: 'Dana', now: stage.clock.now() }
    expect(await stage.platform.store.cancelFollowUp(cancel)).toBe(true)
    expect(await stage.platform.store.cancelFollowUp(cancel)).toBe(false)
    await promises(maya)
    const { customer } = (await stage.platform.desk.conversation((await key()).id))!
    await stage.platform.desk.block(customer.id, { by: BY, person: DANA })
    await stage.pass(3 * HOUR)
    expect(calls).toBe(0)
    expect((await states()).toSorted()).toEqual(['Where order 22 is: cancelled', 'Where order 22 is: not-allowed'])
  })
})

describe('an update outside the window', () => {
  it('[D14 D20] is text at 23:59:59 and the template at 24:00:00', async () => {
    const maya = await begin(WITH_TEMPLATE)
    template()
    await stage.platform.templates.sync(WABA)
    maya.says(JSON.stringify({ about: 'x', at: new Date(stage.clock.now() + DAY - 1_000).toISOString() }))
    await stage.pass(DAY - 10_000)
    expect(news(maya)).toEqual([])
    await stage.pass(30_000)
    expect(news(maya)).toEqual(['It is in Lyon now (1).'])
    const later = stage.phone('15550002222')
    later.says(JSON.stringify({ about: 'x', at: new Date(stage.clock.now() + DAY + 1_000).toISOString() }))
    await stage.pass(DAY + 30_000)
    expect(news(later)).toEqual(['News on your request: It is in Lyon now (2). Write back any time.'])
    expect(await owner()).toBe('agent')
  })

  it('[D20] takes the template of the customer’s language, with the words on one line', async () => {
    const maya = await begin(WITH_TEMPLATE)
    tells = () => 'Su pedido\n\nestá en *Lyon*.'
    template()
    template('UTILITY', 'Novedades: {{1}} Escríbanos.', 'es_MX')
    await stage.platform.templates.sync(WABA)
    await says(maya, 'Hola, buenos días, ¿dónde está mi pedido por favor?')
    await promises(maya, { ...TOMORROW, about: 'Dónde está el pedido de la señora' })
    await stage.pass(26 * HOUR)
    expect(news(maya)).toEqual(['Novedades: Su pedido está en *Lyon*. Escríbanos.'])
    expect(asks.at(-1)!.instructions).toContain('Your words will stand inside of a template')
  })

  it('[D20] what is too long for the template waits until the customer writes, and is told then', async () => {
    const maya = await begin(WITH_TEMPLATE)
    tells = () => `Lyon ${'and on '.repeat(200)}`
    template()
    await stage.platform.templates.sync(WABA)
    await promises(maya, TOMORROW)
    await stage.pass(26 * HOUR)
    expect(heard(maya).at(-1)).toMatch(/^News on your request: There is news on what you asked about/)
    await says(maya, 'Tell me')
    expect(asks.at(-1)!.instructions).toMatch(/tell it now[\s\S]*Lyon and on and on/)
    await says(maya, 'Thanks')
    expect(asks.at(-1)!.instructions).not.toContain('tell it now')
  })

  it.each([
    ['there is no template', {}, () => {}, /no update_template/],
    ['it is not approved', WITH_TEMPLATE, () => {}, /knows no template named update/],
    ['it is marketing, and they want none', WITH_TEMPLATE, () => template('MARKETING'), /wants no marketing/],
    ['it asks for more', WITH_TEMPLATE, () => template('UTILITY', 'A {{1}} and {{2}} b'), /more than one value/],
  ] as const)('[D14 D20 D25] people are told where %s, and the model is not asked', async (_, scene, add, because) => {
    const maya = await begin(scene)
    add()
    await stage.platform.templates.sync(WABA)
    await says(maya, 'STOP')
    await promises(maya, TOMORROW)
    await stage.pass(26 * HOUR)
    expect(calls).toBe(0)
    expect(await owner()).toBe('waiting')
    const [handoff] = await stage.platform.store.handoffs()
    expect(handoff!.summary).toMatch(because)
    expect(handoff!.summary).toContain('Where order 22 is')
    expect(news(maya)).toEqual([])
  })
})

describe('an update that cannot be made', () => {
  it('[D20 law6] is tried again, and becomes a handoff when it keeps failing', async () => {
    const maya = await begin()
    tells = (call) => {
      if (call === 1) throw new Error('the model is down')
      return 'Lyon at last'
    }
    await promises(maya)
    await stage.pass(3 * HOUR)
    expect(news(maya)).toEqual(['Lyon at last'])
    tells = () => {
      throw new Error('the model is down')
    }
    await promises(maya)
    await stage.pass(3 * HOUR)
    expect(await owner()).toBe('waiting')
    expect((await stage.platform.store.handoffs())[0]!.summary).toContain(
      'An update was promised and could not be given',
    )
  })
})

describe('what was promised outlives the process', () => {
  it('[D20] told once after a downtime, however often it was due meanwhile', async () => {
    const maya = await begin()
    await promises(maya, { about: 'x', in: '1h', every: '1h', times: 10 })
    await stage.platform.stop()
    await stage.pass(5 * HOUR)
    await stage.restart()
    await stage.pass(60_000)
    expect(news(maya)).toHaveLength(1)
    await stage.pass(20 * HOUR)
    // Five of ten times were over by then.
    expect(news(maya)).toHaveLength(6)
  })

  it('[D20 law2] told once when the process dies at any step of it', async () => {
    let left = Number.POSITIVE_INFINITY
    let after = false
    let died = () => {}
    const never = new Promise<never>(() => {})
    const wrapStore = (store: Store): Store =>
      new Proxy(store, {
        get(target, name) {
          const value = Reflect.get(target, name)
          if (typeof value !== 'function') return value
          return (...given: unknown[]) => {
            left--
            if (left !== 0) return value.apply(target, given)
            const dies = () => {
              died()
              return never
            }
            return after ? Promise.resolve(value.apply(target, given)).then(dies) : dies()
          }
        },
      })
    const maya = await begin({ wrapStore })
    let kills = 0
    for (let step = 1; step <= 14; step++)
      for (const late of [false, true]) {
        const told = news(maya).length
        await promises(maya)
        await stage.pass(2 * HOUR - 60_000)
        let dead = false
        died = () => {
          dead = true
        }
        after = late
        left = step
        for (let second = 0; second < 90 && !dead; second++) await stage.pass(1000)
        left = Number.POSITIVE_INFINITY
        if (dead) {
          kills++
          await stage.crash()
        }
        // What was on the wire as it died is looked at for two minutes.
        await stage.pass(5 * 60_000)
        expect(`step ${step}${late ? ' after' : ''}: ${news(maya).length - told}`).toBe(
          `step ${step}${late ? ' after' : ''}: 1`,
        )
      }
    expect(kills).toBeGreaterThan(16)
    expect(await owner()).toBe('agent')
  })
})

it('[D20] an agent that is a function promises and tells in the same way', async () => {
  const promise: UpdatePromise = { about: 'x', dueAt: Date.UTC(2026, 10, 21, 15), repeat: undefined }
  stage = await setStage({
    agent: ({ occasion }) =>
      occasion
        ? `Lyon: ${occasion.kind}`
        : { kind: 'run', parts: [{ kind: 'text', text: 'At 3 pm.' }], promises: [promise] },
  })
  const maya = stage.phone(MAYA)
  await says(maya, 'Where is it?')
  await stage.pass(4 * HOUR)
  expect(news(maya)).toEqual(['Lyon: follow-up'])
})
