import { describe, expect, it } from 'vitest'
import { inForm, metadataOf } from '../../src/domain/memory/forms.ts'
import { ACME, all, document, talks, textsOf, whose } from './memory-scene.ts'
import { newWamid, type Scene } from './scene.ts'

/** What can be found: messages, handoffs and memories as one. */
export function entriesContract(scene: () => Scene) {
  describe('what can be found', () => {
    const maya = async () => ({
      business: 'acme',
      customer: (await scene().store.findCustomer('acme', '15550001111'))!,
    })

    it('[M7 M8 M11] is what was said, with who said it, on which line and on which number', async () => {
      const conversation = await talks(scene(), 'Is the Pro plan dear?', 'It costs 20 a month.')
      const entries = await all(scene(), await maya())
      expect(entries.map(inForm)).toEqual(['Customer: Is the Pro plan dear?', 'Agent: It costs 20 a month.'])
      expect(entries.map(metadataOf)).toEqual([
        { channel: 'whatsapp', direction: 'inbound', source_waba: 'support', source_waba_id: '106540352242922' },
        {
          channel: 'whatsapp',
          direction: 'outbound',
          tier: 'ai',
          source_waba: 'support',
          source_waba_id: '106540352242922',
        },
      ])
      expect(entries[0]).toMatchObject({
        source: 'message',
        session: conversation,
        speaker: 'customer',
        at: scene().now - 1_000,
      })
    })

    it('[M7] not what waits for its turn, is a reaction, or was deleted', async () => {
      const wamid = newWamid()
      await talks(scene(), 'a secret', 'I see', { wamid })
      await scene().says({ content: { kind: 'revoke', of: wamid }, ignoredBecause: 'a deletion' })
      await scene().says({ content: { kind: 'reaction', to: 'x', emoji: '👍' }, ignoredBecause: 'a reaction' })
      await scene().says({ text: 'pending' })
      expect(textsOf(await all(scene(), await maya()))).toEqual(['I see'])
    })

    it('[I2] from all lines of the customer, page by page, with their documents', async () => {
      for (let count = 1; count <= 5; count++) {
        await talks(scene(), `support ${count}`, `here ${count}`)
        await talks(scene(), `sales ${count}`, `there ${count}`, { line: 'sales' })
        await talks(scene(), 'somebody else', 'private', { from: '15550002222' })
      }
      const scope = await maya()
      await scene().store.keepMemories([1, 2, 3].map((count) => document(scene(), scope, `note ${count}`)))
      await scene().store.keepMemory(document(scene(), ACME, 'We close at six.'))
      const whole = await all(scene(), scope)
      expect(whole).toHaveLength(23)
      expect(textsOf(whole)).not.toContain('private')
      for (const most of [1, 2, 3, 7]) expect(await all(scene(), scope, most)).toEqual(whole)
      const { conversations } = await scene().store.stateOf(scope)
      expect(conversations.map(({ settled }) => settled)).toEqual([10, 10])
    })

    it('[M2] what came since is read by itself, each once, and a first message waiting holds back what is behind it', async () => {
      await talks(scene(), 'one', 'first')
      const scope = await maya()
      const { store } = scene()
      const before = await store.stateOf(scope)
      expect(await store.entriesSince(scope, before)).toEqual([])
      await talks(scene(), 'two', 'second', { line: 'sales' })
      const between = await store.stateOf(scope)
      expect(between.version).toBe(before.version)
      await talks(scene(), 'three', 'third')
      await scene().says({ text: 'pending' })
      await scene().says({ text: 'behind', ignoredBecause: 'it asks for nothing' })
      expect(textsOf(await store.entriesSince(scope, before, between))).toEqual(['two', 'second'])
      expect(textsOf(await store.entriesSince(scope, between))).toEqual(['three', 'third'])
      expect(textsOf(await all(scene(), scope, 2, between))).toEqual(
        expect.arrayContaining(['one', 'first', 'two', 'second']),
      )
      expect(await all(scene(), scope, 2, between)).toHaveLength(4)
      expect(textsOf(await all(scene(), scope))).not.toContain('behind')
      const waiting = await store.stateOf(scope)
      await talks(scene(), 'four', 'fourth')
      expect(textsOf(await store.entriesSince(scope, waiting))).toEqual(['pending', 'behind', 'four', 'fourth'])
    })

    it('[M2] memories that came since are read by themselves as well', async () => {
      const scope = await whose(scene())
      const { store } = scene()
      await store.keepMemory(document(scene(), scope, 'one'))
      const before = await store.stateOf(scope)
      await store.keepMemory(document(scene(), scope, 'two'))
      const between = await store.stateOf(scope)
      await store.keepMemories([document(scene(), scope, 'three'), document(scene(), scope, 'two')])
      expect(between).toEqual({ ...before, added: before.added! + 1 })
      expect(textsOf(await store.entriesSince(scope, before, between))).toEqual(['two'])
      expect(textsOf(await store.entriesSince(scope, before))).toEqual(['two', 'three'])
      expect(await store.entriesSince(scope, await store.stateOf(scope))).toEqual([])
    })

    it('[M6] by id: a message, a document and its pieces; nothing of anybody else', async () => {
      await talks(scene(), 'one', 'first')
      await talks(scene(), 'two', 'second', { from: '15550002222' })
      const scope = await maya()
      const parts = [{ text: 'Trams' }, { text: 'Buses' }]
      await scene().store.keepMemory(document(scene(), scope, 'Trams and buses', { parts }))
      const entries = await all(scene(), scope)
      const other = { ...scope, customer: (await scene().store.findCustomer('acme', '15550002222'))! }
      const { store } = scene()
      for (const entry of entries) {
        expect(await store.entriesById(scope, [entry.id])).toEqual([entry])
        expect(await store.entriesById(other, [entry.id])).toEqual([])
        expect(await store.entriesById(ACME, [entry.id])).toEqual([])
        expect(await store.entriesById({ ...scope, business: 'globex' }, [entry.id])).toEqual([])
      }
      expect(await store.entriesById(scope, ['nothing', 'a/b', '#1'])).toEqual([])
      const whole = await store.entriesById(scope, [entries.at(-1)!.id.split('#')[0]!])
      expect(textsOf(whole)).toEqual(['Trams', 'Buses'])
    })

    it('[M9] tells people of the business from agents, and leaves out what the platform says', async () => {
      await talks(scene(), 'hello', 'one')
      await talks(scene(), 'hello?', 'two')
      const tell = (author: string, text: string) =>
        scene().database.write((tx) =>
          tx.query({ name: '', text: `update messages set author = '${author}' where text = '${text}'` }, []),
        )
      await tell('teammate', 'one')
      await tell('system', 'two')
      const entries = await all(scene(), await maya())
      expect(entries.map(inForm)).toEqual(['Customer: hello', 'Human agent: one', 'Customer: hello?'])
      expect(metadataOf(entries[1]!)).toMatchObject({ direction: 'outbound', tier: 'human' })
    })

    it('[A13 M14] stays when the customer begins anew', async () => {
      await talks(scene(), 'my name is Maya', 'Hi Maya')
      await scene().says({ text: '/reset' })
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['Forgotten'], { forgets: true }))
      expect(textsOf(await all(scene(), await maya()))).toContain('my name is Maya')
    })

    it('[M10] a handoff, as it began and as it was released', async () => {
      await scene().says({ text: 'A person, please' })
      const work = await scene().claim('answer')
      const handoff = { id: scene().ids.next(), reason: 'asked', summary: 'Wants a person.', scope: 'line' } as never
      await scene().store.commitTurn(await scene().finished(work, ['Somebody comes.'], { handoff }))
      const scope = await maya()
      const began = await all(scene(), scope)
      expect(began.map(({ source }) => source)).toContain('handoff')
      const open = began.find(({ source }) => source === 'handoff')!
      expect(inForm(open)).toMatch(/^AI handed off to human\. Reason: .+\. Summary: Wants a person\.$/)
      const before = await scene().store.stateOf(scope)
      scene().now += 5_000
      await scene().store.release({ handoff: open.id.split('/')[0]!, source: 'command line', now: scene().now })
      expect((await scene().store.stateOf(scope)).version).not.toBe(before.version)
      const released = (await all(scene(), scope)).filter(({ source }) => source === 'handoff')
      expect(released.map(({ id }) => id)).toEqual([open.id, open.id.replace('began', 'released')])
      expect(inForm(released[1]!)).toBe('Human released thread back to AI.')
      expect(metadataOf(released[1]!)).toMatchObject({ handoff_event: 'released', source_waba: 'support' })
    })

    it('[A9 I13] of nobody there is nothing', async () => {
      await whose(scene())
      const nobodys = { business: 'acme', customer: scene().ids.next() }
      expect(await scene().store.stateOf(nobodys)).toEqual({ version: -1, added: 0, facts: 0, conversations: [] })
      expect(await all(scene(), nobodys)).toEqual([])
    })
  })
}
