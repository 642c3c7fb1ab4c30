import { describe, expect, it } from 'vitest'
import type { Memory } from '../../src/flows/world.ts'
import type { Scene } from './scene.ts'

/** What every memory must do, whatever it finds things by. */
export function memoryContract(scene: () => Scene, memory: (scene: Scene) => Memory) {
  const mine = () => memory(scene())
  const whose = async (from = '15550001111', line = 'support') => {
    scene().now += 1_000
    await scene().says({ from, line })
    return { business: 'acme', customer: (await scene().store.findCustomer('acme', from))!, line }
  }
  const textsOf = (found: readonly { readonly text: string }[]) => found.map(({ text }) => text)

  describe('a memory', () => {
    it('[A10] finds a note by its words, with its time and its line, at once and after a restart', async () => {
      const maya = await whose()
      await mine().store({ ...maya, text: 'Maya likes green tea.' })
      const [found] = await mine().search({ ...maya, query: 'which tea does she like?' })
      expect(found).toEqual({ text: 'Maya likes green tea.', at: scene().now, line: 'support' })
    })

    it('[A9] nothing of another customer, and nothing of another business', async () => {
      const [maya, ben] = [await whose(), await whose('15550002222')]
      await mine().store({ ...ben, text: 'Ben likes black tea.' })
      expect(await mine().search({ ...maya, query: 'Ben black tea' })).toEqual([])
      expect(await mine().recall({ ...maya, line: 'sales', query: 'Ben black tea' })).toEqual([])
      expect(await mine().search({ ...ben, business: 'globex', query: 'Ben black tea' })).toEqual([])
    })

    it('[I2] recalls what was said on other lines, oldest first, and not what stands in the prompt anyway', async () => {
      const [support, sales] = [await whose(), await whose('15550001111', 'sales')]
      await mine().store({ ...sales, text: 'Asked for the Pro plan.' })
      scene().now += 1_000
      await mine().store({ ...sales, text: 'The Pro plan is too dear.' })
      expect(textsOf(await mine().recall({ ...support, query: 'the Pro plan' }))).toEqual([
        'Asked for the Pro plan.',
        'The Pro plan is too dear.',
      ])
      expect(await mine().recall({ ...sales, query: 'the Pro plan' })).toEqual([])
    })

    it('[A10] gives no more than is asked for', async () => {
      const maya = await whose()
      for (let count = 1; count <= 8; count++) await mine().store({ ...maya, text: `Tea number ${count}` })
      expect(await mine().search({ ...maya, query: 'tea', most: 3 })).toHaveLength(3)
      expect((await mine().search({ ...maya, query: 'tea' })).length).toBeLessThanOrEqual(8)
    })

    it('[A10] takes any question: finding nothing is no failure', async () => {
      const maya = await whose()
      await mine().store({ ...maya, text: 'Maya likes green tea.' })
      for (const query of ['', '   ', '"', '%', '" or 1 = 1 --', '😀', 'x'.repeat(4_096)])
        expect(await mine().search({ ...maya, query })).toEqual([])
    })

    it('[A10] keeps what is written as it is written', async () => {
      const maya = await whose()
      const odd = 'Tea "for two", 50 % off; 茶 – chai ☕\nsecond line'
      await mine().store({ ...maya, text: odd })
      expect(textsOf(await mine().search({ ...maya, query: 'chai tea' }))).toEqual([odd])
    })
  })
}
