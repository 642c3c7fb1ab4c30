import { afterEach, describe, expect, it } from 'vitest'
import { HANDOFF, SUPPORT } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { callsPeople, DANA, MAYA, OMAR, read, setDesk } from './desk-scene.ts'

let stage: Stage
const setUp = async (options: Parameters<typeof setDesk>[0] = {}) => {
  const desk = await setDesk(options)
  stage = desk.stage
  return desk
}
afterEach(() => stage.stop())

const MINUTE = 60_000
const OTHERS = ['15550002222', '15550003333', '15550004444'] as const

/** Four customers: of the agent, of Dana, of Omar, and of nobody yet. The last writes to sales. */
async function setFour() {
  const desk = await setUp({
    agent: ({ text }) => (text === 'People!' ? callsPeople({} as never) : `You said: ${text}`),
  })
  stage.phone(MAYA).says('Hello')
  stage.phone(OTHERS[0]).says('Hi')
  stage.phone(OTHERS[1]).says('Hey')
  await stage.pass(5000)
  stage.phone(OTHERS[2], 'sales').says('People!')
  await stage.pass(5000)
  await desk.about('claim', { as: DANA }, { phone: OTHERS[0] })
  await desk.about('replies', { as: OMAR, text: 'Omar here' }, { phone: OTHERS[1] })
  await stage.pass(5000)
  return desk
}

