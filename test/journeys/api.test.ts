import { afterEach, describe, expect, it } from 'vitest'
import { type SettingsChange, SUPPORT, WABA } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

const TOKEN = 'a-token-of-thirty-two-characters'

let stage: Stage
const setUp = async (settings: SettingsChange = { apiToken: TOKEN }) => {
  stage = await setStage({ settings })
  return stage.phone('15550001111')
}
afterEach(() => stage.stop())

async function ask(method: string, path: string, token: string | undefined = TOKEN) {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await stage.platform.fetch(new Request(`http://localhost/api${path}`, { method, headers }))
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** A reply that left, and of which nothing was heard. */
async function loseReply(phone: Awaited<ReturnType<typeof setUp>>) {
  stage.simulator.faults.next('reset')
  phone.says('Hello')
  await stage.pass(5 * 60_000)
  const { body } = await ask('GET', '/deliveries/unconfirmed')
  return (body as { deliveries: { id: string; text: string }[] }).deliveries
}

describe('the HTTP API', () => {
  it('[O5] wants the token, on every route, and is off without one', async () => {
    await setUp()
    const routes = [
      ['GET', '/deliveries/unconfirmed'],
      ['POST', '/deliveries/x/send-again'],
      ['POST', '/deliveries/x/leave'],
      ['GET', '/handoffs'],
      ['POST', '/handoffs/x/release'],
      ['GET', '/lines'],
      ['POST', '/lines/support/resume'],
      ['GET', '/templates'],
      ['POST', '/templates/sync'],
      ['GET', '/identity'],
      ['POST', '/identity/x/same'],
      ['GET', '/nothing'],
    ] as const
    for (const [method, path] of routes)
      for (const wrong of ['other', '', `${TOKEN}x`]) expect((await ask(method, path, wrong)).status).toBe(401)
    await stage.restart({ apiToken: undefined })
    for (const [method, path] of routes)
      expect(await ask(method, path)).toMatchObject({ status: 401, body: { error: expect.stringContaining('off') } })
  })

  it('[D21] shows what is unconfirmed, and sends it again when a person says so', async () => {
    const maya = await setUp()
    const [lost] = await loseReply(maya)
    expect(lost).toMatchObject({ text: 'You said: Hello', line: 'support', author: 'agent' })
    expect(maya.bubbles).toEqual([])
    expect((await ask('POST', `/deliveries/${lost!.id}/send-again`)).status).toBe(200)
    await stage.pass(5000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Hello'])
    expect((await ask('POST', `/deliveries/${lost!.id}/send-again`)).status).toBe(409)
    expect((await ask('GET', '/deliveries/unconfirmed')).body).toEqual({ ok: true, deliveries: [] })
  })

  it('[D21] leaves it as it is when a person says so', async () => {
    const maya = await setUp()
    const [lost] = await loseReply(maya)
    expect((await ask('POST', `/deliveries/${lost!.id}/leave`)).status).toBe(200)
    await stage.pass(60_000)
    expect(maya.bubbles).toEqual([])
    expect((await ask('POST', '/deliveries/nothing/leave')).status).toBe(404)
  })

  it('[O6] lists handoffs and gives a conversation back', async () => {
    const maya = await setUp()
    await loseReply(maya)
    const { body } = await ask('GET', '/handoffs')
    const [handoff] = (body as { handoffs: { id: string }[] }).handoffs
    expect((await ask('POST', `/handoffs/${handoff!.id}/release`)).status).toBe(200)
    expect((await ask('POST', `/handoffs/${handoff!.id}/release`)).status).toBe(404)
    maya.says('Are you there?')
    await stage.pass(5000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Are you there?'])
  })

  it('[D15 D23] lists the templates and syncs them', async () => {
    await setUp({ apiToken: TOKEN, lines: [{ ...SUPPORT, accountId: WABA }] })
    stage.simulator.templates.add({
      name: 'order_shipped',
      language: 'en',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Your order has left.' }],
    })
    await stage.pass(1000)
    const syncing = ask('POST', '/templates/sync')
    await stage.pass(5000)
    expect((await syncing).body).toMatchObject({ ok: true, accounts: [{ account: WABA, kind: 'synced' }] })
    expect((await ask('GET', '/templates')).body).toMatchObject({
      templates: [{ name: 'order_shipped', language: 'en', status: 'APPROVED' }],
    })
  })

  it('[I19] lists customers who may be one, and joins them when a person says so', async () => {
    const maya = await setUp()
    maya.says('Hello')
    await stage.pass(5000)
    stage.simulator.customer({ phone: '15550001111', newOwner: true }).on('support').says('Hello, I am new here')
    await stage.pass(5000)
    const { body } = await ask('GET', '/identity')
    const [question] = (body as { questions: { id: string; decision?: string }[] }).questions
    expect(question?.decision).toBeUndefined()
    expect((await ask('POST', `/identity/${question!.id}/same`)).status).toBe(200)
    expect((await ask('POST', `/identity/${question!.id}/same`)).status).toBe(409)
    expect((await ask('POST', `/identity/${question!.id}/undo`)).status).toBe(200)
    expect((await ask('POST', '/identity/nothing/different')).status).toBe(409)
  })

  it('[D27] tells which lines are paused, and lets one go on', async () => {
    const maya = await setUp()
    stage.simulator.faults.next(190)
    maya.says('Hello')
    await stage.pass(5000)
    const { body } = await ask('GET', '/lines')
    expect(body).toMatchObject({
      lines: [
        { name: 'support', paused: { code: 190 } },
        { name: 'sales', paused: null },
      ],
    })
    expect((await ask('POST', '/lines/support/resume')).body).toEqual({ ok: true, wasPaused: true })
    await stage.pass(5000)
    expect(maya.bubbles).toHaveLength(1)
    expect((await ask('POST', '/lines/nowhere/resume')).status).toBe(404)
  })
})
