import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf } from '../../agents.ts'
import { scriptedModel } from '../../doubles/scripted-model.ts'
import type { SettingsChange } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const DAY = 24 * 60 * 60_000
const [MAYA, BO] = ['15550001111', '15550002222'] as const
const NOWHERE = '01a1fdfa-4600-7fff-bfff-73a2fd3b7759'

let stage: Stage
afterAll(() => stage.stop())

const refund = {
  name: 'refund',
  description: 'Pays money back.',
  effect: 'irreversible',
  key: ['order'],
  parameters: { type: 'object', properties: { order: { type: 'string' } } },
  run: ({ order }: { order: string }) => ({ paid: order }),
}
const model = scriptedModel(({ said, results }) =>
  said.includes('refund') && results.length === 0
    ? { calls: [{ tool: 'refund', input: { order: 'ORD-22' } }] }
    : 'Done.',
)

async function setUp(settings: SettingsChange = {}) {
  const agent = agentOf({ model, tools: [refund], disclosure: false })
  stage = await setStage({
    agent,
    settings: { apiToken: TOKEN, prices: { scripted: { input: 100, output: 200 } }, ...settings },
  })
  for (const [phone, text] of [
    [MAYA, 'A refund of ORD-22, please'],
    [BO, 'Hello'],
    [MAYA, 'Thanks'],
  ] as const) {
    stage.phone(phone).says(text)
    await stage.pass(10_000)
  }
}
beforeAll(() => setUp())

interface ShownRun {
  readonly id: string
  readonly endedAt: number
  readonly trace: { readonly prompt: { readonly messages: readonly { readonly text: string }[] } }
}
interface Body {
  readonly runs: readonly ShownRun[]
  readonly usage: readonly { readonly runs: number }[]
}

async function get(path: string, token = TOKEN) {
  const headers = { authorization: `Bearer ${token}` }
  const response = await stage.platform.fetch(new Request(`http://localhost/api${path}`, { headers }))
  return { status: response.status, body: (await response.json()) as Body }
}

const NOTHING_HERE = {
  status: 404,
  body: { ok: false, error: 'There is nothing here with this name, or not any more.' },
}

const runsOf = async (phone: string) =>
  (await get(`/conversations/${await stage.conversationOf(phone)}/runs`)).body.runs

describe('runs over the API', () => {
  it('[H21 O10] tells why an agent said something: tools, tokens and cost, and nothing of the prompt', async () => {
    const id = await stage.conversationOf(MAYA)
    const [run] = (await runsOf(MAYA)).toReversed()
    const { messages } = (await get(`/conversations/${id}/thread`)).body as unknown as {
      messages: { id: string; turn: string; author: string }[]
    }
    const [asked, said] = messages
    expect([asked!.author, said!.author, said!.turn]).toEqual(['customer', 'agent', asked!.turn])
    const why = await get(`/conversations/${id}/messages/${said!.id}/why`)
    expect(why).toEqual({
      status: 200,
      body: {
        ok: true,
        why: {
          run: run!.id,
          agent: 'test',
          model: expect.stringContaining('scripted'),
          startedAt: expect.any(Number),
          endedAt: run!.endedAt,
          tools: [{ name: 'refund', input: '{"order":"ORD-22"}', result: '{"paid":"ORD-22"}' }],
          memory: [],
          tokens: { input: 20, output: 10 },
          cost: 0.004,
        },
      },
    })
    for (const other of [asked!.id, NOWHERE, 'x'])
      expect((await get(`/conversations/${id}/messages/${other}/why`)).status).toBe(404)
    const bo = await stage.conversationOf(BO)
    expect((await get(`/conversations/${bo}/messages/${said!.id}/why`)).status).toBe(404)
  })

  it('[O10] those of one conversation, the newest first, and of no other', async () => {
    const maya = await runsOf(MAYA)
    expect(maya.map(({ trace }) => trace.prompt.messages.at(-1)!.text)).toEqual([
      'Thanks',
      'A refund of ORD-22, please',
    ])
    expect(await runsOf(BO)).toMatchObject([{ outcome: 'replied', inputTokens: 10, outputTokens: 5, cost: 0.002 }])
    for (const id of [NOWHERE, 'x%27%20or%201=1']) expect(await get(`/conversations/${id}/runs`)).toEqual(NOTHING_HERE)
  })

  it('[O10] one by its id, whole', async () => {
    const [, first] = await runsOf(MAYA)
    const { status, body } = await get(`/runs/${first!.id}`)
    expect(status).toBe(200)
    expect(body).toEqual({ ok: true, run: first })
    expect(first).toMatchObject({
      trace: {
        tools: [{ tool: 'refund', effect: 'irreversible', input: { order: 'ORD-22' }, result: { paid: 'ORD-22' } }],
        models: [{ model: 'scripted/scripted' }, { model: 'scripted/scripted' }],
      },
    })
  })

  it.each([NOWHERE, 'nothing', '%00', '1', 'x'.repeat(5000)])('[O10] none with the id %s: 404 in words', async (id) => {
    expect(await get(`/runs/${id}`)).toEqual(NOTHING_HERE)
  })

  it('[O10 A28] what irreversible tools have done in a conversation', async () => {
    const { body } = await get(`/conversations/${await stage.conversationOf(MAYA)}/calls`)
    expect(body).toMatchObject({
      ok: true,
      calls: [{ tool: 'refund', state: 'done', input: { order: 'ORD-22' }, result: { paid: 'ORD-22' } }],
    })
    const ofBo = await get(`/conversations/${await stage.conversationOf(BO)}/calls`)
    expect(ofBo).toEqual({ status: 200, body: { ok: true, calls: [] } })
    for (const id of [NOWHERE, 'nothing']) expect(await get(`/conversations/${id}/calls`)).toEqual(NOTHING_HERE)
  })
})

