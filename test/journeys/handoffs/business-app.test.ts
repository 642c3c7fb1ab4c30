import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '../../../src/domain/turn.ts'
import { LATE, SALES, SUPPORT } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'
import { MAYA, MINUTE, type policyOf, read, settingsOf } from './scene.ts'

let stage: Stage | undefined
afterEach(() => stage?.stop())

const AFTER_30 = { alert: undefined, escalation: [], autoReleaseMs: 30 * MINUTE }

/** A line whose number is on a phone of the business as well. */
async function share({ agent, policy = {} }: { agent?: Agent; policy?: Parameters<typeof policyOf>[0] } = {}) {
  const set = await setStage({ coexistence: true, settings: settingsOf(policy), ...(agent && { agent }) })
  stage = set
  const maya = set.phone(MAYA)
  const key = async () => ({ business: 'acme', id: await set.conversationOf(MAYA) })
  return {
    stage: set,
    maya,
    app: set.simulator.businessApp('support'),
    meta: set.simulator.metaAgent('support'),
    conversation: async () => (await set.platform.store.conversation(await key()))!,
    thread: async () => set.platform.store.thread(await key(), { most: 100 }),
    said: async () =>
      (await set.platform.store.thread(await key(), { most: 100 })).messages.map(({ author, text }) => [author, text]),
    turn: async () => (await set.platform.store.loadTurn(await key(), 30))!,
  }
}

