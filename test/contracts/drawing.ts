import { describe, expect, it } from 'vitest'
import { factsIn } from '../../src/domain/memory/facts/rules.ts'
import { settle } from '../../src/domain/memory/settle.ts'
import type { NewMemory } from '../../src/flows/memories.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { openStore } from '../../src/store/open.ts'
import { breathe, type Scene } from './scene.ts'

/** Facts are drawn from what programs record, in the background. */
export function drawingContract(scene: () => Scene) {
  describe('what is drawn from memories', () => {
    const store = () => {
      const { database, ids } = scene()
      const clock = { now: () => scene().now, breathe }
      const burst = () => ({ quietMs: 60_000, mostTurns: 6 })
      return openStore(database, { ids, clock, hash: createPhoneHash({ hash: 'off' }), burst })
    }
    const customer = async () =>
      (await store().customerFor({ business: 'acme', name: '+491701234567', now: scene().now }))!
    const said = async (given: Partial<NewMemory> = {}): Promise<NewMemory> => ({
      scope: { business: 'acme', customer: await customer() },
      id: scene().ids.next(),
      documentType: 'ai-chat-conversation',
      body: 'I am allergic to peanuts',
      parts: [{ text: 'I am allergic to peanuts' }],
      speaker: 'customer',
      session: 's1',
      metadata: {},
      at: scene().now,
      now: scene().now,
      ...given,
    })
    const due = async () => (await scene().rows(`select key from work where kind = 'draw'`)).map(({ key }) => key)

    it('[M2] is promised with what was said by or to a customer, once, and with nothing else', async () => {
      const one = await said()
      const paper = await said({ speaker: 'system', body: 'Opening hours', session: undefined })
      const ours = await said({ scope: { business: 'acme' }, body: 'We are open' })
      await store().keepMemories([one, paper, ours])
      await store().keepMemory({ ...one, id: scene().ids.next() })
      expect(await due()).toEqual([one.scope.customer])
      const status = async (of: NewMemory) => (await store().memory(of.scope, of.id))?.status
      expect([await status(one), await status(paper), await status(ours)]).toEqual([
        'processing',
        'completed',
        'completed',
      ])
    })

    it('[M2] is not promised where nothing is drawn', async () => {
      const one = await said()
      await scene().store.keepMemory(one)
      expect(await due()).toEqual([])
      expect((await scene().store.memory(one.scope, one.id))?.status).toBe('completed')
    })

    it('[M2 M17] is kept with its status in one go, and not where facts have changed meanwhile', async () => {
      const one = await said()
      await store().keepMemory(one)
      const work = await scene().claim('draw')
      const given = (await store().undrawn({ business: 'acme', customer: work.key }))!
      expect(given).toMatchObject({ facts: [], scope: one.scope, memories: [{ id: one.id }] })
      expect(await store().undrawn({ business: 'globex', customer: work.key })).toBeUndefined()
      const { id, speaker, body: text, at, line } = given.memories[0]!
      const proposed = factsIn({ id, speaker, text, at, line })
      const changes = settle([], proposed, { nextId: () => scene().ids.next(), now: scene().now })
      const done = {
        work,
        scope: one.scope,
        now: scene().now,
        memories: [id],
        changes,
        version: given.version,
        status: 'completed',
      } as const
      expect(await store().drawn({ ...done, version: given.version + 1 })).toBe(false)
      expect(await store().drawn(done)).toBe(true)
      expect(await store().drawn(done)).toBe(false)
      expect(await due()).toEqual([])
      expect((await store().memory(one.scope, one.id))?.status).toBe('completed')
      expect(await store().facts({ scope: one.scope })).toMatchObject([
        { predicate: 'allergic_to', value: 'peanuts', sources: [{ source: one.id }] },
      ])
      expect(await store().undrawn({ business: 'acme', customer: work.key })).toBeUndefined()
    })

    it('[M2] is one work for all that waits, and goes on with what came meanwhile', async () => {
      const [one, two] = [await said(), await said({ body: 'I am vegan', parts: [{ text: 'I am vegan' }] })]
      await store().keepMemories([one, two])
      expect(await due()).toEqual([one.scope.customer])
      const work = await scene().claim('draw')
      const given = (await store().undrawn({ business: 'acme', customer: work.key }))!
      expect(given.memories.map(({ id }) => id)).toEqual([one.id, two.id])
      const late = await said({ body: 'I live in Leeds', parts: [{ text: 'I live in Leeds' }] })
      await store().keepMemory(late)
      const memories = given.memories.map(({ id }) => id)
      const changes = { added: [], changed: [], seen: [] }
      const { version } = given
      expect(
        await store().drawn({
          work,
          scope: one.scope,
          memories,
          changes,
          version,
          status: 'completed',
          now: scene().now,
        }),
      ).toBe(true)
      expect(await due()).toEqual([one.scope.customer])
      const next = await scene().claim('draw')
      expect((await store().undrawn({ business: 'acme', customer: next.key }))!.memories).toMatchObject([
        { id: late.id },
      ])
    })

    it('[M2 O13] ends harmlessly where the memory is forgotten, or its customer is', async () => {
      const one = await said()
      await store().keepMemory(one)
      const work = await scene().claim('draw')
      const { version } = (await store().undrawn({ business: 'acme', customer: work.key }))!
      await store().forgetMemory(one.scope, one.id)
      expect(await store().undrawn({ business: 'acme', customer: work.key })).toBeUndefined()
      const proposed = factsIn({ id: one.id, speaker: 'customer', text: one.body, at: one.at, line: undefined })
      const changes = settle([], proposed, { nextId: () => scene().ids.next(), now: scene().now })
      await store().drawn({
        work,
        scope: one.scope,
        memories: [one.id],
        changes,
        version,
        status: 'completed',
        now: scene().now,
      })
      expect(await store().facts({ scope: one.scope })).toEqual([])
      const two = await said({ body: 'I am vegan', parts: [{ text: 'I am vegan' }] })
      await store().keepMemory(two)
      const by = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const
      const act = { business: 'acme', customer: two.scope.customer!, by, now: scene().now }
      await store().eraseCustomer({ ...act, id: scene().ids.next() })
      expect(await due()).not.toContain(two.scope.customer)
    })
  })
}