describe('usage over the API', () => {
  it('[O8] by agent, which is what is told when nothing is said, and by conversation', async () => {
    const all = { runs: 3, inputTokens: 40, outputTokens: 20, cost: 0.008, unpriced: 0 }
    expect((await get('/usage')).body).toEqual({ ok: true, by: 'agent', usage: [{ of: 'test', ...all }] })
    expect((await get('/usage?by=agent')).body).toEqual((await get('/usage')).body)
    const { body } = await get('/usage?by=conversation')
    expect(body).toEqual({
      ok: true,
      by: 'conversation',
      usage: [
        { of: await stage.conversationOf(MAYA), runs: 2, inputTokens: 30, outputTokens: 15, cost: 0.006, unpriced: 0 },
        { of: await stage.conversationOf(BO), runs: 1, inputTokens: 10, outputTokens: 5, cost: 0.002, unpriced: 0 },
      ],
    })
  })

  it('[O8] of a span: from its beginning on, without its end', async () => {
    const [last] = await runsOf(MAYA)
    const at = (ms: number) => encodeURIComponent(new Date(ms).toISOString())
    const count = async (query: string) => {
      const { body } = await get(`/usage?${query}`)
      return body.usage[0]?.runs ?? 0
    }
    expect(await count(`since=${at(last!.endedAt)}`)).toBe(1)
    expect(await count(`since=${at(last!.endedAt + 1)}`)).toBe(0)
    expect(await count(`until=${at(last!.endedAt)}`)).toBe(2)
    expect(await count(`until=${at(last!.endedAt + 1)}`)).toBe(3)
    expect(await count('since=2026-11-21&until=2026-11-22')).toBe(3)
    expect(await count('since=2026-11-22&until=2026-11-21')).toBe(0)
  })

  it.each(['since=yesterday', 'until=2026-13-01', 'since=', 'since=2026-11-01&until=soon', 'until=%00'])(
    '[O8] %s is told to be no time',
    async (query) => {
      expect(await get(`/usage?${query}`)).toMatchObject({
        status: 400,
        body: { ok: false, error: expect.stringContaining('2026-11-01T08:00Z') },
      })
    },
  )

  it.each(['customer', '', 'AGENT', 'agent%20--'])('[O8] by=%s is told to be no way to count', async (by) => {
    expect(await get(`/usage?by=${by}`)).toEqual({
      status: 400,
      body: { ok: false, error: 'by is agent or conversation.' },
    })
  })

  it('[O8] without a beginning: of the last 30 days', async () => {
    const conversation = { business: 'acme', id: await stage.conversationOf(BO) }
    const [run] = await stage.platform.store.runsOf(conversation)
    const keep = (id: string, age: number) =>
      stage.platform.store.keepRun({ ...run!, conversation, id, endedAt: stage.clock.now() - age })
    await keep('01a1fdfa-4600-7001-bfff-73a2fd3b7751', 30 * DAY + 1)
    await keep('01a1fdfa-4600-7001-bfff-73a2fd3b7752', 30 * DAY - 1)
    expect((await get('/usage')).body.usage).toMatchObject([{ runs: 4 }])
    expect((await get('/usage?since=2026-01-01')).body.usage).toMatchObject([{ runs: 5 }])
  })

  it('[O8] of a model without a price the cost is not made up: it is counted as unpriced', async () => {
    await stage.stop()
    await setUp({ prices: {} })
    expect((await get('/usage')).body.usage).toEqual([
      { of: 'test', runs: 3, inputTokens: 40, outputTokens: 20, cost: 0, unpriced: 3 },
    ])
    expect((await runsOf(BO))[0]).not.toHaveProperty('cost')
  })
})

it('[O5 O10] none of this is told without the token, and nothing at all where none is set', async () => {
  const [run] = await runsOf(BO)
  const conversation = await stage.conversationOf(BO)
  const paths = [
    `/conversations/${conversation}/runs`,
    `/conversations/${conversation}/calls`,
    `/runs/${run!.id}`,
    '/usage',
  ]
  for (const path of paths)
    for (const wrong of ['other', '', `${TOKEN}x`, TOKEN.slice(1)]) {
      const { status, body } = await get(path, wrong)
      expect(status).toBe(401)
      expect(JSON.stringify(body)).not.toMatch(/Hello|trace|usage":/)
    }
  await stage.restart({ apiToken: undefined })
  for (const path of paths) expect((await get(path)).status).toBe(401)
})