describe('the WhatsApp Business app on a phone of the business', () => {
  it('[H19 H8] what is typed there is a teammate’s reply: the agent is silent from then on', async () => {
    const { stage, maya, app, conversation, thread, turn } = await share()
    maya.says('Hello')
    await stage.pass(5000)
    app.types(maya.customer, 'I am Dana, let me look')
    await stage.pass(1000)
    maya.says('Thanks')
    await stage.pass(10 * MINUTE)
    expect(read(maya)).toEqual(['You said: Hello', 'I am Dana, let me look'])
    expect(await conversation()).toMatchObject({
      owner: 'teammate',
      teammate: { id: 'phone:support', name: 'WhatsApp Business app' },
    })
    const { messages, steps } = await thread()
    expect(messages.map(({ author, outcome }) => [author, outcome])).toEqual([
      ['customer', 'answered'],
      ['agent', undefined],
      ['teammate', undefined],
      ['customer', 'owned'],
    ])
    expect(steps).toMatchObject([{ kind: 'reply', source: 'phone', by: { name: 'WhatsApp Business app' } }])
    expect((await turn()).history.map(({ text }) => text)).toContain('I am Dana, let me look')
  })

  it('[H19 law4] an agent that thinks while somebody types says nothing more, also over a crash', async () => {
    let thinking = () => {}
    const begun = new Promise<void>((resolve) => {
      thinking = resolve
    })
    const { stage, maya, app, said } = await share({
      agent: async () => {
        thinking()
        await new Promise((resolve) => setTimeout(resolve, 50))
        return 'Too late'
      },
    })
    maya.says('Hello')
    await stage.passUntil(begun)
    app.types(maya.customer, 'I have it')
    await stage.pass(0)
    await stage.crash()
    await stage.pass(10 * MINUTE)
    expect(read(maya)).toEqual(['I have it'])
    expect(await said()).toEqual([
      ['customer', 'Hello'],
      ['teammate', 'I have it'],
    ])
  })

  it('[H19 H14 H11] is given back by the clock from what was typed last, with all of it in the agent’s context', async () => {
    const seen: string[][] = []
    const { stage, maya, app, conversation } = await share({
      policy: AFTER_30,
      agent: ({ text, history }) => {
        seen.push(history.map((one) => `${one.author}: ${one.text}`))
        return `You said: ${text}`
      },
    })
    maya.says('Hello')
    await stage.pass(5000)
    app.types(maya.customer, 'Your order is on its way')
    await stage.pass(29 * MINUTE)
    app.types(maya.customer, 'It comes on Friday')
    await stage.crash()
    await stage.pass(29 * MINUTE)
    expect((await conversation()).owner).toBe('teammate')
    await stage.restart()
    await stage.pass(2 * MINUTE)
    expect((await conversation()).owner).toBe('agent')
    maya.says('When does it come?')
    await stage.pass(5000)
    expect(read(maya).at(-1)).toBe('You said: When does it come?')
    expect(seen.at(-1)).toEqual(
      expect.arrayContaining(['teammate: Your order is on its way', 'teammate: It comes on Friday']),
    )
  })

  it('[H19 W11] is told once, whatever Meta brings twice, late and out of order', async () => {
    const { stage, maya, app, said } = await share()
    maya.says('Hello')
    await stage.pass(5000)
    Object.assign(stage.simulator.chaos, { webhookDuplicate: 1, webhookTwin: 1, webhookReorder: 0.5 })
    const photo = app.types(maya.customer, { type: 'image', caption: 'This one' })
    app.edits(maya.customer, 'That one', { message: photo })
    app.types(maya.customer, { type: 'reaction', to: maya.said[0]!.wamid, emoji: '👍' })
    app.types(maya.customer, 'Gone')
    app.deletes(maya.customer)
    await stage.pass(MINUTE)
    await stage.crash()
    await stage.pass(MINUTE)
    const told = (await said()).slice(2)
    expect(told.map(([author]) => author)).toEqual(['teammate', 'teammate'])
    expect(told.map(([, text]) => text).join('\n')).toContain('That one')
    expect(await stage.rows('select id from handoffs')).toHaveLength(1)
    expect(maya.said[0]!.reaction).toBe('👍')
  })

  it('[H19] a picture from the phone is opened at the desk', async () => {
    const { stage, maya, app, thread } = await share()
    maya.says('Hello')
    await stage.pass(5000)
    app.types(maya.customer, { type: 'image', caption: 'This one' })
    await stage.pass(1000)
    const { messages } = await thread()
    expect(messages.at(-1)!.content).toEqual({ kind: 'image', media: { id: expect.any(String) }, caption: 'This one' })
    const conversation = { business: 'acme', id: await stage.conversationOf(MAYA) }
    const file = await stage.platform.store.fileOfMessage(conversation, messages.at(-1)!.id)
    expect(file).toMatchObject({ kind: 'image', medium: { id: expect.any(String) } })
  })

  it('[H19] somebody to whom the business writes first is known, and the agent waits until it is given back', async () => {
    const { stage, maya, app, conversation, said } = await share({ policy: AFTER_30 })
    app.types(maya.customer, 'Your table is ready')
    await stage.pass(1000)
    expect((await conversation()).owner).toBe('teammate')
    maya.says('Coming')
    await stage.pass(MINUTE)
    expect(await said()).toEqual([
      ['teammate', 'Your table is ready'],
      ['customer', 'Coming'],
    ])
    await stage.pass(31 * MINUTE)
    expect(read(maya)).toEqual(['Your table is ready', 'You said: Coming'])
  })

  it('[H19 W19] what is typed on a number that has no line yet is kept, and heard once it has one', async () => {
    const { stage, maya } = await share()
    const late = stage.simulator.lines().at(-1)!
    stage.simulator.businessApp(late.name).types(maya.customer, 'Before the line')
    await stage.pass(1000)
    expect(await stage.rows('select reason from strays')).toHaveLength(1)
    expect(await stage.rows('select id from messages')).toEqual([])
    await stage.restart({ lines: [SUPPORT, SALES, LATE] })
    await stage.pass(1000)
    expect(await stage.rows('select line, author, text from messages')).toEqual([
      { line: 'late', author: 'teammate', text: 'Before the line' },
    ])
  })
})

