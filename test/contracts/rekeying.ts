import { describe, expect, it } from 'vitest'
import { all, document, fact, keepsFacts, textsOf } from './memory-scene.ts'
import type { Scene } from './scene.ts'

const NUMBER = '106540352242922'

/** Memory that was kept under the id of a number, joined with what is kept under the business. */
export function rekeyingContract(scene: () => Scene) {
  describe('rekeying', () => {
    const rekey = (dry: boolean) => scene().store.rekey({ from: NUMBER, to: 'acme', dry, now: scene().now })
    const find = async (business: string, from: string) => ({
      business,
      customer: (await scene().store.findCustomer(business, from))!,
    })
    const counts = async () =>
      scene().rows('select business, count(*) as rows from messages group by business order by business')

    it('[I10] tells what it would do, does it once, and then there is nothing left to do', async () => {
      const { store } = scene()
      await scene().says({ business: NUMBER, from: '15550001111', text: 'kept apart' })
      await scene().says({ business: NUMBER, from: '15550002222', text: 'only there' })
      scene().now += 1_000
      await scene().says({ from: '15550001111', text: 'kept here', line: 'sales' })
      const there = await find(NUMBER, '15550001111')
      const here = await find('acme', '15550001111')
      await store.keepMemories([
        document(scene(), there, 'Likes blue.'),
        document(scene(), { business: NUMBER }, 'We close at six.'),
        document(scene(), { business: 'acme' }, 'We close at six.'),
      ])
      await keepsFacts(scene(), { business: NUMBER }, { added: [fact(scene(), 'Berlin')] })
      await keepsFacts(scene(), { business: 'acme' }, { added: [fact(scene(), 'Paris')] })
      const before = await counts()
      const told = await rekey(true)
      expect(told).toMatchObject({ contacts: 2, messages: 2, memories: 2, facts: 1, joined: 1 })
      expect(await counts()).toEqual(before)
      scene().now += 1_000
      expect(await rekey(false)).toEqual(told)
      expect(await counts()).toEqual([{ business: 'acme', rows: 3 }])
      expect(await rekey(false)).toEqual({})
      expect(await rekey(true)).toEqual({})

      const both = await find('acme', '15550001111')
      expect([there.customer, here.customer]).toContain(both.customer)
      expect(textsOf(await all(scene(), both))).toEqual(['Likes blue.'])
      const lines = await scene().rows(`select line from conversations where customer = '${both.customer}'`)
      expect(lines).toHaveLength(2)
      expect((await find('acme', '15550002222')).customer).toBeDefined()
      expect(textsOf(await all(scene(), { business: 'acme' }))).toEqual(['We close at six.'])
      expect((await store.facts({ scope: { business: 'acme' } })).map(({ value }) => value)).toEqual(['Paris'])
      expect(await store.findCustomer(NUMBER, '15550001111')).toBeUndefined()
      const [left] = await scene().rows(`select count(*) as rows from memory_versions where business = '${NUMBER}'`)
      expect(left).toEqual({ rows: 0 })
    })
  })
}
