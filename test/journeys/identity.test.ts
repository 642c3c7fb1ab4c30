import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Turn } from '../../src/domain/turn.ts'
import { sleep } from '../../src/flows/world.ts'
import { createWabaton, userIdFor } from '../../src/index.ts'
import { APP_SECRET, SUPPORT } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

const PHONE = '15550001111'
const NEW_PHONE = '15550002222'
const DAY_MS = 24 * 60 * 60_000

let stage: Stage
let turns: Turn[]
const agent = (turn: Turn) => {
  turns.push(turn)
  return `Answer ${turns.length}`
}
const setUp = async (options: StageOptions = {}) => {
  await stage?.stop()
  turns = []
  stage = await setStage({ agent, ...options })
}
beforeEach(() => setUp())
afterEach(() => stage.stop())

const customer = (details: Parameters<Stage['simulator']['customer']>[0]) => stage.simulator.customer(details)
/** A webhook that the simulator does not send. */
const post = (field: string, more: object) => {
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: SUPPORT.phoneNumberId }, ...more }
  const changes = [{ field, value }]
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] })
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
  const headers = { 'x-hub-signature-256': `sha256=${signature}` }
  return stage.platform.fetch(new Request('http://localhost/whatsapp/webhook', { method: 'POST', body, headers }))
}
/** To whom each message went, as Graph was told. */
const recipients = () =>
  stage.simulator.log
    .graphCalls()
    .map(({ body }) => JSON.parse(body))
    .filter(({ type }) => type !== undefined)
    .map(({ to, recipient }) => ({ ...(to && { to }), ...(recipient && { recipient }) }))
const readReceipts = () => stage.simulator.log.graphCalls().filter(({ body }) => JSON.parse(body).status === 'read')
const last = () => turns.at(-1)!
const said = () => last().history.map(({ text }) => text)
const names = () => new Set(turns.map((turn) => turn.customer.id)).size
const questions = () => stage.platform.store.identityQuestions('acme')

describe('who writes', () => {
  it('[I17] phone only, as webhooks were before scoped ids: known by it, answered at it', async () => {
    stage.simulator.chaos.oldForms = true
    const phone = stage.phone(PHONE)
    for (const text of ['one', 'two']) {
      phone.says(text)
      await stage.passUntil(phone.hears('Answer'))
    }
    expect(said()).toEqual(['one', 'Answer 1'])
    expect(recipients()).toEqual([{ to: `+${PHONE}` }, { to: `+${PHONE}` }])
    stage.simulator.chaos.oldForms = false
    phone.says('three')
    await stage.passUntil(phone.hears('Answer 3'))
    expect([names(), said().length]).toEqual([1, 4])
  })

  it('[I17] a username and no phone: served like anybody, by the scoped id in the field for it', async () => {
    const bo = customer({ phone: PHONE, username: 'bo', name: 'Bo' })
    const phone = bo.on('support')
    for (const text of ['one', 'two']) {
      phone.says(text)
      await stage.passUntil(phone.hears('Answer'))
    }
    expect(said()).toEqual(['one', 'Answer 1'])
    expect(last().customer.name).toBe('Bo')
    expect(recipients()).toEqual([{ recipient: bo.bsuid }, { recipient: bo.bsuid }])
  })

  it('[I17] a username appears and the phone vanishes: the same customer, on every line, still reached by phone', async () => {
    const maya = customer({ phone: PHONE, name: 'Maya' })
    const phone = maya.on('support')
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    maya.username = 'maya'
    // The sales line has never seen the number: its webhooks do not tell it.
    const sales = maya.on('sales')
    sales.says('two')
    await stage.passUntil(sales.hears('Answer 2'))
    expect(JSON.stringify(stage.simulator.log.webhooks().map(({ body }) => JSON.parse(body)))).toContain('"maya"')
    phone.says('three')
    await stage.passUntil(phone.hears('Answer 3'))
    expect(said()).toEqual(['one', 'Answer 1'])
    expect(names()).toBe(1)
    expect(recipients().slice(1)).toEqual([{ to: `+${PHONE}` }, { to: `+${PHONE}` }])
  })

  it('[I17] the answer to a request for the number makes it the address', async () => {
    const bo = customer({ phone: PHONE, username: 'bo' })
    const phone = bo.on('support')
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    phone.sends({ type: 'contacts' })
    await stage.passUntil(phone.hears('Answer 2'))
    expect(recipients()).toEqual([{ recipient: bo.bsuid }, { to: `+${PHONE}` }])
  })

  it('[W18] the agent is given the name that the customer goes by now', async () => {
    const maya = customer({ phone: PHONE, name: 'Maya' })
    const phone = maya.on('support')
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    maya.name = 'Maya K.'
    phone.says('two')
    await stage.passUntil(phone.hears('Answer 2'))
    expect(turns.map((turn) => turn.customer.name)).toEqual(['Maya', 'Maya K.'])
  })
})

