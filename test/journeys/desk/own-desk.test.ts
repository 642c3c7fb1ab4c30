import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeNews, Desk, HandoffNews, MessageNews } from '../../../src/domain/desk.ts'
import { sleep } from '../../../src/flows/world.ts'
import { SALES, SUPPORT } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { callsPeople, DANA, MAYA, OMAR, read, setDesk } from './desk-scene.ts'

let stage: Stage
const setUp = async (options: Parameters<typeof setDesk>[0] = {}) => {
  const desk = await setDesk(options)
  stage = desk.stage
  return { ...desk, own: stage.platform.desk }
}
afterEach(() => stage.stop())

type Heard = ['handoff', HandoffNews] | ['message', MessageNews] | ['change', ChangeNews]

/** A desk that writes down what it is told; `troubled` makes it throw. */
function listener(name: string, troubled: (heard: Heard) => boolean = () => false) {
  const heard: Heard[] = []
  const hear = (...one: Heard) => {
    if (troubled(one)) throw new Error(`${name} is down`)
    heard.push(one)
  }
  const desk: Desk = {
    name,
    onHandoff: (news) => hear('handoff', news),
    onMessage: (news) => hear('message', news),
    onChange: (news) => hear('change', news),
  }
  const short = () =>
    heard.map(([kind, news]) => {
      if (kind === 'message') return `${news.author}: ${news.text}`
      return kind === 'handoff' ? `handoff: ${news.reason}` : `${news.step}: ${news.by?.name ?? 'nobody'}`
    })
  return { desk, heard, short }
}

