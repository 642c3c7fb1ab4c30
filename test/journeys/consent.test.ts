import { afterEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { Template } from '../../src/domain/outbound.ts'
import type { Agent } from '../../src/domain/turn.ts'
import { agentOf } from '../agents.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'
import { SALES, type SettingsChange, SUPPORT, WABA } from '../settings.ts'
import { DANA, type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const MAYA = '15550001111'
const TOKEN = 'the-token-of-the-configuration-123'
const OFFER: Template = { kind: 'template', name: 'spring_sale', language: 'en' }
const ORDER: Template = { kind: 'template', name: 'parcel_sent', language: 'en' }
const DONE = expect.stringMatching(/^Done: you will get no more offers/)

const sends: Agent = ({ text }) => {
  if (text === 'offer') return OFFER
  if (text === 'raw offer')
    return { kind: 'custom', type: 'template', content: { name: 'spring_sale', language: { code: 'en' } } }
  return text === 'order' ? ORDER : `You said: ${text}`
}
const SETTINGS: SettingsChange = {
  apiToken: TOKEN,
  lines: [
    { ...SUPPORT, accountId: WABA },
    { ...SALES, accountId: WABA, agent: 'seller' },
  ],
  targets: { maya: { whatsapp: `+${MAYA}` } },
  onMessage: (message, next) => (message.text === 'greet me' ? OFFER : next()),
}

/** The model sends what it is asked to, and tells what came of it. */
const seller = () =>
  agentOf({
    model: scriptedModel(({ said, results }) => {
      if (results.length > 0) return 'I have tried.'
      const to = said.endsWith('post it') ? 'maya' : 'customer'
      const name = said.endsWith('the order please') ? 'parcel_sent' : 'spring_sale'
      return { calls: [{ tool: 'send_template', input: { to, name, language: 'en' } }] }
    }),
    tools: ['send_template'],
    disclosure: false,
  })

async function begin(change: SettingsChange = {}) {
  stage = await setStage({ agent: sends, agents: { seller: seller() }, settings: { ...SETTINGS, ...change } })
  for (const [name, category] of [
    ['spring_sale', 'MARKETING'],
    ['parcel_sent', 'UTILITY'],
  ] as const)
    stage.simulator.templates.add({
      name,
      language: 'en',
      category,
      components: [{ type: 'BODY', text: `This is ${name}.` }],
    })
  await stage.platform.templates.sync(WABA)
  const maya = stage.phone(MAYA)
  maya.says('Hello')
  await stage.pass(10_000)
  return maya
}

const BY = { kind: 'teammate', id: 'dana', name: 'Dana', source: 'desk', ip: undefined } as const

const says = async (phone: { says(text: string): unknown }, text: string) => {
  phone.says(text)
  await stage.pass(30_000)
}
const texts = (phone: { bubbles: readonly { from?: unknown; text: string }[] }) => phone.bubbles.map(({ text }) => text)
const customer = async () => (await stage.platform.store.findCustomer('acme', MAYA))!
const states = async () => {
  const entries = await stage.platform.store.consentOf({ business: 'acme', customer: await customer() })
  return entries!.map(({ state, source }) => `${state} by ${source}`)
}
const ask = async (method: string, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const asked = new Request(`http://x/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const response = await stage.passUntil(stage.platform.fetch(asked))
  return { status: response.status, body: await response.json() }
}
const reply = async (content: Template) => {
  const conversation = { business: 'acme', id: await stage.conversationOf(MAYA) }
  return stage.platform.reply({ conversation, by: DANA, source: 'desk', epoch: undefined, content, over: true })
}

describe('a customer who wants no marketing', () => {
  it('[D25] writes STOP, is told once what holds, and the agent is not asked; START takes it back', async () => {
    const maya = await begin()
    await says(maya, 'STOP')
    expect(texts(maya)).toEqual(['You said: Hello', DONE])
    await says(maya, 'And my order?')
    await says(maya, 'start')
    expect(texts(maya).slice(2)).toEqual(['You said: And my order?', expect.stringMatching(/^Welcome back/)])
    expect(await states()).toEqual(['in by word', 'out by word'])
  })

  it('[D25] is told in their language, and what they wrote beside it is answered', async () => {
    const maya = await begin({ turn: { settleMs: 2000 } as never })
    await says(maya, 'Hola, ¿dónde está mi pedido? Lo necesito para mañana')
    maya.says('BAJA')
    await says(maya, '¿Y mi pedido?')
    const said = texts(maya).slice(-2)
    expect(said).toEqual([expect.stringMatching(/^Hecho: ya no recibirá ofertas/), 'You said: ¿Y mi pedido?'])
  })

  it('[D25 H7] is told also while a person has the conversation, who goes on having it', async () => {
    const maya = await begin()
    await stage.takeOver()
    await says(maya, 'Stop')
    expect(texts(maya).at(-1)).toEqual(DONE)
    const [conversation] = await stage.rows(`select owner from conversations where line = 'support'`)
    expect(conversation).toEqual({ owner: 'teammate' })
    expect(await states()).toEqual(['out by word'])
  })

  it('[I20] and is blocked hears nothing, and it holds', async () => {
    const maya = await begin()
    await stage.platform.desk.block(await customer(), { by: BY, person: { ...DANA, source: 'desk' } as never })
    await says(maya, 'STOP')
    expect(texts(maya)).toEqual(['You said: Hello'])
    expect(await states()).toEqual(['out by word'])
  })

  it('[D25 W11] a crash at any moment loses no STOP and tells nothing twice', async () => {
    const maya = await begin()
    maya.says('STOP')
    for (let step = 0; step < 8; step++) {
      await stage.pass(40)
      await stage.crash()
    }
    await stage.pass(10 * 60_000)
    expect(await states()).toEqual(['out by word'])
    expect(texts(maya).filter((text) => text.startsWith('Done:'))).toHaveLength(1)
  })

  it('[D25 W21] chooses it in WhatsApp, and back', async () => {
    await begin()
    stage.simulator.announce('user_preferences', { event: 'stop' })
    await stage.pass(10_000)
    expect(await states()).toEqual(['out by preference'])
    expect(await stage.platform.say({ to: MAYA, content: OFFER })).toMatchObject({
      kind: 'refused',
      because: 'marketing-stopped',
    })
    stage.simulator.announce('user_preferences', { event: 'resume' })
    await stage.pass(10_000)
    expect(await stage.platform.say({ to: MAYA, content: OFFER })).toMatchObject({ kind: 'queued' })
  })

  it('[D25] whom Meta does not let be sent marketing: kept, failed for good, not tried again', async () => {
    const maya = await begin()
    stage.simulator.faults.next(131050)
    await stage.platform.say({ to: MAYA, content: OFFER })
    await stage.pass(60 * 60_000)
    expect(await states()).toEqual(['out by refused'])
    expect(maya.bubbles.filter(({ type }) => type === 'template')).toEqual([])
    expect((await stage.rows(`select state, attempts from deliveries where error_code = 131050`))[0]).toEqual({
      state: 'failed',
      attempts: 1,
    })
    expect(await reply(OFFER)).toMatchObject({ kind: 'not-sendable', because: 'marketing-stopped' })
  })

  it('[D25] is shown over HTTP with the proof; a yes of the business against their own no is refused', async () => {
    const maya = await begin()
    const path = `/customers/${await customer()}/consent`
    expect(await ask('GET', path)).toMatchObject({
      status: 200,
      body: { consent: { marketing: { state: 'unknown' }, entries: [] } },
    })
    const yes = { state: 'in', words: 'ticked the box', evidence: 'order 7' }
    expect(await ask('POST', path, yes)).toMatchObject({
      status: 201,
      body: { consent: { marketing: { state: 'in' } } },
    })
    expect(await ask('POST', path, yes)).toMatchObject({ status: 200 })
    await says(maya, 'unsubscribe')
    expect(await ask('POST', path, { state: 'in' })).toMatchObject({
      status: 409,
      body: { because: 'theirs', consent: { marketing: { state: 'out', theirs: true } } },
    })
    expect(await ask('POST', path, { state: 'maybe' })).toMatchObject({ status: 400 })
    const { body } = await ask('GET', path)
    expect(body.consent.entries).toMatchObject([
      { state: 'out', source: 'word', words: 'unsubscribe', line: 'support', evidence: expect.any(String) },
      { state: 'in', source: 'program', words: 'ticked the box', evidence: 'order 7', by: expect.any(String) },
    ])
  })

  it('[D25] gets none by any way, whatever is tried in whatever order (seeded)', async () => {
    const seed = Number(process.env.SEED ?? 20261121)
    const random = seededRandom(seed)
    const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!
    const maya = await begin({ delivery: { rateLimit: { windowMs: 60_000, most: 500, scope: 'customer' } } as never })
    const onSales = stage.phone(MAYA, 'sales')
    await says(onSales, 'the order please')
    const id = await stage.conversationOf(MAYA)
    const release = () => stage.release(MAYA).catch(() => {})
    const offers = () => [...maya.bubbles, ...onSales.bubbles].filter(({ text }) => text.includes('spring_sale')).length
    const { campaigns } = stage.platform
    const draft = async (line: string) => {
      const { name, language } = OFFER
      const audience = { csv: `phone\n+${MAYA}\n+15550007777\n` }
      const plan = { name: 'Spring', line, template: { name, language }, audience }
      const made = await campaigns.create({ ...plan, faulty: 'skip' }, BY)
      if (made.kind === 'created') drafts.push(made.campaign.id)
    }
    const drafts: string[] = []
    /** One that was made while offers were welcome begins when they may be no more, as does one that is made just now. */
    const campaign = async () => {
      await draft(pick(['support', 'sales']))
      const [first, ...later] = drafts.splice(0)
      drafts.push(...later)
      if (first) await campaigns.start(first, { by: BY, at: stage.clock.now() + pick([0, 5_000]) })
    }
    // Whatever else sends templates belongs here: it is then tried against a STOP in every order.
    const ways: Record<string, () => Promise<unknown>> = {
      campaign,
      library: () => stage.platform.say({ to: MAYA, content: OFFER, line: pick(['support', 'sales']) }),
      api: () => ask('POST', `/conversations/${id}/replies`, { as: DANA, content: OFFER, over: true }),
      desk: () => reply(OFFER),
      code: () => release().then(() => says(maya, pick(['offer', 'raw offer']))),
      greeting: () => release().then(() => says(maya, 'greet me')),
      tool: () => says(onSales, 'an offer please'),
      post: () => says(onSales, 'post it'),
    }
    for (let ahead = 0; ahead < 5; ahead++) await draft('support')
    const came = new Set<string>()
    const tried = new Set<string>()
    const steps = Array.from({ length: 8 }, (_, round) => {
      const [word, other] = round % 2 === 0 ? ['START', 'STOP'] : ['STOP', 'START']
      const tries = Object.keys(ways).toSorted(() => random() - 0.5)
      const turns = Math.floor(tries.length * (0.6 + random() * 0.4))
      return [word!, ...tries.toSpliced(turns, 0, other!)]
    }).flat()
    for (const [step, name] of steps.entries()) {
      const [state] = await states()
      const out = state?.startsWith('out') ?? false
      const before = offers()
      const told = `seed ${seed}, step ${step}: ${name}`
      if (name === 'STOP' || name === 'START') {
        await says(pick([maya, onSales]), name)
        expect((await states())[0]?.startsWith('out') ?? false, told).toBe(name === 'STOP' || (out && name !== 'START'))
        continue
      }
      await ways[name]!()
      await stage.pass(60_000)
      if (out) tried.add(name)
      if (out) expect(offers(), told).toBe(before)
      else if (offers() > before) came.add(name)
    }
    // Each way works while nothing is stopped, and each was tried while it was.
    expect([...came].toSorted()).toEqual(Object.keys(ways).toSorted())
    expect([...tried].toSorted()).toEqual(Object.keys(ways).toSorted())
  }, 120_000)
})