describe('somebody changes', () => {
  it('[I19] their number: the history goes on, the answer goes to the new one', async () => {
    const maya = customer({ phone: PHONE })
    const phone = maya.on('support')
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    maya.changesNumber(NEW_PHONE)
    await stage.pass(5000)
    phone.says('two')
    await stage.passUntil(phone.hears('Answer 2'))
    expect(said()).toEqual(['one', 'Answer 1'])
    expect([names(), await questions()]).toEqual([1, []])
    expect(recipients()).toEqual([{ to: `+${PHONE}` }, { to: `+${NEW_PHONE}` }])
  })

  /** Something happens while the agent thinks about the second message. */
  const meanwhile = (happens: () => void) =>
    setUp({
      agent: async (turn) => {
        if (turn.text === 'two') {
          happens()
          await sleep(stage.clock, 5000)
        }
        return agent(turn)
      },
    })

  it.each(['new', 'without-previous', 'old'] as const)(
    '[I19] their number while an answer is made: it goes to the new one (%s notice)',
    async (form) => {
      await meanwhile(() => maya.changesNumber(NEW_PHONE, { form }))
      const maya = customer({ phone: PHONE })
      const phone = maya.on('support')
      for (const text of ['one', 'two', 'three']) {
        phone.says(text)
        await stage.passUntil(phone.hears('Answer'))
      }
      expect([names(), said().length, await questions()]).toEqual([1, 4, []])
      expect(recipients()).toEqual([{ to: `+${PHONE}` }, { to: `+${NEW_PHONE}` }, { to: `+${NEW_PHONE}` }])
    },
  )

  it('[I19] their id alone: the answer goes to the new id, and to the phone once that is told again', async () => {
    await meanwhile(() => maya.changesUserId())
    const maya = customer({ phone: PHONE })
    const phone = maya.on('support')
    const before = maya.bsuid
    for (const text of ['one', 'two', 'three']) {
      phone.says(text)
      await stage.passUntil(phone.hears('Answer'))
    }
    expect(maya.bsuid).not.toBe(before)
    expect([names(), said().length, await questions()]).toEqual([1, 4, []])
    expect(recipients()).toEqual([{ to: `+${PHONE}` }, { recipient: maya.bsuid }, { to: `+${PHONE}` }])
  })
})

describe('what few webhooks carry', () => {
  it('[I19] the field that Meta had announced for changed ids is followed as well', async () => {
    const maya = customer({ phone: PHONE, name: 'Maya', username: 'maya' })
    const phone = maya.on('support')
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    await stage.pass(1000)
    const value = { user_id_update: [{ user_id: { previous: maya.bsuid, current: 'US.4444' } }] }
    expect((await post('user_id_update', value)).status).toBe(200)
    await stage.pass(5000)
    expect(await stage.platform.store.findCustomer('acme', 'US.4444')).toBe(last().customer.id)
    expect(await questions()).toEqual([])
  })

  it('[I17] a parent id, where portfolios are linked', async () => {
    const maya = customer({ phone: PHONE, parentBsuid: 'US.ENT.4444', username: 'maya' }).on('support')
    maya.says('one')
    await stage.passUntil(maya.hears('Answer 1'))
    expect(await stage.platform.store.findCustomer('acme', 'US.ENT.4444')).toBe(last().customer.id)
  })
})

