import { describe, expect, it } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { phoneApp } from '../../src/domain/phone-app.ts'
import type { Heard, ReceivedEcho } from '../../src/flows/store.ts'
import { type InboundChange, inbound, newWamid, type Scene } from './scene.ts'

const DANA = { id: 'dana', name: 'Dana' }
const PHONE = phoneApp('support')

/** What is typed in the WhatsApp Business app on the phone is a teammate's reply. */
export function echoesContract(scene: () => Scene) {
  const rows = (text: string) => scene().rows(text)
  const echo = (change: InboundChange = {}): ReceivedEcho => {
    const { business, line, message, receivedAt } = inbound({ receivedAt: scene().now, text: 'I am on it', ...change })
    return { business, line, message, receivedAt, author: 'teammate', by: phoneApp(line) }
  }
  const types = async (change: InboundChange = {}): Promise<Extract<Heard, { kind: 'stored' }>> => {
    const heard = await scene().store.hearEcho(echo(change))
    if (heard.kind !== 'stored') throw new Error('it was a duplicate')
    return heard
  }
  const amends = (content: Content, change: InboundChange = {}) => types({ content, ...change })
  const owner = () => rows('select owner, epoch, teammate, last_inbound_at from conversations order by id')
  const thread = async (conversation: string) =>
    (await scene().store.thread({ business: 'acme', id: conversation }, { most: 50 })).messages
  const release = (conversation: string) =>
    scene().store.passBaton({
      conversation: { business: 'acme', id: conversation },
      by: DANA,
      source: 'api',
      epoch: undefined,
      now: scene().now,
      step: { kind: 'release' },
    })

  describe('typed in the WhatsApp Business app', () => {
    it('[H19 H9] is a teammate’s reply: it takes the conversation, and what the agent has prepared is dropped', async () => {
      const deliver = await scene().replies(['Prepared'])
      const heard = await types({ quotes: 'wamid.of-theirs' })
      expect(heard).toMatchObject({ conversation: deliver.key, passed: { moved: true, now: { owner: 'teammate' } } })
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'settled', state: 'dropped' })
      expect((await thread(deliver.key)).at(-1)).toMatchObject({
        author: 'teammate',
        writer: PHONE,
        text: 'I am on it',
        quotes: 'wamid.of-theirs',
        delivery: undefined,
      })
      const [handoff] = await scene().store.handoffs()
      expect(handoff).toMatchObject({ reason: 'teammate_took', teammate: PHONE, answeredAt: scene().now })
      expect(await scene().store.stepsOf({ business: 'acme', id: handoff!.id })).toMatchObject([
        { kind: 'reply', by: PHONE, source: 'phone' },
      ])
    })

    it('[H19 W11] comes once, also when it is brought twice at the same time or is one of our own messages', async () => {
      const given = echo()
      const both = await Promise.all([scene().store.hearEcho(given), scene().store.hearEcho(given)])
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['duplicate', 'stored'])
      expect(await rows('select text from messages')).toHaveLength(1)
      expect(await rows('select id from handoffs')).toHaveLength(1)
      const deliver = await scene().replies(['Ours'], { from: '15550002222' })
      const sending = await scene().sends(deliver)
      await scene().record(deliver, sending, { kind: 'accepted', wamid: 'wamid.ours' })
      const ours = echo({ from: '15550002222', wamid: 'wamid.ours', text: 'Ours' })
      expect(await scene().store.hearEcho(ours)).toEqual({ kind: 'duplicate' })
      expect(await rows(`select owner from conversations where id = '${deliver.key}'`)).toEqual([{ owner: 'agent' }])
    })

    it('[H19] to somebody unknown it begins a conversation, and opens no window', async () => {
      const { conversation } = await types({ sender: { bsuid: 'US.new', name: 'New' } })
      expect(await owner()).toMatchObject([{ owner: 'teammate', teammate: PHONE.id, last_inbound_at: 0 }])
      const said = await scene().says({ sender: { bsuid: 'US.new' }, text: 'Thanks' })
      expect(said.conversation).toBe(conversation)
      expect((await thread(conversation)).map(({ author }) => author)).toEqual(['teammate', 'customer'])
    })

    it('[H19 I13] to the other form of a number it reaches the same conversation', async () => {
      const { conversation } = await scene().says({ from: '551187654321' })
      expect((await types({ from: '5511987654321' })).conversation).toBe(conversation)
    })

    it('[H19] that comes before the message it answers leaves nothing to be answered when it is given back', async () => {
      const { now } = scene()
      const { conversation } = await types({ sentAt: now - 1000, receivedAt: now })
      await scene().says({ text: 'Where is it?', sentAt: now - 5000, receivedAt: now })
      const { store } = scene()
      const work = await scene().claim('answer')
      await store.commitTurn(await scene().finished(work, [], { outcome: 'owned' }))
      const act = { conversation: { business: 'acme', id: conversation }, by: DANA, source: 'api' as const }
      const step = { kind: 'release' as const }
      await store.passBaton({ ...act, step, epoch: undefined, now, resolution: 'continue' })
      expect((await store.loadTurn(act.conversation, 30))!.unanswered).toEqual([])
    })

    it('[H19] that comes after it was given back, and was typed before, takes nothing over', async () => {
      const { conversation } = await types()
      scene().now += 60_000
      await release(conversation)
      const late = await types({ sentAt: scene().now - 30_000, receivedAt: scene().now + 1000 })
      expect(late.passed).toBeUndefined()
      expect(await owner()).toMatchObject([{ owner: 'agent' }])
      expect(await thread(conversation)).toHaveLength(2)
      scene().now += 60_000
      expect((await types()).passed).toMatchObject({ moved: true })
    })

    it('[H19] takes nothing from another teammate, but is a sign of life', async () => {
      const { conversation } = await scene().says()
      const step = { kind: 'claim', by: DANA, over: false } as const
      const act = { conversation: { business: 'acme', id: conversation }, by: DANA, source: 'api' as const }
      await scene().store.passBaton({ ...act, step, epoch: undefined, now: scene().now })
      scene().now += 60_000
      expect((await types()).passed).toBeUndefined()
      expect(await owner()).toMatchObject([{ teammate: 'dana' }])
      expect(await rows('select last_sign_at, answered_at from handoffs')).toEqual([
        { last_sign_at: scene().now, answered_at: scene().now },
      ])
    })

    it('[H19] calls nobody any more where people were called', async () => {
      const { conversation } = await scene().says({ text: 'a person!' })
      const work = await scene().claim('answer')
      const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
      await scene().store.commitTurn(await scene().finished(work, ['They come.'], { handoff }))
      await types()
      expect(await scene().store.handoffs()).toMatchObject([
        { id: handoff.id, conversation, reason: 'customer_asked', teammate: PHONE, claimedAt: scene().now },
      ])
    })

    it('[H19 W22 W14] edits, deletions and reactions change what they speak of, in whatever order, and take nothing over', async () => {
      const { conversation } = await scene().says({ wamid: 'wamid.theirs' })
      expect((await amends({ kind: 'reaction', to: 'wamid.theirs', emoji: '👍' })).passed).toBeUndefined()
      const [one, two] = [newWamid(), newWamid()]
      await amends({ kind: 'edit', of: one, content: { kind: 'text', text: 'Better' } })
      await types({ wamid: one, text: 'Worse' })
      await types({ wamid: two, text: 'Never' })
      await amends({ kind: 'revoke', of: two }, { sentAt: scene().now + 1 })
      await scene().says({ content: { kind: 'reaction', to: one, emoji: '❤️' }, ignoredBecause: 'no turn' })
      expect(await thread(conversation)).toMatchObject([
        { author: 'customer', reaction: '👍' },
        { author: 'teammate', text: 'Better', edited: true, reaction: '❤️' },
        { author: 'teammate', deleted: true },
      ])
      const turn = await scene().store.loadTurn({ business: 'acme', id: conversation }, 30)
      expect(turn!.history.map(({ text }) => text)).toEqual(['Better', '[This message was deleted]'])
    })

    it('[H19] what we have sent can be taken back and corrected on the phone', async () => {
      const deliver = await scene().replies(['It costs 5', 'Or 6'])
      for (const wamid of ['wamid.one', 'wamid.two'])
        await scene().record(deliver, await scene().sends(deliver), { kind: 'accepted', wamid })
      await amends({ kind: 'edit', of: 'wamid.one', content: { kind: 'text', text: 'It costs 50' } })
      await amends({ kind: 'revoke', of: 'wamid.two' })
      expect((await thread(deliver.key)).slice(1)).toMatchObject([
        { text: 'It costs 50', edited: true },
        { deleted: true },
      ])
      expect(await owner()).toMatchObject([{ owner: 'agent' }])
    })
  })
}
