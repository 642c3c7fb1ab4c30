import { afterEach, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/domain/access.ts'
import { eventParser, type SentEvent } from '../../sse.ts'
import { type Stage, type StageOptions, setStage } from '../../stage.ts'

const MAYA = '15550001111'
const BEAT = 10_000
const GONE = 25_000

let stage: Stage
const open: AbortController[] = []
afterEach(async () => {
  for (const one of open.splice(0)) one.abort()
  await stage.stop()
})

/** A program with a token of its own: what it is told live, and what it says. */
async function program(name: string, role: Role = 'member', lines: 'all' | string[] = 'all') {
  const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const
  const authority = { business: 'acme', actor: { role: 'owner', lines: 'all' }, by, now: stage.clock.now() } as const
  const made = await stage.platform.store.createToken({ ...authority, name, role, lines, expiresAt: undefined })
  if (made.kind !== 'done') throw new Error(made.kind)
  const headers = { authorization: `Bearer ${made.secret}`, 'content-type': 'application/json' }
  const ask = (method: string, path: string, body?: object) =>
    stage.platform.fetch(
      new Request(`http://localhost${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    )

  async function follow() {
    const heard: (SentEvent & { readonly block: string })[] = []
    const leaving = new AbortController()
    open.push(leaving)
    const response = await ask('GET', '/channels/events')
    let block = ''
    const parse = eventParser({
      event: (event) => void heard.push({ ...event, block }),
      id() {},
      comment() {},
      retry() {},
    })
    const text = new TextDecoder()
    const reading = response.body!.pipeTo(
      new WritableStream({
        write(chunk) {
          block = text.decode(chunk)
          parse(block)
        },
      }),
      { signal: leaving.signal },
    )
    reading.catch(() => {})
    await stage.pass(1)
    return {
      /** Who is there, each time that it was told; what was told is forgotten. */
      async presence() {
        await stage.pass(1)
        const told = heard.splice(0).filter(({ kind }) => kind === 'presence')
        for (const one of told) expect(one.block).not.toMatch(/^id:/m)
        return told.map(({ data }) =>
          data.others.map((other: { name: string; doing: string }) => `${other.name} ${other.doing}`).join(', '),
        )
      },
    }
  }
  const does = async (doing: string, as?: object) => {
    const answered = await ask('POST', `/api/conversations/${await stage.conversationOf(MAYA)}/presence`, { doing, as })
    return { status: answered.status, ...((await answered.json()) as { presence?: object }) }
  }
  return { ask, follow, does }
}

async function setUp(options: StageOptions = {}) {
  stage = await setStage(options)
  const maya = stage.phone(MAYA)
  maya.says('Hello')
  await stage.pass(5000)
  return maya
}

describe('who has a conversation open', () => {
  it('[H23] is told live to everybody else who works there, once for each change, and outside the log', async () => {
    await setUp()
    const [ann, bo, sales] = [await program('Ann'), await program('Bo'), await program('Sal', 'member', ['sales'])]
    const [anns, bos, sals] = [await ann.follow(), await bo.follow(), await sales.follow()]
    for (const one of [anns, bos, sals]) await one.presence()

    expect(await ann.does('viewing')).toMatchObject({ status: 200, presence: { others: [] } })
    expect(await bo.does('noting')).toMatchObject({ presence: { others: [{ name: 'Ann', doing: 'viewing' }] } })
    await ann.does('viewing')
    await ann.does('writing')
    await bo.does('noting')
    expect(await bos.presence()).toEqual(['Ann viewing', 'Ann writing'])
    expect(await anns.presence()).toEqual(['Bo noting'])
    expect(await sals.presence()).toEqual([])
    expect((await sales.does('viewing')).status).toBe(404)

    // Whoever comes later is told once how it is, and nothing of what was.
    expect(await (await bo.follow()).presence()).toEqual(['Ann writing'])
    await ann.does('left')
    expect(await bos.presence()).toEqual([''])
    expect(await (await bo.follow()).presence()).toEqual([])

    // Whoever says nothing more is gone 25 seconds later.
    await ann.does('viewing')
    expect(await bos.presence()).toEqual(['Ann viewing'])
    for (const _ of Array(4)) {
      await stage.pass(BEAT)
      await ann.does('viewing')
    }
    expect(await bos.presence()).toEqual([])
    await stage.pass(GONE - 100)
    expect(await bos.presence()).toEqual([])
    await stage.pass(100)
    expect(await bos.presence()).toEqual([''])
  })

  it('[H23] names whom a program acts for, shows who may only look as looking, and keeps nothing', async () => {
    await setUp()
    const [desk, viewer, bo] = [await program('Desk'), await program('Vi', 'viewer'), await program('Bo')]
    const [desks, bos] = [await desk.follow(), await bo.follow()]
    await desk.does('writing', { id: 'omar@acme.com', name: 'Omar' })
    await viewer.does('writing')
    expect(await bos.presence()).toEqual(['Omar writing', 'Omar writing, Vi viewing'])
    expect(await desks.presence()).toEqual(['Omar writing', 'Omar writing, Vi viewing'])
    expect((await desk.does('dancing')).status).toBe(400)
    const tables = stage.look<{ name: string }>(`select name from sqlite_master where type = 'table'`)
    for (const { name } of tables) {
      const rows = stage.look(`select * from "${name}"`)
      expect(JSON.stringify(rows), name).not.toContain('omar@acme.com')
    }
  })
})

describe('while a teammate writes, the customer', () => {
  const typed = () =>
    stage.simulator.log.graphCalls().filter(({ body }) => body.includes('typing_indicator') && body.includes('read'))
      .length

  it('[D7 H23] is shown "typing" every 20 seconds, by who has the conversation only', async () => {
    const maya = await setUp()
    const [ann, bo] = [await program('Ann'), await program('Bo')]
    const before = typed()
    await ann.does('writing')
    await stage.pass(1000)
    expect([typed() - before, maya.typing]).toEqual([0, false])

    const path = `/api/conversations/${await stage.conversationOf(MAYA)}`
    expect((await ann.ask('POST', `${path}/claim`, {})).status).toBe(200)
    await ann.does('writing')
    await bo.does('writing')
    await stage.pass(1000)
    expect([typed() - before, maya.typing]).toEqual([1, true])
    for (const _ of Array(4)) {
      await stage.pass(BEAT)
      await ann.does('writing')
    }
    await stage.pass(1000)
    expect([typed() - before, maya.typing]).toEqual([3, true])
    for (const doing of ['noting', 'left', 'writing', 'viewing']) await ann.does(doing)
    await stage.pass(1000)
    expect(typed() - before).toBe(3)
  })

  it('[D7] is shown none of it where the settings say so; what fails is told to nobody', async () => {
    await setUp()
    const ann = await program('Ann')
    await ann.ask('POST', `/api/conversations/${await stage.conversationOf(MAYA)}/claim`, {})
    stage.simulator.faults.next(131000, { call: 'read', times: 1 })
    expect((await ann.does('writing')).status).toBe(200)
    await stage.pass(30_000)
    const before = typed()
    await stage.restart({ turn: { typing: false } })
    await ann.does('writing')
    await stage.pass(1000)
    expect(typed()).toBe(before)
  })
})