describe('what the WhatsApp Business app hands over', () => {
  it('[H19] is read in the background, over crashes and twice, and wakes nobody: no agent, no handoff, no word to anybody', async () => {
    let asked = 0
    const { stage, maya, app, conversation } = await share({
      agent: ({ text }) => {
        asked++
        return `You said: ${text}`
      },
    })
    Object.assign(stage.simulator.chaos, { webhookDuplicate: 1, webhookReorder: 0.5 })
    app.sharesHistory({ messages: 40, chunk: 15 })
    for (let times = 0; times < 6; times++) {
      await stage.pass(200)
      await stage.crash()
    }
    await stage.pass(30 * MINUTE)
    const rows = await stage.rows('select wamid, sent_at from messages order by position')
    expect(rows).toHaveLength(120)
    expect(rows.map(({ sent_at }) => sent_at)).toEqual(rows.map(({ sent_at }) => sent_at).toSorted())
    expect(await stage.rows(`select wamid from messages where kind = 'image'`)).not.toEqual([])
    expect([asked, read(maya), await stage.rows('select id from handoffs')]).toEqual([0, [], []])
    expect(await conversation()).toMatchObject({ owner: 'agent', unread: 0 })
    maya.says('Hello again')
    await stage.pass(5000)
    expect([asked, read(maya)]).toEqual([1, ['You said: Hello again']])
  })

  it('[H19 I11] where phones are hashed, it is found all the same, and no phone stands in it', async () => {
    const set = await setStage({
      coexistence: true,
      settings: { identity: { hash: 'hmac', secret: 'a secret of thirty-two characters!' } },
    })
    stage = set
    set.phone(MAYA)
    // Nothing but phones says who was meant.
    set.simulator.chaos.oldForms = true
    set.simulator.businessApp('support').sharesHistory({ messages: 4, chunk: 3 })
    await set.pass(MINUTE)
    expect(await set.rows('select id from messages')).toHaveLength(12)
    expect(
      await set.rows('select distinct p.phone from conversations c join contacts p on p.customer = c.customer'),
    ).toEqual([{ phone: MAYA }])
    for (const table of ['messages', 'notices'])
      expect(JSON.stringify(await set.rows(`select * from ${table}`))).not.toContain(MAYA)
  })

  it('[H19] refused, it is only noted; contacts name who is known', async () => {
    const { stage, maya, app } = await share()
    app.refusesHistory()
    app.savesContact(maya.customer, 'Maya of the bakery')
    await stage.pass(5000)
    expect(await stage.rows('select customer from contacts')).toEqual([])
    expect(await stage.rows('select key from work')).toEqual([])
  })
})

describe('Meta’s own agent on the same number', () => {
  it('[H19] while it has the chat ours is silent, and goes on with what is unanswered when the chat comes back', async () => {
    const { stage, maya, meta, said } = await share()
    maya.says('Hello')
    await stage.pass(5000)
    meta.takes(maya.customer)
    await stage.pass(1000)
    maya.says('Is it open on Sunday?')
    await stage.pass(1000)
    meta.says(maya.customer, 'From eight to twelve')
    await stage.pass(1000)
    maya.says('A table for two then')
    await stage.crash()
    await stage.pass(10 * MINUTE)
    expect(read(maya)).toEqual(['You said: Hello', 'From eight to twelve'])
    meta.passes(maya.customer)
    await stage.pass(10_000)
    expect(read(maya).at(-1)).toBe('You said: A table for two then')
    expect(await said()).toEqual([
      ['customer', 'Hello'],
      ['agent', 'You said: Hello'],
      ['customer', 'Is it open on Sunday?'],
      ['agent', 'From eight to twelve'],
      ['customer', 'A table for two then'],
      ['agent', 'You said: A table for two then'],
    ])
  })

  it('[H19 law4] that takes the chat while ours thinks has it: nothing of ours leaves', async () => {
    let thinking = () => {}
    const begun = new Promise<void>((resolve) => {
      thinking = resolve
    })
    const { stage, maya, meta } = await share({
      agent: async () => {
        thinking()
        await new Promise((resolve) => setTimeout(resolve, 50))
        return 'Too late'
      },
    })
    maya.says('Hello')
    await stage.passUntil(begun)
    meta.takes(maya.customer)
    await stage.pass(10 * MINUTE)
    expect(read(maya)).toEqual([])
    expect(meta.holds(maya.customer)).toBe(true)
    await stage.restart()
    await stage.pass(10 * MINUTE)
    expect(read(maya)).toEqual([])
  })

  it('[H19] a teammate’s reply takes the chat back for us', async () => {
    const { stage, maya, meta, conversation } = await share()
    maya.says('Hello')
    await stage.pass(5000)
    meta.takes(maya.customer)
    maya.says('Hm')
    await stage.pass(5000)
    await stage.teammateSays(MAYA, 'Dana here')
    await stage.pass(5000)
    expect(meta.holds(maya.customer)).toBe(false)
    expect((await conversation()).owner).toBe('teammate')
    await stage.release(MAYA)
    maya.says('Thanks')
    await stage.pass(5000)
    expect(read(maya).at(-1)).toBe('You said: Thanks')
  })
})