describe('a number that was sold again', () => {
  const meet = async () => {
    const maya = customer({ phone: PHONE, name: 'Maya' }).on('support')
    maya.says('my secret')
    await stage.passUntil(maya.hears('Answer 1'))
    const bo = customer({ phone: PHONE, name: 'Bo', newOwner: true }).on('support')
    bo.says('hello')
    await stage.passUntil(bo.hears('Answer 2'))
    return { maya, bo }
  }

  it('[I19] its new owner is a new customer: the agent sees nothing of what was said before', async () => {
    await meet()
    expect(last()).toMatchObject({ history: [], text: 'hello', customer: { name: 'Bo' } })
    expect(names()).toBe(2)
    expect(await questions()).toMatchObject([{ older: turns[0]!.customer.id, newer: last().customer.id, name: 'Bo' }])
  })

  it('[I19] an answer that is still on its way to the former owner does not reach the new one', async () => {
    const maya = customer({ phone: PHONE, name: 'Maya' })
    const handset = maya.on('support')
    const { bsuid } = maya
    stage.simulator.faults.next(131016, { times: 1 })
    handset.says('my secret')
    await stage.pass(500)
    const bo = customer({ phone: PHONE, name: 'Bo', newOwner: true }).on('support')
    bo.says('hello')
    await stage.passUntil(bo.hears('Answer 2'))
    await stage.pass(60_000)
    expect(bo.bubbles.map(({ text }) => text)).toEqual(['Answer 2'])
    expect(recipients()).toEqual(expect.arrayContaining([{ recipient: bsuid }]))
  })

  it('[I19] when a teammate says that it is the same person, the history is one; when it is taken back, two', async () => {
    const { bo } = await meet()
    const [{ id: question } = { id: '' }] = await questions()
    const given = { business: 'acme', question, by: 'Ada', now: stage.clock.now() }
    const { store } = stage.platform
    expect(await stage.passUntil(store.decideIdentity({ ...given, decision: 'same' }))).toBe(true)
    bo.says('again')
    await stage.passUntil(bo.hears('Answer 3'))
    expect(said()).toEqual(['my secret', 'Answer 1', 'hello', 'Answer 2'])
    expect(last().customer.id).toBe(turns[0]!.customer.id)
    expect(await stage.passUntil(store.undoIdentity({ ...given, now: stage.clock.now() }))).toBe(true)
    bo.says('and now?')
    await stage.passUntil(bo.hears('Answer 4'))
    expect(said()).toEqual(['hello', 'Answer 2', 'again', 'Answer 3'])
  })
})

describe('number variants', () => {
  /** The simulator writes each number in one way; Meta does not always. */
  const writes = (from: string, id: string, text: string) => {
    const timestamp = String(stage.clock.now() / 1000)
    return post('messages', { messages: [{ from, id, timestamp, type: 'text', text: { body: text } }] })
  }

  it.each([
    ['Brazil', '551187654321', '5511987654321'],
    ['Mexico', '525512345678', '5215512345678'],
    ['Argentina', '541155551234', '5491155551234'],
  ])('[I18] %s: whoever writes in one form and in the other is one customer', async (_country, one, other) => {
    const phone = stage.phone(one)
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    expect((await writes(other, 'wamid.2', 'two')).status).toBe(200)
    await stage.passUntil(phone.hears('Answer 2'))
    expect(said()).toEqual(['one', 'Answer 1'])
    expect(recipients()).toEqual([{ to: `+${one}` }, { to: `+${one}` }])
  })
})