describe('the desk: what it looks at', () => {
  it('[H15 H21] lists conversations by who has them, the longest wait first', async () => {
    const { ask } = await setFour()
    const phones = async (query: string) => {
      const { body } = await ask('GET', `/conversations?${query}`)
      return body.conversations.map(({ customer }: { customer: { phone: string } }) => customer.phone.slice(1))
    }
    const [ofDana, ofOmar, waiting] = OTHERS
    // Where something was written last: what an agent answers lifts nothing.
    expect(await phones('')).toEqual([ofOmar, waiting, ofDana, MAYA])
    expect(await phones('view=waiting')).toEqual([waiting])
    expect(await phones('view=agent')).toEqual([MAYA])
    expect((await phones('view=team')).sort()).toEqual([ofDana, ofOmar, waiting].sort())
    expect(await phones('view=mine&as=dana')).toEqual([ofDana])
    expect(await phones('line=sales')).toEqual([waiting])
    expect(await phones('line=nowhere')).toEqual([])
    expect(await phones('most=1')).toEqual([ofOmar])
    for (const wrong of ['view=all%20of%20it', 'most=0', 'most=many', 'most=201'])
      expect((await ask('GET', `/conversations?${wrong}`)).status).toBe(400)
  })

  it('[H21 H23] filters, counts, searches, and keeps for each person what they have seen and begun to write', async () => {
    const { ask, token, shown } = await setFour()
    const [ofDana, ofOmar, waiting] = OTHERS
    const listed = async (query: string) => (await ask('GET', `/conversations?${query}`)).body
    const phones = async (query: string) =>
      (await listed(query)).conversations.map(({ customer }: { customer: { phone: string } }) =>
        customer.phone.slice(1),
      )
    const first = await listed('most=3')
    expect(first.conversations).toHaveLength(3)
    expect(await phones(`most=3&after=${first.next}`)).toEqual([MAYA])
    expect(await listed(`after=${(await listed('most=4')).next ?? first.next}`)).not.toHaveProperty('next')
    expect(await phones('reason=customer_asked')).toEqual([waiting])
    expect(await phones('q=you+said+hello')).toEqual([MAYA])
    expect(await phones(`q=${ofOmar.slice(-7)}`)).toEqual([ofOmar])
    expect(await phones('window=closed')).toEqual([])
    expect(await phones('window=closing')).toEqual([])
    expect(await phones('window=open&view=mine&as=dana')).toEqual([ofDana])
    for (const wrong of ['after=x', 'reason=none', 'window=ajar', `q=${'x'.repeat(201)}`])
      expect([wrong, (await ask('GET', `/conversations?${wrong}`)).status]).toEqual([wrong, 400])

    expect((await ask('GET', '/conversations/counts?as=dana')).body.counts).toEqual({
      ...{ waiting: 1, mine: 1, team: 3, agent: 1, all: 4 },
    })
    const seller = await token('member', ['sales'])
    const counts = (query: string) => ask('GET', `/conversations/counts${query}`, undefined, seller)
    const alone = { waiting: 1, mine: 0, team: 1, agent: 0, all: 1 }
    expect((await counts('')).body.counts).toEqual(alone)
    expect((await counts('?line=support')).body.counts).toMatchObject({ all: 0, waiting: 0 })

    const id = await stage.conversationOf(MAYA)
    const asDana = async () => (await ask('GET', `/conversations/${id}?as=dana`)).body.conversation
    expect(await asDana()).toMatchObject({ unread: 1, draft: false, blocked: false, position: 2 })
    const seen = (position: number) => ask('PUT', `/conversations/${id}/seen`, { as: DANA, position })
    expect((await seen(9)).body).toEqual({ ok: true, position: 2 })
    expect([(await asDana()).unread, (await shown()).unread]).toEqual([0, 1])
    expect((await seen(0)).body.position).toBe(0)
    expect((await asDana()).unread).toBe(1)
    expect((await seen(-1)).status).toBe(400)

    const drafts = `/conversations/${id}/drafts`
    const words = { text: 'Dear Maya', replyTo: 'wamid.1', drafted: true }
    expect((await ask('PUT', `${drafts}/reply`, { as: DANA, ...words })).status).toBe(200)
    expect((await ask('PUT', `${drafts}/note`, { as: DANA, text: 'Hm' })).status).toBe(200)
    const at = stage.clock.now()
    expect((await ask('GET', `${drafts}?as=dana`)).body.drafts).toEqual({
      reply: { ...words, at },
      note: { text: 'Hm', drafted: false, at },
    })
    expect((await ask('GET', drafts)).body.drafts).toEqual({})
    expect((await asDana()).draft).toBe(true)
    expect((await ask('PUT', `${drafts}/note`, { as: DANA, text: '' })).status).toBe(200)
    expect(Object.keys((await ask('GET', `${drafts}?as=dana`)).body.drafts)).toEqual(['reply'])
    expect((await ask('PUT', `${drafts}/letter`, { as: DANA, text: '' })).status).toBe(404)
    const viewer = await token('viewer')
    expect((await ask('GET', drafts, undefined, viewer)).status).toBe(403)
    expect((await ask('PUT', `/conversations/${id}/seen`, { position: 1 }, viewer)).status).toBe(200)
  })

  it('[O12] shows everybody their own lines only, in lists as elsewhere', async () => {
    const { ask, token } = await setFour()
    const seller = await token('member', ['sales'])
    const seen = await ask('GET', '/conversations', undefined, seller)
    expect(seen.body.conversations).toMatchObject([{ line: 'sales', customer: { phone: `+${OTHERS[2]}` } }])
    expect((await ask('GET', '/conversations?line=support', undefined, seller)).body.conversations).toEqual([])
    expect((await ask('GET', '/handoffs', undefined, seller)).body.handoffs).toMatchObject([{ line: 'sales' }])
    const id = await stage.conversationOf(MAYA)
    const { handoffs } = (await ask('GET', '/handoffs')).body
    const ofSupport = handoffs.find(({ line }: { line: string }) => line === 'support').id
    const asked = [
      ['GET', `/conversations/${id}`],
      ['GET', `/conversations/${id}/thread`],
      ['POST', `/conversations/${id}/claim`],
      ['POST', `/conversations/${id}/assign`],
      ['POST', `/conversations/${id}/put-back`],
      ['POST', `/conversations/${id}/release`],
      ['POST', `/conversations/${id}/undo`],
      ['POST', `/conversations/${id}/replies`],
      ['POST', `/conversations/${id}/notes`],
      ['POST', `/conversations/${id}/messages/${id}/retry`],
      ['POST', `/conversations/${id}/messages/${id}/undo`],
      ['GET', `/handoffs/${ofSupport}`],
      ['POST', `/handoffs/${ofSupport}/release`],
    ] as const
    for (const [method, path] of asked) {
      const body = method === 'POST' ? { text: 'Hm', to: 'x' } : undefined
      expect([path, (await ask(method, path, body, seller)).status]).toEqual([path, 404])
    }
    const viewer = await token('viewer')
    for (const [method, path] of asked) {
      const { status } = await ask(method, path, method === 'POST' ? {} : undefined, viewer)
      expect([path, status]).toEqual([path, method === 'POST' ? 403 : 200])
    }
  })

  it('[H12 H24] tells of open handoffs how long they wait, and what is overdue; and all of one', async () => {
    const handoff = { ...HANDOFF, slaMs: 5 * MINUTE }
    const { ask, about, written } = await setUp({ agent: callsPeople, settings: { lines: [{ ...SUPPORT, handoff }] } })
    await written()
    const openedAt = stage.clock.now() - 5000
    const [open] = (await ask('GET', '/handoffs')).body.handoffs
    expect(open).toMatchObject({
      reason: 'customer_asked',
      line: 'support',
      openedAt,
      waitingSince: openedAt,
      answerBy: openedAt + 5 * MINUTE,
      overdue: false,
    })
    await stage.pass(5 * MINUTE)
    expect((await ask('GET', '/handoffs')).body.handoffs).toMatchObject([{ overdue: true }])
    await about('claim', { as: DANA })
    expect((await ask('GET', '/handoffs')).body.handoffs).toMatchObject([{ overdue: true, teammate: DANA }])
    await about('replies', { as: DANA, text: 'Hi' })
    const answered = (await ask('GET', `/handoffs/${open.id}`)).body.handoff
    expect(answered).toMatchObject({ overdue: false, answeredAt: stage.clock.now(), briefing: { by: 'rules' } })
    expect(answered).not.toHaveProperty('waitingSince')
    expect(answered.steps).toMatchObject([{ kind: 'opened' }, { kind: 'alerted' }, { kind: 'claim', by: DANA }])
    expect((await ask('GET', '/handoffs/nothing')).status).toBe(404)
  })

  it('[H11] releases by the handoff, with what came of it; a released one is not open', async () => {
    const { ask, written, shown } = await setUp({ agent: callsPeople })
    await written()
    const { handoff } = await shown()
    const given = { as: DANA, outcome: 'Reissued.', resolution: 'resolved' }
    expect(await ask('POST', `/handoffs/${handoff}/release`, { outcome: '' })).toMatchObject({ status: 400 })
    expect(await ask('POST', `/handoffs/${handoff}/release`, given)).toMatchObject({
      status: 200,
      body: { state: { owner: 'agent' } },
    })
    expect((await ask('POST', `/handoffs/${handoff}/release`, given)).status).toBe(404)
    expect((await ask('GET', '/handoffs')).body.handoffs).toEqual([])
    expect((await ask('GET', `/handoffs/${handoff}`)).body.handoff).toMatchObject({
      releasedBy: 'Dana',
      outcome: 'Reissued.',
      resolution: 'resolved',
    })
  })

  it('[H7 H21] shows a thread page by page, with notes and steps where they belong', async () => {
    const { ask, about, written } = await setUp()
    const maya = await written()
    await about('claim', { as: DANA })
    for (let each = 1; each <= 5; each++) {
      maya.says(`Message ${each}`)
      await stage.pass(2000)
      await about('notes', { as: DANA, text: `Note ${each}` })
      await stage.pass(2000)
    }
    const id = await stage.conversationOf(MAYA)
    const pages: Awaited<ReturnType<typeof ask>>['body'][] = []
    let before = ''
    for (;;) {
      const { body } = await ask('GET', `/conversations/${id}/thread?most=3${before}`)
      pages.unshift(body)
      if (!body.more) break
      before = `&before=${body.messages[0].position}`
    }
    const texts = (key: 'messages' | 'notes') =>
      pages.map((page) => page[key].map(({ text }: { text: string }) => text))
    expect(texts('messages')).toEqual([
      ['Hello'],
      ['You said: Hello', 'Message 1', 'Message 2'],
      ['Message 3', 'Message 4', 'Message 5'],
    ])
    expect(texts('notes').flat()).toEqual([1, 2, 3, 4, 5].map((each) => `Note ${each}`))
    expect(texts('notes').at(-1)).toEqual(['Note 3', 'Note 4', 'Note 5'])
    const steps = pages.flatMap((page) => page.steps.map(({ kind }: { kind: string }) => kind))
    expect(steps.filter((kind) => kind !== 'noted')).toEqual(['claim'])
    expect(read(maya)).toEqual(['You said: Hello'])
    expect((await ask('GET', `/conversations/${id}/thread?before=now`)).status).toBe(400)
  })
})
