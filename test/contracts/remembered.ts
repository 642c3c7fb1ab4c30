import { describe, expect, it } from 'vitest'
import { NOON, newWamid, type Scene } from './scene.ts'

export function rememberedContract(scene: () => Scene) {
  const customer = async (from = '15550001111') => (await scene().store.findCustomer('acme', from))!
  const remembered = async (most = 100, of?: string) => {
    const options = { business: 'acme', customer: of ?? (await customer()), most }
    return (await scene().store.rememberedOf(options)).map(({ text, line }) => `${line}: ${text}`)
  }
  const talks = async (text: string, answer: string, change = {}) => {
    scene().now += 1000
    await scene().says({ text, ...change })
    const work = await scene().claim('answer')
    scene().now += 1000
    await scene().store.commitTurn(await scene().finished(work, [answer]))
  }
  const notes = async (text: string, change = {}) => {
    scene().now += 1000
    const { ids, now, store } = scene()
    const note = { business: 'acme', customer: await customer(), id: ids.next(), line: 'sales', text, now }
    await store.keepNote({ ...note, ...change })
  }

  describe('what is remembered of a customer', () => {
    it('[I2 A10] is what was said on all lines, and notes, the newest first', async () => {
      await talks('my name is Maya', 'Hi Maya')
      await talks('a price?', 'Ten dollars', { line: 'sales' })
      await notes('Likes blue')
      await talks('another customer', 'Hi', { from: '2' })
      await notes('About somebody else', { customer: await customer('2') })
      expect(await remembered()).toEqual([
        'sales: Likes blue',
        'sales: Agent: Ten dollars',
        'sales: Customer: a price?',
        'support: Agent: Hi Maya',
        'support: Customer: my name is Maya',
      ])
      expect(await remembered(2)).toEqual(['sales: Likes blue', 'sales: Agent: Ten dollars'])
      expect(await remembered(0)).toEqual([])
      const [first] = await scene().store.rememberedOf({ business: 'acme', customer: await customer(), most: 1 })
      expect(first).toEqual({ text: 'Likes blue', at: NOON + 5000, line: 'sales' })
    })

    it('[M9] tells people of the business from agents, and leaves out what the platform says', async () => {
      await talks('hello', 'one')
      await talks('hello?', 'two')
      const tell = (author: string, text: string) =>
        scene().database.write((tx) =>
          tx.query({ name: '', text: `update messages set author = '${author}' where text = '${text}'` }, []),
        )
      await tell('teammate', 'one')
      await tell('system', 'two')
      expect(await remembered()).toEqual([
        'support: Customer: hello?',
        'support: Human agent: one',
        'support: Customer: hello',
      ])
    })

    it('[M9] not what they deleted, nor what waits for an answer, nor reactions', async () => {
      const wamid = newWamid()
      await talks('a secret', 'I see', { wamid })
      await scene().says({ content: { kind: 'revoke', of: wamid }, ignoredBecause: 'a deletion' })
      await scene().says({ content: { kind: 'reaction', to: 'x', emoji: '👍' }, ignoredBecause: 'a reaction' })
      await scene().says({ text: 'pending' })
      expect(await remembered()).toEqual(['support: Agent: I see'])
    })

    it('[A13] stays when the customer begins anew', async () => {
      await talks('my name is Maya', 'Hi Maya')
      await scene().says({ text: '/reset' })
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['Forgotten'], { forgets: true }))
      expect(await remembered()).toContain('support: Customer: my name is Maya')
    })

    it('[I2] is nothing of another business, or of nobody', async () => {
      await talks('hello', 'Hi')
      await notes('Likes blue')
      const mine = await customer()
      const { store, ids } = scene()
      expect(await store.rememberedOf({ business: 'globex', customer: mine, most: 9 })).toEqual([])
      expect(await remembered(9, ids.next())).toEqual([])
      expect(await remembered(9, 'nobody')).toEqual([])
      await notes('lost', { customer: ids.next() })
      await notes('lost', { business: 'globex' })
      await notes('lost', { customer: 'nobody' })
      expect(await scene().rows('select text from notes')).toEqual([{ text: 'Likes blue' }])
    })

    it('[M15] a note is kept once', async () => {
      await scene().says()
      const id = scene().ids.next()
      await notes('Likes blue', { id })
      await notes('Likes blue', { id })
      expect(await remembered()).toEqual(['sales: Likes blue'])
    })
  })
}
