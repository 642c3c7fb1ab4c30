import { beforeEach, describe, expect, it } from 'vitest'
import type { By } from '../../src/flows/store.ts'
import { newWamid, type Scene } from './scene.ts'

const OLD = { phone: '15550001111', bsuid: 'US.1111', name: 'Maya' }
const NEW = { phone: '15550001111', bsuid: 'US.2222', name: 'Bo' }
const ANA: By = { kind: 'teammate', id: 'ana', name: 'Ana', source: 'desk', ip: undefined }

export function deskDataContract(scene: () => Scene) {
  const find = async (name: string) => (await scene().store.findCustomer('acme', name))!
  const act = (customer: string) => {
    scene().now += 60_000
    return { business: 'acme', customer, by: ANA, now: scene().now }
  }
  const isBlocked = async (conversation: string) =>
    (await scene().store.loadTurn({ business: 'acme', id: conversation }, 0))!.blocked

  describe('a customer who is blocked', () => {
    it('[I20] is so on all lines, of this business, until they are not; each step once in the audit', async () => {
      const { store } = scene()
      const support = (await scene().says({ sender: OLD })).conversation
      const elsewhere = (await scene().says({ sender: OLD, business: 'other' })).conversation
      const customer = await find(OLD.bsuid)
      expect(await store.block(act(customer))).toMatchObject([{ id: support, line: 'support', owner: 'agent' }])
      expect(await store.block({ ...act(customer), by: { ...ANA, id: 'bo', name: 'Bo' } })).toHaveLength(1)
      const sales = (await scene().says({ sender: OLD, line: 'sales' })).conversation
      expect([await isBlocked(support), await isBlocked(sales)]).toEqual([true, true])
      expect((await store.loadTurn({ business: 'other', id: elsewhere }, 0))!.blocked).toBe(false)
      const blocks = await store.blocks({ business: 'acme', lines: undefined })
      expect(await store.conversation({ business: 'acme', id: sales })).toMatchObject({ blocked: true })
      expect(blocks).toMatchObject([{ customer, name: 'Maya', phone: OLD.phone, by: { id: 'ana', name: 'Ana' } }])
      expect(await store.blocks({ business: 'acme', lines: ['sales'] })).toEqual(blocks)
      expect(await store.blocks({ business: 'acme', lines: ['returns'] })).toEqual([])
      expect(await store.blocks({ business: 'other', lines: undefined })).toEqual([])
      expect(await store.unblock(act(customer))).toBe(true)
      expect(await store.unblock(act(customer))).toBe(false)
      expect(await store.conversation({ business: 'acme', id: sales })).toMatchObject({ blocked: false })
      expect([await isBlocked(support), await isBlocked(sales)]).toEqual([false, false])
      const audit = await store.audit({ business: 'acme', most: 10 })
      const ofThem = audit.filter(({ subject }) => subject === customer)
      expect(ofThem.map(({ action }) => action)).toEqual(['customer.unblocked', 'customer.blocked'])
      expect(await store.block(act('01a1fc5c-800a-7001-b719-000000000000'))).toBeUndefined()
      expect(await store.block(act('nobody'))).toBeUndefined()
    })

    it('[I20 H7] has no reply of an agent sent any more that was made before', async () => {
      const { store } = scene()
      const deliver = await scene().replies(['too late'], { sender: OLD })
      await scene().says({ sender: OLD, line: 'sales' })
      const answering = await scene().claim('answer')
      const finished = await scene().finished(answering, ['too late as well'])
      await store.block(act(await find(OLD.bsuid)))
      expect((await store.commitTurn(finished)).kind).not.toBe('committed')
      expect((await scene().nextSend(deliver)).kind).not.toBe('send')
    })

    it('[I20] calls nobody, also where a reply of before has failed', async () => {
      const { store } = scene()
      const deliver = await scene().replies(['on its way'], { sender: OLD })
      const wamid = newWamid()
      await scene().record(deliver, await scene().sends(deliver), { kind: 'accepted', wamid })
      await store.block(act(await find(OLD.bsuid)))
      await scene().status('failed', { wamid })
      expect(await store.handoffs({ business: 'acme', lines: undefined })).toEqual([])
      const [sent] = await scene().rows<{ state: string }>('select state from deliveries')
      expect(sent).toEqual({ state: 'failed' })
    })
  })

  describe('of two who turn out to be the same, one is blocked', () => {
    let first: string
    let second: string
    const decide = async () => {
      const [question] = await scene().store.identityQuestions('acme')
      const { now, store } = scene()
      await store.decideIdentity({ business: 'acme', question: question!.id, decision: 'same', by: 'Ada', now })
      return question!.id
    }
    const undo = (question: string) => {
      scene().now += 60_000
      return scene().store.undoIdentity({ business: 'acme', question, now: scene().now })
    }
    const both = async () => [await isBlocked(first), await isBlocked(second)]
    const says = async (sender: typeof OLD) => {
      scene().now += 60_000
      const raw = { from: sender.phone, from_user_id: sender.bsuid }
      return (await scene().says({ sender, raw })).conversation
    }
    beforeEach(async () => {
      first = await says(OLD)
      second = await says(NEW)
      await says({ ...OLD, phone: undefined as never })
    })

    it.each([
      ['the older', OLD, [true, false]],
      ['the newer', NEW, [false, true]],
    ] as const)('[I20 I19] %s: so are both, and after a split the one again', async (_, who, after) => {
      await scene().store.block(act(await find(who.bsuid)))
      expect(await both()).toEqual(after)
      const question = await decide()
      expect(await isBlocked(first)).toBe(true)
      expect(await scene().store.blocks({ business: 'acme', lines: undefined })).toHaveLength(1)
      await undo(question)
      expect(await both()).toEqual(after)
    })

    it('[I20 I19] whoever was blocked or let in as one stays so when they are split', async () => {
      const customer = await find(NEW.bsuid)
      await scene().store.block(act(customer))
      let question = await decide()
      await scene().store.unblock(act(await find(OLD.bsuid)))
      await undo(question)
      expect(await both()).toEqual([false, false])
      question = await decide()
      await scene().store.block(act(customer))
      await undo(question)
      expect(await both()).toEqual([true, true])
    })
  })

  describe('what a desk knows of a customer', () => {
    it('[I20] is on the lines of whoever asks: conversations, handoffs that are over, the block', async () => {
      const { store } = scene()
      const support = (await scene().says({ sender: { ...OLD, username: 'maya' }, text: 'one' })).conversation
      scene().now += 60_000
      const sales = (await scene().says({ sender: OLD, line: 'sales', text: 'two' })).conversation
      const customer = await find(OLD.bsuid)
      const known = async (lines?: string[]) => store.knownCustomer({ business: 'acme', customer, lines })
      expect(await known()).toMatchObject({
        id: customer,
        name: 'Maya',
        username: 'maya',
        blocked: undefined,
        conversations: [
          { id: sales, line: 'sales', owner: 'agent', teammate: undefined, lastAt: scene().now },
          { id: support, line: 'support' },
        ],
        handoffs: [],
      })
      await store.block(act(customer))
      expect(await known(['support'])).toMatchObject({ blocked: { by: 'Ana' }, conversations: [{ id: support }] })
      expect(await known(['returns'])).toBeUndefined()
      expect(await store.knownCustomer({ business: 'other', customer, lines: undefined })).toBeUndefined()
    })
  })

  describe('the file of a message', () => {
    it('[H22] is found by its message, in its conversation alone', async () => {
      const { store } = scene()
      const medium = { id: 'm1', mime: 'application/pdf', sha256: 'abc', filename: 'order.pdf' }
      const { conversation } = await scene().says({ content: { kind: 'document', medium } })
      await scene().says({ text: 'no file' })
      const other = (await scene().says({ from: '15550009999' })).conversation
      const [file, words] = await scene().rows<{ id: string }>(
        `select id from messages where conversation = '${conversation}' order by position`,
      )
      const key = { business: 'acme', id: conversation }
      expect(await store.fileOfMessage(key, file!.id)).toMatchObject({
        kind: 'document',
        medium: { id: 'm1', sha256: 'abc' },
        filename: 'order.pdf',
        deleted: false,
      })
      expect(await store.fileOfMessage(key, words!.id)).toBeUndefined()
      expect(await store.fileOfMessage({ ...key, id: other }, file!.id)).toBeUndefined()
      expect(await store.fileOfMessage({ ...key, business: 'other' }, file!.id)).toBeUndefined()
      expect(await store.fileOfMessage(key, 'nonsense')).toBeUndefined()
    })
  })

  describe('canned replies', () => {
    it('[H22] have a name of their own on each line, and are those of their business', async () => {
      const { store, ids } = scene()
      const reply = (name: string, line?: string, business = 'acme') => {
        return { business, id: ids.next(), name, text: `Hi {{name}}`, line, now: scene().now }
      }
      const greeting = reply('Greeting')
      expect(await store.keepCanned(greeting)).toBe('kept')
      expect(await store.keepCanned(reply('GREETING'))).toBe('name-taken')
      expect(await store.keepCanned(reply('Greeting', 'support'))).toBe('kept')
      expect(await store.keepCanned(reply('Greeting', undefined, 'other'))).toBe('kept')
      const bye = reply('Bye', 'support')
      expect(await store.keepCanned(bye)).toBe('kept')
      expect((await store.cannedReplies('acme')).map(({ name, line }) => [name, line])).toEqual([
        ['Bye', 'support'],
        ['Greeting', undefined],
        ['Greeting', 'support'],
      ])
      expect(await store.changeCanned({ ...bye, name: 'greeting' })).toBe('name-taken')
      expect(await store.changeCanned({ ...bye, name: 'Good bye', line: undefined })).toBe('kept')
      expect(await store.changeCanned({ ...bye, business: 'other' })).toBe('unknown')
      expect(await store.dropCanned({ business: 'other', id: bye.id })).toBe(false)
      expect(await store.dropCanned({ business: 'acme', id: bye.id })).toBe(true)
      expect(await store.dropCanned({ business: 'acme', id: 'nonsense' })).toBe(false)
      expect(await store.changeCanned(bye)).toBe('unknown')
    })
  })
}