describe('the list of those who may write', () => {
  const allowing = (...allowedNumbers: string[]) => setUp({ settings: { allowedNumbers } })

  it('[I14 I18] a listed number in either form, and a listed id, are answered', async () => {
    await allowing('5511987654321')
    const brazilian = stage.phone('551187654321')
    brazilian.says('Oi')
    await stage.passUntil(brazilian.hears('Answer 1'))
    const bo = customer({ phone: PHONE, username: 'bo' })
    await stage.restart({ allowedNumbers: [bo.bsuid] })
    bo.on('support').says('Hi')
    await stage.passUntil(bo.on('support').hears('Answer 2'))
  })

  it('[I14 I15] anybody else reads the refusal once a day; no agent, no read receipt, no history', async () => {
    await allowing(NEW_PHONE)
    const stranger = stage.phone(PHONE)
    stranger.says('one')
    await stage.passUntil(stranger.hears('This operation not allowed'))
    stranger.says('two')
    await stage.pass(23 * 60 * 60_000)
    stranger.hearsNothing()
    await stage.pass(DAY_MS)
    stranger.says('three')
    await stage.passUntil(stranger.hears('This operation not allowed'))
    expect([turns, readReceipts()]).toEqual([[], []])
    await stage.restart({ allowedNumbers: undefined })
    stranger.says('four')
    await stage.passUntil(stranger.hears('Answer 1'))
    expect(said().filter((text) => ['one', 'two', 'three'].includes(text))).toEqual([])
  })

  it('[I14] whoever has no phone to compare is refused', async () => {
    await allowing(PHONE)
    const bo = customer({ phone: PHONE, username: 'bo' }).on('support')
    bo.says('Hi')
    await stage.passUntil(bo.hears('This operation not allowed'))
    expect(turns).toEqual([])
  })

  it('[I15] null is silence', async () => {
    await setUp({ settings: { allowedNumbers: [NEW_PHONE], texts: { notAllowed: null } } })
    const stranger = stage.phone(PHONE)
    await stage.passUntil(stage.acknowledged(stranger.says('Hi')))
    await stage.pass(60_000)
    stranger.hearsNothing()
    expect(turns).toEqual([])
  })
})

describe('a line', () => {
  it('[I11] that gets another name for people changes no record', async () => {
    const phone = stage.phone(PHONE)
    phone.says('one')
    await stage.passUntil(phone.hears('Answer 1'))
    const before = await stage.deliveries()
    await stage.restart({ lines: [{ ...SUPPORT, displayName: 'Customer care' }] })
    expect(await stage.deliveries()).toEqual(before)
    phone.says('two')
    await stage.passUntil(phone.hears('Answer 2'))
    expect(last().line).toEqual({ name: 'support', displayName: 'Customer care' })
    expect(said()).toEqual(['one', 'Answer 1'])
  })
})

describe('in a program', () => {
  it('[I6 I7 I14] asks the list, and finds a customer by any name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wabaton-identity-'))
    const common = {
      agent,
      accessToken: 'a',
      appSecret: APP_SECRET,
      verifyToken: 'v',
      phoneNumberId: '106540352242922',
    }
    const wabaton = createWabaton({ ...common, allowedNumbers: ['+1 (555) 000-1111', 'US.1'], store: { folder } })
    try {
      for (const sender of [PHONE, `+${PHONE}`, 'US.1', { phone: '+1 555 000 1111' }, { bsuid: 'US.1' }])
        expect([sender, wabaton.isUserAllowed(sender)]).toEqual([sender, true])
      for (const sender of [NEW_PHONE, 'US.2', 'maya', {}])
        expect([sender, wabaton.isUserAllowed(sender)]).toEqual([sender, false])
      expect(createWabaton({ ...common, store: { folder } }).isUserAllowed('anybody')).toBe(true)
      expect(await wabaton.findCustomer(userIdFor(PHONE))).toBeUndefined()
    } finally {
      await wabaton.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
