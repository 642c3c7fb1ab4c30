import { describe, expect, it } from 'vitest'
import type { Sender } from '../../src/domain/customer.ts'
import { phoneApp } from '../../src/domain/phone-app.ts'
import type { PastTalk } from '../../src/flows/store.ts'
import { NOON, newWamid, type Scene } from './scene.ts'

type Said = PastTalk['messages'][number]
const DAY = 24 * 60 * 60_000
const MAYA: Sender = { phone: '15550001111', bsuid: 'US.1111' }
const PLACEHOLDER = { kind: 'unsupported', type: 'media_placeholder' } as const
const PHOTO = { kind: 'image', medium: { id: '41', mime: 'image/jpeg' } } as const

/** What was said in the WhatsApp Business app before its number was shared. */
export function pastContract(scene: () => Scene) {
  const said = (text: string, daysAgo: number, change: Partial<Said> = {}): Said => ({
    wamid: newWamid(),
    fromBusiness: false,
    content: { kind: 'text', text },
    sentAt: NOON - daysAgo * DAY,
    ...change,
  })
  const keep = (messages: readonly Said[], who: Sender = MAYA) =>
    scene().store.keepPast({
      business: 'acme',
      line: 'support',
      phoneNumberId: '106540352242922',
      with: who,
      messages,
      receivedAt: scene().now,
      by: phoneApp('support'),
    })
  const only = async () => (await scene().rows<{ id: string }>('select id from conversations order by id'))[0]!.id
  const texts = async (id: string) =>
    (await scene().store.thread({ business: 'acme', id }, { most: 50 })).messages.map(({ text }) => text)
  const entries = async () => {
    const customer = (await scene().store.findCustomer('acme', MAYA.phone!))!
    const page = await scene().store.entriesOf({ business: 'acme', customer }, { most: 100 })
    return page.entries.map(({ text }) => text)
  }

  describe('what was said before the number came to us', () => {
    it('[H19] stands in the order of its time, each message once, whatever chunk comes first and how often', async () => {
      const [one, two, three] = [said('one', 90), said('two', 30, { fromBusiness: true }), said('three', 1)]
      const soon = said('three and a bit', 1)
      await keep([three, soon])
      await keep([one])
      await Promise.all([keep([two, one]), keep([two])])
      expect(await texts(await only())).toEqual(['one', 'two', 'three', 'three and a bit'])
      const { messages } = await scene().store.thread({ business: 'acme', id: await only() }, { most: 50 })
      expect(messages.map(({ author, writer, at }) => [author, writer?.name, at])).toEqual([
        ['customer', undefined, one.sentAt],
        ['teammate', 'WhatsApp Business app', two.sentAt],
        ['customer', undefined, three.sentAt],
        ['customer', undefined, three.sentAt],
      ])
    })

    it('[H19] asks for nothing: no answer, no handoff, nothing unread, no window, no news', async () => {
      const told = await scene().rows('select count(*) as n from events')
      await keep([said('one', 2), said('Where is it??', 0.1)])
      const { store } = scene()
      expect((await scene().claimAll()).claimed).toEqual([])
      expect(await scene().rows('select owner, epoch, last_inbound_at, unanswered_since from conversations')).toEqual([
        { owner: 'agent', epoch: 0, last_inbound_at: 0, unanswered_since: null },
      ])
      expect(await store.handoffs()).toEqual([])
      const page = await store.conversations({
        business: 'acme',
        view: 'all',
        person: 'dana',
        lines: undefined,
        most: 9,
      })
      expect(page.conversations).toMatchObject([{ unread: 0, lastMessage: { text: 'Where is it??' } }])
      expect(await scene().rows('select count(*) as n from events')).toEqual(told)
    })

    it('[H19] stands above what has come since, and moves nothing of it', async () => {
      const { conversation } = await scene().says({ sender: MAYA, text: 'now' })
      const before = await scene().rows('select last_position, last_inbound_at, unanswered_since from conversations')
      await keep([said('then', 3)])
      expect(await texts(conversation)).toEqual(['then', 'now'])
      expect(await scene().rows('select last_position, last_inbound_at, unanswered_since from conversations')).toEqual(
        before,
      )
      const turn = await scene().store.loadTurn({ business: 'acme', id: conversation }, 30)
      expect([turn!.unanswered.length, turn!.history]).toEqual([1, []])
      const page = await scene().store.thread({ business: 'acme', id: conversation }, { before: 1, most: 5 })
      expect(page.messages.map(({ text }) => text)).toEqual(['then'])
    })

    it('[H19 M1] is remembered, also where memory had looked before', async () => {
      await scene().says({ sender: MAYA, text: 'now' })
      await scene().store.commitTurn(await scene().finished(await scene().claim('answer'), []))
      expect(await entries()).toEqual(['now'])
      const customer = (await scene().store.findCustomer('acme', MAYA.phone!))!
      const state = await scene().store.stateOf({ business: 'acme', customer })
      await keep([said('My dog is called Rex', 3)])
      expect(await entries()).toEqual(['My dog is called Rex', 'now'])
      expect((await scene().store.stateOf({ business: 'acme', customer })).version).toBeGreaterThan(state.version)
    })

    it('[H19] a file that comes by itself stands where its placeholder stood, whichever came first', async () => {
      const [early, late] = [said('', 3, { content: PHOTO }), said('', 2, { content: PLACEHOLDER })]
      await keep([early])
      await keep([{ ...early, content: PLACEHOLDER }, late])
      await keep([{ ...late, content: PHOTO }])
      const both = said('', 1, { content: PHOTO })
      await keep([both, { ...both, content: PLACEHOLDER }])
      const { messages } = await scene().store.thread({ business: 'acme', id: await only() }, { most: 50 })
      expect(messages.map(({ content }) => content)).toEqual([PHOTO, PHOTO, PHOTO])
    })

    it('[H19] what never arrived was not said; what was changed then is as it was changed', async () => {
      const first = said('frist', 3)
      await keep([
        said('Never there', 4, { fromBusiness: true, status: 'ERROR' }),
        said('', 2, { content: { kind: 'edit', of: first.wamid, content: { kind: 'text', text: 'first' } } }),
      ])
      await keep([first])
      expect(await entries()).toEqual(['first'])
      expect(await texts(await only())).toEqual(['Never there', 'first'])
    })

    it('[H19 W11] a message that is here already stays as it is', async () => {
      await scene().says({ sender: MAYA, wamid: 'wamid.here', text: 'here' })
      const deliver = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(deliver, ['An answer']))
      await keep([said('here', 0, { wamid: 'wamid.here' })])
      expect(await texts(await only())).toEqual(['here', 'An answer'])
    })

    it('[H19 I19] goes along when two turn out to be one person', async () => {
      const other: Sender = { phone: '15550001111', bsuid: 'US.2222', name: 'Bo' }
      await keep([said('then', 9)])
      await scene().says({ sender: MAYA, text: 'one' })
      scene().now += 60_000
      await scene().says({ sender: other, text: 'two' })
      scene().now += 60_000
      await scene().says({ sender: { bsuid: 'US.1111' }, text: 'three' })
      const [question] = await scene().store.identityQuestions('acme')
      const { store, now } = scene()
      await store.decideIdentity({ business: 'acme', question: question!.id, decision: 'same', by: 'Ada', now })
      const [joined] = await scene().rows<{ conversation: string }>('select distinct conversation from messages')
      expect(await texts(joined!.conversation)).toEqual(['then', 'one', 'two', 'three'])
      await keep([said('long ago', 30)], { bsuid: 'US.1111' })
      expect((await texts(joined!.conversation))[0]).toBe('long ago')
      await store.undoIdentity({ business: 'acme', question: question!.id, now: now + 1000 })
      const all = await scene().rows<{ text: string }>('select text from messages')
      expect(all.map(({ text }) => text).toSorted()).toEqual(['long ago', 'one', 'then', 'three', 'two'])
    })
  })

  it('[H19] the address book of the business names who is known and has told no name, and meets nobody', async () => {
    await scene().says({ sender: MAYA })
    const name = (who: Sender) => scene().store.nameContact({ business: 'acme', who })
    await name({ phone: MAYA.phone!, name: 'Maya of the bakery' })
    await name({ bsuid: MAYA.bsuid!, name: 'Somebody else' })
    await name({ phone: '15550009999', name: 'The dentist' })
    expect(await scene().rows('select name from contacts')).toEqual([{ name: 'Maya of the bakery' }])
  })
}
