import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/flows/store.ts'
import { SALES, SUPPORT } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { MAYA, MINUTE, read, setScene, settingsOf } from './scene.ts'

let stage: Stage | undefined
afterEach(() => stage?.stop())
async function scene(...given: Parameters<typeof setScene>) {
  const set = await setScene(...given)
  stage = set.stage
  return set
}

const FIRST = 'Customer 1111 asks for a person'

describe('calling people', () => {
  it('[H12] one place is told at once, each step at its time, and then it goes on waiting', async () => {
    const { stage, alerts, calls, asks, owner } = await scene()
    await asks()
    expect(calls()).toEqual([FIRST])
    expect(alerts()[0]).toMatch(
      /^Customer 1111 asks for a person\nSupport · \+15550001111 · waiting since 2026-11-21 12:00 UTC\n[\s\S]*Case [0-9a-f-]{36}$/,
    )
    await stage.pass(5 * MINUTE)
    expect(calls()).toEqual([FIRST, `Waiting 5 min: ${FIRST}`])
    await stage.pass(10 * MINUTE)
    expect(calls()).toEqual([FIRST, `Waiting 5 min: ${FIRST}`, `Waiting 15 min: ${FIRST}`])
    await stage.pass(120 * MINUTE)
    expect(calls()).toHaveLength(3)
    expect(await owner()).toBe('waiting')
  })

  it('[H12] a call opens the conversation in the desk, where the address of the server is known', async () => {
    const posts: { data?: unknown }[] = []
    const wrapStore = (store: Store): Store => ({
      ...store,
      alert: (alerting) => {
        if (alerting.post) posts.push(alerting.post)
        return store.alert(alerting)
      },
    })
    const server = { host: '127.0.0.1', port: 0, publicUrl: 'https://acme.com/inbox/' }
    const { stage, alerts, asks } = await scene({}, { settings: { server }, ports: { wrapStore } })
    await asks()
    await stage.pass(5 * MINUTE)
    const url = `https://acme.com/inbox/desk/waiting/${await stage.conversationOf(MAYA)}`
    expect(alerts().map((text) => /^Open: (.*)$/m.exec(text)?.[1])).toEqual([url, url])
    expect(posts.map(({ data }) => data)).toMatchObject([{ url }, { url }])
  })

  it('[H12 H4] each call comes once though the process dies before and after each of them', async () => {
    const { stage, calls, maya } = await scene()
    maya.says('A person please')
    for (let second = 0; second < 16 * 60; second += 20) {
      await stage.pass(20_000)
      if (second < 40 || second % 300 < 40) await stage.crash()
    }
    expect(calls()).toEqual([FIRST, `Waiting 5 min: ${FIRST}`, `Waiting 15 min: ${FIRST}`])
    expect(read(maya).filter((text) => text !== 'A person please')).toHaveLength(1)
  })

  it.each([
    ['is refused at once', 131026],
    ['is refused by a status', { failed: 131026 }],
  ] as const)('[H4 H12] people are called at once for a reply that %s', async (_, fault) => {
    const { stage, calls, maya } = await scene()
    stage.simulator.faults.next(fault)
    maya.says('Hello')
    await stage.pass(5000)
    expect(calls()).toEqual(['Customer 1111 needs a person: the agent failed'])
  })

  it('[H4 H12] people are called at once by the agent itself', async () => {
    const { stage, calls, maya } = await scene()
    maya.says('This has to be done by hand')
    await stage.pass(5000)
    expect(calls()).toEqual([FIRST])
  })

  it('[H12] nobody is called who was not, once a teammate has claimed it', async () => {
    const { stage, calls, asks, claim, steps } = await scene()
    await asks()
    await stage.pass(4 * MINUTE)
    await claim()
    await stage.pass(60 * MINUTE)
    expect(calls()).toEqual([FIRST])
    expect(await steps()).toEqual(['opened', 'alerted', 'claim'])
  })

  it('[H12] a teammate who takes a conversation alerts nobody; who puts it back does', async () => {
    const { stage, calls, claim, putBack, maya } = await scene()
    maya.says('Hello')
    await stage.pass(5000)
    await claim()
    await stage.pass(60 * MINUTE)
    expect(calls()).toEqual([])
    await putBack()
    await stage.pass(1000)
    expect(calls()).toEqual(['Back in the queue: Customer 1111 needs a person'])
    await stage.pass(5 * MINUTE)
    expect(calls()[1]).toBe('Waiting 5 min: Customer 1111 needs a person')
  })

  it('[H12] put back, what is done of the escalation is not done again', async () => {
    const { stage, calls, asks, claim, putBack } = await scene()
    await asks()
    await stage.pass(6 * MINUTE)
    await claim()
    await stage.pass(60 * MINUTE)
    await putBack()
    await stage.pass(14 * MINUTE)
    expect(calls().slice(2)).toEqual([`Back in the queue: ${FIRST}`])
    await stage.pass(MINUTE + 1000)
    expect(calls().slice(3)).toEqual([`Waiting 15 min: ${FIRST}`])
  })

  it('[H12 C11] a target that is set while cases wait is used from then on', async () => {
    const { stage, calls, asks, reconfigure } = await scene({ alert: undefined, escalation: [] })
    await asks()
    await stage.pass(10 * MINUTE)
    expect(calls()).toEqual([])
    await reconfigure(settingsOf())
    await stage.pass(1000)
    expect(calls()).toEqual([`Waiting 10 min: ${FIRST}`])
  })

  it('[H6 C11] one handoff for all lines holds from the edit on that says so', async () => {
    const settings = { lines: [SUPPORT, SALES] }
    const { stage, asks, reconfigure } = await scene({}, { settings })
    const sales = stage.phone(MAYA, SALES.name)
    sales.says('Hello')
    await stage.pass(5000)
    await reconfigure({ ...settings, handoffScope: 'customer' })
    await asks()
    sales.says('And here?')
    await stage.pass(60_000)
    expect(read(sales)).toEqual(['You said: Hello'])
    await stage.restart({ handoffScope: 'line' })
    await stage.release(MAYA)
    await asks()
    sales.says('And now?')
    await stage.pass(5000)
    expect(read(sales).at(-1)).toMatch(/And now\?$/)
  })

  it('[H24] health counts who waits, and who waits longer than the line promises', async () => {
    const { stage, asks, claim } = await scene({ slaMs: 3 * MINUTE })
    const health = async () => {
      const response = await stage.platform.fetch(new Request('http://localhost/health'))
      return ((await response.json()) as { handoffs: object }).handoffs
    }
    await asks()
    expect(await health()).toMatchObject({ open: 1, waiting: 1, overdue: 0 })
    await stage.pass(3 * MINUTE)
    expect(await health()).toMatchObject({ open: 1, waiting: 1, overdue: 1 })
    await claim()
    expect(await health()).toMatchObject({ open: 1, waiting: 0, overdue: 0, waitingSince: null })
  })
})