describe('a desk of your own', () => {
  it('[H15 H7 H12] is told of the handoff with its briefing, of each message while people have it, and of each change', async () => {
    const slack = listener('slack')
    const { own, written } = await setUp({ agent: callsPeople, settings: { desks: [slack.desk] } })
    const maya = await written('Where is my parcel?')
    const id = await stage.conversationOf(MAYA)
    maya.says('Hello?')
    await stage.pass(2000)
    expect(await own.claim(id, { by: DANA })).toMatchObject({ kind: 'passed', now: { owner: 'teammate' } })
    await own.reply(id, { by: DANA, message: 'Dana here.' })
    await stage.pass(2000)
    maya.says('Thanks')
    await stage.pass(2000)
    expect(await own.release(id, { by: DANA, outcome: 'All is well.' })).toMatchObject({ kind: 'passed' })
    await stage.pass(2000)
    expect(slack.short()).toEqual([
      'handoff: customer_asked',
      expect.stringMatching(/^system: .*teammate/),
      'customer: Hello?',
      'claim: Dana',
      'teammate: Dana here.',
      'customer: Thanks',
      'release: Dana',
    ])
    const [first] = slack.heard
    expect(first).toMatchObject([
      'handoff',
      {
        conversation: id,
        line: 'support',
        customer: { phone: `+${MAYA}` },
        summary: 'Wants a person.',
        briefing: { by: 'rules' },
      },
    ])
    expect(slack.heard.at(-1)).toMatchObject(['change', { about: 'All is well.', owner: 'agent', source: 'library' }])
    maya.says('One more thing')
    await stage.pass(5000)
    expect(slack.short().at(7)).toBe('handoff: customer_asked')
    expect(slack.short().filter((one) => one.includes('One more thing'))).toEqual([])
  })

  it('[H9 H15] a reply through it takes the conversation with no handoff open, and a slow model is dropped', async () => {
    const slack = listener('slack')
    const { own } = await setUp({
      settings: { desks: [slack.desk] },
      agent: async () => {
        await sleep(stage.clock, 20_000)
        return 'From the agent'
      },
    })
    const maya = stage.phone(MAYA)
    maya.says('Hello')
    await stage.pass(5000)
    const id = await stage.conversationOf(MAYA)
    expect(await own.reply(id, { by: OMAR, message: 'Omar here.' })).toMatchObject({ kind: 'queued' })
    await stage.pass(60_000)
    expect(read(maya)).toEqual(['Omar here.'])
    expect(slack.short()).toEqual(['handoff: teammate_took', 'reply: Omar', 'teammate: Omar here.'])
  })

  it('[H15] several at once share one claim, and hear of each other', async () => {
    const [slack, phone] = [listener('slack'), listener('phone')]
    const { own, about, written } = await setUp({ agent: callsPeople, settings: { desks: [slack.desk, phone.desk] } })
    await written()
    const id = await stage.conversationOf(MAYA)
    const [one, other] = await Promise.all([own.claim(id, { by: DANA }), about('claim', { as: OMAR })])
    expect([one.kind, other.status].sort()).toEqual(one.kind === 'passed' ? [409, 'passed'] : [200, 'refused'])
    await stage.pass(2000)
    expect(slack.short()).toEqual(phone.short())
    expect(slack.short().filter((said) => said.startsWith('claim'))).toHaveLength(1)
  })

  it('[H4] is told again what it could not take, in order, and once what it has taken; others do not wait for it', async () => {
    let down = true
    const slack = listener('slack', ([kind]) => down && kind === 'message')
    const phone = listener('phone')
    const { own, written } = await setUp({ agent: callsPeople, settings: { desks: [slack.desk, phone.desk] } })
    const maya = await written()
    maya.says('One')
    await stage.pass(2000)
    await own.claim(await stage.conversationOf(MAYA), { by: DANA })
    maya.says('Two')
    await stage.pass(60_000)
    expect(slack.short()).toEqual(['handoff: customer_asked'])
    const all = [
      'handoff: customer_asked',
      expect.stringContaining('system: '),
      'customer: One',
      'claim: Dana',
      'customer: Two',
    ]
    expect(phone.short()).toEqual(all)
    down = false
    await stage.pass(30 * 60_000)
    expect(slack.short()).toEqual(all)
    expect(phone.short()).toEqual(all)
  })

  it('[H4] what never answers is called off, and asked again', async () => {
    const calls: string[] = []
    const { written } = await setUp({
      agent: callsPeople,
      settings: {
        desks: [
          {
            name: 'deaf',
            onHandoff: ({ handoff }) => {
              calls.push(handoff)
              return calls.length === 1 ? new Promise(() => {}) : undefined
            },
          },
        ],
      },
    })
    await written()
    await stage.pass(120_000)
    expect(calls).toHaveLength(2)
    expect(new Set(calls).size).toBe(1)
  })

  it('[H4] a crash loses nothing of what it is to be told', async () => {
    let down = true
    const slack = listener('slack', () => down)
    const { written } = await setUp({ agent: callsPeople, settings: { desks: [slack.desk] } })
    const maya = await written()
    maya.says('Hello?')
    await stage.pass(1000)
    await stage.crash()
    down = false
    await stage.pass(10 * 60_000)
    expect(slack.short()).toEqual(['handoff: customer_asked', expect.stringContaining('system: '), 'customer: Hello?'])
  })

  it('[H15] one that comes later hears of what is open, and not of what is over', async () => {
    const { about, written } = await setUp({ agent: callsPeople })
    const maya = await written()
    await about('release')
    maya.says('Again')
    await stage.pass(5000)
    const slack = listener('slack')
    await stage.restart({ apiToken: undefined, desks: [slack.desk] })
    maya.says('Hello?')
    await stage.pass(5000)
    expect(slack.short()).toEqual(['handoff: customer_asked', expect.stringContaining('system: '), 'customer: Hello?'])
  })

  it('[H6] a handoff for all lines tells of what is said on each of them', async () => {
    const slack = listener('slack')
    const { own, written } = await setUp({
      agent: callsPeople,
      settings: { desks: [slack.desk], handoffScope: 'customer', lines: [SUPPORT, SALES] },
    })
    await written()
    stage.phone(MAYA, 'sales').says('Hello, sales')
    await stage.pass(3000)
    const sales = await stage.conversationOf(MAYA, 'sales')
    await own.claim(sales, { by: DANA })
    await stage.pass(2000)
    expect(slack.short()).toEqual([
      'handoff: customer_asked',
      expect.stringContaining('system: '),
      'customer: Hello, sales',
      'claim: Dana',
    ])
    expect(slack.heard[2]).toMatchObject(['message', { conversation: sales, line: 'sales' }])
  })

  it('[H15] refuses as a value, and throws for nothing that may be expected', async () => {
    const { own, written } = await setUp()
    await written()
    const id = await stage.conversationOf(MAYA)
    const nowhere = '00000000-0000-7000-8000-000000000000'
    for (const unknown of [nowhere, 'nothing', '']) {
      expect(await own.claim(unknown, { by: DANA })).toEqual({ kind: 'unknown' })
      expect(await own.reply(unknown, { by: DANA, message: 'Hm' })).toEqual({ kind: 'unknown' })
      expect(await own.retry(unknown, nowhere, { by: DANA })).toEqual({ kind: 'unknown' })
      expect(await own.takeBack(unknown, nowhere, { by: DANA })).toEqual({ kind: 'unknown' })
      expect(await own.note(unknown, { by: DANA, text: 'Hm' })).toEqual({ kind: 'unknown' })
      expect(await own.conversation(unknown)).toBeUndefined()
      expect(await own.thread(unknown)).toBeUndefined()
      expect(await own.handoff(unknown)).toBeUndefined()
      expect(await own.file(unknown, nowhere, nowhere)).toBeUndefined()
      expect(await own.releaseHandoff(unknown, { by: DANA })).toEqual({ kind: 'not-open' })
    }
    expect(await own.release(id, { by: DANA })).toMatchObject({ kind: 'refused', because: 'nobody-has-it' })
    expect(await own.putBack(id, { by: DANA })).toMatchObject({ kind: 'refused' })
    expect(await own.undo(id, { by: DANA })).toMatchObject({ kind: 'refused', because: 'nothing-to-undo' })
    expect(await own.reply(id, { by: DANA, message: '' })).toMatchObject({ kind: 'not-sendable', because: 'content' })
    expect(await own.retry(id, 'nothing', { by: DANA })).toMatchObject({ kind: 'not-failed' })
    expect(await own.note(id, { by: DANA, text: '' })).toMatchObject({ kind: 'refused', because: 'empty' })
    expect(await own.assign(id, { by: DANA, to: OMAR, epoch: 7 })).toMatchObject({ kind: 'stale', now: { epoch: 0 } })
    expect(await own.assign(id, { by: DANA, to: OMAR })).toMatchObject({ kind: 'passed', now: { teammate: OMAR } })
    await stage.restart({ lines: [SALES] })
    const again = stage.platform.desk
    expect(await again.reply(id, { by: OMAR, message: 'Hm' })).toMatchObject({ because: 'no-line' })
    expect(await again.release(id, { by: OMAR })).toMatchObject({ kind: 'no-agent' })
  })
})
