import { describe, expect, it } from 'vitest'
import type { MemoryScope } from '../../src/domain/memory/scope.ts'
import type { Memory } from '../../src/flows/memory.ts'
import type { Scene } from './scene.ts'

/** What every memory must do, whatever it finds things by. */
export function memoryContract(scene: () => Scene, memory: (scene: Scene) => Memory) {
  const mine = () => memory(scene())
  const whose = async (from = '15550001111', line = 'support'): Promise<MemoryScope> => {
    scene().now += 1_000
    await scene().says({ from, line })
    return { business: 'acme', customer: (await scene().store.findCustomer('acme', from))! }
  }
  const keep = async (scope: MemoryScope, document: string, line = 'support') => {
    const said = { by: 'agent', session: 'a talk' } as const
    const created = await mine().create({ scope, document, documentType: 'note', line, said })
    if (created.kind === 'refused') throw new Error(created.reason)
    return created.id
  }
  const found = async (scope: MemoryScope, query: string, change = {}) =>
    (await mine().search({ scope, query, ...change })).map(({ document }) => document)
  const recalled = async (scope: MemoryScope, query: string, line = 'support') =>
    (await mine().recall({ scope, query, line })).lines.map(({ text }) => text)

  describe('a memory', () => {
    it('[A10 M4] finds a note by its words, with its time and its line, at once and after a restart', async () => {
      const maya = await whose()
      const id = await keep(maya, 'Maya likes green tea.')
      const [best] = await mine().search({ scope: maya, query: 'which tea does she like?' })
      expect(best).toMatchObject({ id, document: 'Maya likes green tea.', at: scene().now, line: 'support', score: 1 })
    })

    it('[A9 law11] nothing of another customer, and nothing of another business', async () => {
      const [maya, ben] = [await whose(), await whose('15550002222')]
      await keep(ben, 'Ben likes black tea.')
      expect(await found(maya, 'Ben black tea')).toEqual([])
      expect(await recalled(maya, 'Ben black tea', 'sales')).toEqual([])
      expect(await found({ ...ben, business: 'globex' }, 'Ben black tea')).toEqual([])
    })

    it('[I2 M13] recalls for a turn on one line what was kept on another', async () => {
      const maya = await whose()
      await keep(maya, 'Asked for the Pro plan.', 'sales')
      expect(await recalled(maya, 'the Pro plan')).toEqual(['Asked for the Pro plan.'])
    })

    it('[M4] gives no more than is asked for', async () => {
      const maya = await whose()
      for (let count = 1; count <= 8; count++) await keep(maya, `Tea number ${count}`)
      expect(await found(maya, 'tea', { most: 3 })).toHaveLength(3)
      expect(await found(maya, 'tea')).toHaveLength(8)
    })

    it('[M4] takes any question: finding nothing is no failure', async () => {
      const maya = await whose()
      await keep(maya, 'Maya likes green tea.')
      for (const query of ['', '   ', '"', '%', '" or 1 = 1 --', '😀', 'x'.repeat(4_096)])
        expect(await found(maya, query)).toEqual([])
    })

    it('[M2] keeps what is written as it is written', async () => {
      const maya = await whose()
      const odd = 'Tea "for two", 50 % off; 茶 – chai ☕\nsecond line'
      await keep(maya, odd)
      expect(await found(maya, 'chai tea')).toEqual([odd])
    })

    it('[M3] refuses what it could never find again, and says why', async () => {
      const maya = await whose()
      for (const change of [{ documentType: 'Not Kebab' }, { document: ' ' }]) {
        const created = await mine().create({ scope: maya, document: 'x', documentType: 'note', ...change })
        expect(created).toEqual({ kind: 'refused', reason: expect.any(String) })
      }
    })
  })
}
