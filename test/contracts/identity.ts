import { describe, expect, it } from 'vitest'
import type { IdentityChange } from '../../src/domain/content.ts'
import type { Sender } from '../../src/domain/customer.ts'
import { userIdFor } from '../../src/ports/phone-hash.ts'
import { inbound, NOON, newWamid, type Scene, wordsOf } from './scene.ts'

const PHONE = '15550001111'
const NEW_PHONE = '15550002222'
const ONE = 'US.1111'
const OTHER = 'US.2222'
const MINUTE = 60_000

const rawOf = ({ phone, bsuid }: Sender) => ({ ...(phone && { from: phone }), ...(bsuid && { from_user_id: bsuid }) })

export function identityContract(scene: () => Scene) {
  /** Time passes between what is said, as it does. */
  const says = async (sender: Sender, text = 'Hello', change = {}) => {
    scene().now += MINUTE
    const { conversation } = await scene().says({ sender, text, raw: rawOf(sender), ...change })
    return { conversation, customer: await customerOf(conversation) }
  }
  const changes = async (change: IdentityChange, more = {}) => {
    scene().now += MINUTE
    const content = { kind: 'system', type: 'user_changed_number', change } as const
    const because = 'a message of type system starts no turn'
    return scene().says({ sender: change.from, content, ignoredBecause: because, raw: {}, ...more })
  }
  const customerOf = async (conversation: string) => {
    const rows = await scene().rows<{ customer: string }>(
      `select customer from conversations where id = '${conversation}'`,
    )
    return rows[0]!.customer
  }
  const contact = async (customer: string) =>
    (await scene().rows(`select phone, bsuid, username, name from contacts where customer = '${customer}'`))[0]
  const questions = () => scene().store.identityQuestions('acme')
  const find = (name: string) => scene().store.findCustomer('acme', name)
  const history = async (conversation: string) =>
    (await scene().store.loadTurn({ business: 'acme', id: conversation }, 30))!.history.map(({ text }) => text)
  const pending = async (conversation: string) =>
    (await scene().store.loadTurn({ business: 'acme', id: conversation }, 30))!.unanswered.map(({ text }) => text)
  /** All that is due is answered; says where each answer went. */
  const answerAll = async (text = 'An answer') => {
    const { claimed } = await scene().claimAll()
    const sent = []
    for (const work of claimed) {
      if (work.kind !== 'answer') await scene().store.letGo(work)
      else {
        const verdict = await scene().store.commitTurn(await scene().finished(work, [text]))
        if (verdict.kind !== 'committed' || !verdict.deliver) continue
        const delivery = await scene().sends(verdict.deliver)
        await scene().record(verdict.deliver, delivery, { kind: 'accepted', wamid: newWamid() })
        sent.push({ conversation: work.key, to: delivery.to })
      }
    }
    return sent
  }

  describe('identity', () => {
    it('[I17] phone only, both, scoped id only, a username: one customer, reached by phone while there is one', async () => {
      const first = await says({ phone: PHONE, name: 'Maya' })
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { phone: PHONE } }])
      for (const sender of [{ phone: PHONE, bsuid: ONE }, { bsuid: ONE, username: 'maya' }, { bsuid: ONE }])
        expect(await says(sender)).toEqual(first)
      expect(await contact(first.customer)).toEqual({ phone: PHONE, bsuid: ONE, username: 'maya', name: 'Maya' })
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { phone: PHONE } }])
    })

    it('[I17] whoever comes with a scoped id only is answered by it, and by phone once they showed theirs', async () => {
      const { conversation } = await says({ bsuid: ONE, username: 'bo' })
      expect(await answerAll()).toEqual([{ conversation, to: { bsuid: ONE } }])
      await says({ bsuid: ONE, phone: PHONE })
      expect(await answerAll()).toEqual([{ conversation, to: { phone: PHONE } }])
    })

    it('[I17] a parent id is recognised, and the last way to somebody', async () => {
      const first = await says({ parentBsuid: 'US.ENT.1' })
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { bsuid: 'US.ENT.1' } }])
      expect(await says({ parentBsuid: 'US.ENT.1', bsuid: ONE })).toEqual(first)
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { bsuid: ONE } }])
    })

    it('[I17] a username identifies nobody: who takes it over is somebody else', async () => {
      const first = await says({ bsuid: ONE, username: 'maya', name: 'Maya' })
      const second = await says({ bsuid: OTHER, username: 'maya', name: 'Maya' })
      expect(second.customer).not.toBe(first.customer)
      expect(await questions()).toEqual([])
    })

    it('[I17] the scoped id of one business means nothing to another', async () => {
      const first = await says({ bsuid: ONE })
      expect((await says({ bsuid: ONE }, 'Hello', { business: 'globex' })).customer).not.toBe(first.customer)
    })

    const card = (phone: string) => ({ phones: [{ phone: `+${phone}`, waId: phone }], emails: [] })
    it('[I17] the answer to a request for the number proves it; any other card proves nothing', async () => {
      const first = await says({ bsuid: ONE })
      const contacts = [card(NEW_PHONE)]
      await says({ bsuid: ONE }, '', { content: { kind: 'contacts', contacts, requested: false } })
      expect(await contact(first.customer)).toMatchObject({ phone: null })
      await says({ bsuid: ONE }, '', { content: { kind: 'contacts', contacts, requested: true } })
      expect(await contact(first.customer)).toMatchObject({ phone: NEW_PHONE })
      expect(await says({ phone: NEW_PHONE })).toEqual(first)
      const [alias] = await scene().rows<{ evidence: string }>(`select evidence from aliases where kind = 'phone'`)
      expect(alias!.evidence).toMatch(/^contact request wamid\./)
    })

    it.each([
      ['5511987654321', '551187654321'],
      ['5215512345678', '525512345678'],
      ['5491155551234', '541155551234'],
    ])('[I18] %s and %s are one customer; what is stored and sent stays as it came', async (long, short) => {
      for (const [first, second] of [
        [long, short],
        [short, long],
      ] as const) {
        await scene().wipe()
        const met = await says({ phone: first })
        expect(await says({ phone: second, bsuid: ONE })).toEqual(met)
        expect(await contact(met.customer)).toMatchObject({ phone: first })
        expect(await answerAll()).toEqual([{ conversation: met.conversation, to: { phone: first } }])
        expect(await find(second)).toBe(met.customer)
      }
    })

    it('[I18] landlines, and ids that look like numbers, are left alone', async () => {
      const landline = await says({ phone: '551132345678' })
      expect((await says({ phone: '5511932345678' })).customer).not.toBe(landline.customer)
      const id = await says({ bsuid: 'BR.551187654321' })
      expect((await says({ bsuid: 'BR.5511987654321' })).customer).not.toBe(id.customer)
    })

    it('[I6 I7] our id, the phone in any form, its hash, its UUID, the scoped id and session keys name one customer', async () => {
      const { customer } = await says({ phone: PHONE, bsuid: ONE })
      const names = [customer, customer.toUpperCase(), PHONE, `+${PHONE}`, '+1 (555) 000-1111', `wa_${PHONE}`, ONE]
      for (const name of [...names, userIdFor(PHONE), DIGEST])
        expect([name, await find(name)]).toEqual([name, customer])
      for (const name of ['', 'maya', '15550009999', OTHER, scene().ids.next()])
        expect([name, await find(name)]).toEqual([name, undefined])
      expect(await scene().store.findCustomer('globex', PHONE)).toBeUndefined()
    })
  })

  describe('changes that WhatsApp reports', () => {
    const change = { from: { phone: PHONE, bsuid: ONE }, to: { phone: NEW_PHONE, bsuid: OTHER } }

    it('[I19] a changed number keeps the history, and is where the answer goes; the old one is a stranger’s', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE }, 'My secret')
      await changes(change)
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { phone: NEW_PHONE } }])
      expect(await says({ phone: NEW_PHONE, bsuid: OTHER })).toEqual(first)
      const stranger = await says({ phone: PHONE, bsuid: 'US.3333' })
      expect(stranger.customer).not.toBe(first.customer)
      expect(await history(stranger.conversation)).toEqual([])
      expect(await contact(first.customer)).toMatchObject({ phone: NEW_PHONE, bsuid: OTHER })
    })

    it('[I19] also a stranger who comes with the old number alone sees nothing; a late message is still theirs', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE })
      const before = scene().now
      await changes(change)
      const late = { sentAt: before + 1 }
      expect(await says({ phone: PHONE, bsuid: ONE }, 'late', late)).toEqual(first)
      expect(await contact(first.customer)).toMatchObject({ phone: NEW_PHONE, bsuid: OTHER })
      expect((await says({ phone: PHONE })).customer).not.toBe(first.customer)
      expect(await contact(first.customer)).toMatchObject({ phone: NEW_PHONE, bsuid: OTHER })
    })

    it('[I19] told in two messages, in any order and twice over, by a line that knows the number and one that does not', async () => {
      const idOnly = { from: { bsuid: ONE }, to: { bsuid: OTHER } }
      for (const order of [
        [change, idOnly, change],
        [idOnly, change, idOnly],
      ]) {
        await scene().wipe()
        const first = await says({ phone: PHONE, bsuid: ONE })
        const at = scene().now + 1
        for (const one of order) await changes(one, { sentAt: at })
        expect(await contact(first.customer)).toMatchObject({ phone: NEW_PHONE, bsuid: OTHER })
        expect(await says({ bsuid: OTHER })).toEqual(first)
        expect(await questions()).toEqual([])
      }
    })

    it('[I19] a changed id without a number is written to by the id; the number comes with the next message', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE })
      await changes({ from: { bsuid: ONE }, to: { bsuid: OTHER } })
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { bsuid: OTHER } }])
      expect(await says({ phone: PHONE, bsuid: OTHER })).toEqual(first)
      expect(await answerAll()).toEqual([{ conversation: first.conversation, to: { phone: PHONE } }])
    })

    it('[I19] an old notice that tells no ids: the new number’s id is learnt, not taken for a stranger’s', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE })
      await changes({ from: { phone: PHONE }, to: { phone: NEW_PHONE } })
      expect(await says({ phone: NEW_PHONE, bsuid: OTHER })).toEqual(first)
      expect(await questions()).toEqual([])
    })

    it('[I19] somebody who changes back is known by both again', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE })
      await changes(change)
      await changes({ from: change.to, to: change.from })
      expect(await says({ phone: PHONE, bsuid: ONE })).toEqual(first)
      expect(await contact(first.customer)).toMatchObject({ phone: PHONE, bsuid: ONE })
    })

    it('[I19] of somebody who was not known yet, it is the first that is known', async () => {
      const { conversation } = await changes(change)
      expect((await says({ bsuid: OTHER })).conversation).toBe(conversation)
      expect((await says({ bsuid: ONE })).conversation).toBe(conversation)
    })

    it('[I19] a notice that is slower than the first message of the new id joins both, and can be undone', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE }, 'before')
      const changedAt = scene().now + 1
      const second = await says({ phone: NEW_PHONE, bsuid: OTHER }, 'after')
      expect(second.customer).not.toBe(first.customer)
      await changes(change, { sentAt: changedAt })
      expect(await says({ bsuid: OTHER })).toEqual(first)
      expect(await pending(first.conversation)).toEqual(['before', 'after', 'Hello'])
      expect(await questions()).toMatchObject([
        { decision: 'same', evidence: expect.stringContaining('change wamid.') },
      ])
      expect(await find(second.customer)).toBe(first.customer)
      const [{ id } = { id: '' }] = await questions()
      expect(await scene().store.undoIdentity({ business: 'acme', question: id, now: scene().now })).toBe(true)
      expect(await pending(second.conversation)).toEqual(['after', 'Hello'])
    })

    it('[I19] where both ends had customers with a history, nothing is joined until somebody decides', async () => {
      const first = await says({ phone: PHONE, bsuid: ONE }, 'one')
      const work = await scene().claim('answer')
      const verdict = await scene().store.commitTurn(await scene().finished(work, ['For the first alone']))
      if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(verdict.kind)
      const second = await says({ phone: NEW_PHONE, bsuid: OTHER }, 'other')
      await changes(change)
      expect(await questions()).toMatchObject([{ older: first.customer, newer: second.customer }])
      expect((await questions())[0]!.decision).toBeUndefined()
      expect(await says({ phone: NEW_PHONE, bsuid: OTHER })).toEqual(second)
      const next = await scene().nextSend(verdict.deliver)
      expect(next).toMatchObject({ kind: 'settled', state: 'failed', because: 'no_address' })
      expect(await scene().store.handoffs()).toMatchObject([{ conversation: first.conversation }])
    })
  })

  describe('a number with perhaps a new owner', () => {
    const owner = { phone: PHONE, bsuid: ONE, name: 'Maya' }
    const newcomer = { phone: PHONE, bsuid: OTHER, name: 'Bo' }

    it('[I19] the stranger is a new customer without a history; a reply to the owner goes by scoped id', async () => {
      const first = await says(owner, 'My secret')
      const work = await scene().claim('answer')
      const verdict = await scene().store.commitTurn(await scene().finished(work, ['For Maya alone']))
      const second = await says(newcomer, 'Hi')
      expect(second.customer).not.toBe(first.customer)
      expect(await history(second.conversation)).toEqual([])
      if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(verdict.kind)
      const delivery = await scene().sends(verdict.deliver)
      expect([delivery.to, wordsOf(delivery)]).toEqual([{ bsuid: ONE }, 'For Maya alone'])
      expect(await questions()).toMatchObject([
        { older: first.customer, newer: second.customer, name: 'Bo', phone: PHONE, askedAt: scene().now },
      ])
      expect(await says({ phone: PHONE })).toEqual(second)
      expect(await says({ bsuid: ONE })).toEqual(first)
      const past = await scene().rows('select value, customer from past_aliases')
      expect(past).toEqual([{ value: PHONE, customer: first.customer }])
    })

    it('[I19] what Meta delivers again does not give the number back', async () => {
      const wamid = newWamid()
      const first = await says(owner, 'Hello', { wamid })
      const saidAt = scene().now
      const second = await says(newcomer)
      const again = inbound({ wamid, sender: owner, sentAt: saidAt, receivedAt: scene().now + MINUTE })
      expect(await scene().store.receive(again)).toEqual({ kind: 'duplicate' })
      expect(await says({ phone: PHONE })).toEqual(second)
      expect(await questions()).toHaveLength(1)
      expect(await contact(first.customer)).toMatchObject({ phone: null })
    })

    it('[I19] owner, stranger and late notice in one batch come to the same', async () => {
      const { store } = scene()
      const at = (sender: Sender, nth: number, more = {}) =>
        store.receive(inbound({ sender, raw: rawOf(sender), receivedAt: NOON + nth, ...more }))
      const receipts = await Promise.all([
        at(owner, 1000, { text: 'one' }),
        at(newcomer, 3000, { text: 'two' }),
        at({ bsuid: ONE }, 4000, {
          sentAt: NOON + 2000,
          content: {
            kind: 'system',
            type: 'user_changed_user_id',
            change: { from: { bsuid: ONE }, to: { bsuid: OTHER } },
          },
          ignoredBecause: 'a notice',
        }),
        at({ bsuid: OTHER }, 5000, { text: 'three' }),
      ])
      expect(receipts.every(({ kind }) => kind === 'stored')).toBe(true)
      expect(await scene().rows('select customer from contacts where joined_to is null')).toHaveLength(1)
      expect(await questions()).toMatchObject([{ decision: 'same' }])
      const open = await scene().rows<{ id: string }>(
        `select c.id from conversations c join contacts p on p.customer = c.customer where p.joined_to is null`,
      )
      expect(await pending(open[0]!.id)).toEqual(['one', 'two', 'three'])
    })
  })
}

/** sha256("e164:+15550001111") */
const DIGEST = 'd9ae9d544ef9382d5294ce5686ff4f8de56c17273c066f048dd890039b9c4a21'
