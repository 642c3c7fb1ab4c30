import { describe, expect, it } from 'vitest'
import type { KnownTemplate } from '../../src/domain/template.ts'
import { NOON, type Scene } from './scene.ts'

const template = (change: Partial<KnownTemplate> = {}): KnownTemplate => ({
  id: '1',
  name: 'order_update',
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  quality: 'GREEN',
  parameters: 'positional',
  components: [{ type: 'BODY', text: 'Hello {{1}} 👍' }],
  ...change,
})
const PLACE = { business: 'acme', account: '1001' }

export function templatesContract(scene: () => Scene) {
  describe('templates', () => {
    const keep = (templates: readonly KnownTemplate[], place = PLACE, syncedAt = NOON) =>
      scene().store.keepTemplates({ ...place, templates, syncedAt })
    const named = (name: string, place = PLACE) => scene().store.templatesNamed({ ...place, name })

    it('[D15 D23] come back as they were kept, by name and language', async () => {
      const german = template({ id: '2', language: 'de', quality: undefined, parameters: 'named', components: [] })
      await keep([template(), german, template({ id: '3', name: 'welcome' })])
      expect(await named('order_update')).toEqual({ syncedAt: NOON, templates: [german, template()] })
      expect(await scene().store.templatesOf('acme')).toEqual([
        { ...german, account: '1001', syncedAt: NOON },
        { ...template(), account: '1001', syncedAt: NOON },
        { ...template({ id: '3', name: 'welcome' }), account: '1001', syncedAt: NOON },
      ])
    })

    it('[D15] an account that was never synced differs from one that has none of this name', async () => {
      expect(await named('order_update')).toEqual({ syncedAt: undefined, templates: [] })
      await keep([])
      expect(await named('order_update')).toEqual({ syncedAt: NOON, templates: [] })
    })

    it('[D15 D23] what an account has now takes the place of what it had; others keep theirs', async () => {
      const other = { business: 'acme', account: '1002' }
      const stranger = { business: 'umbrella', account: '1001' }
      for (const place of [PLACE, other, stranger]) await keep([template()], place)
      await keep([template({ status: 'PAUSED' }), template({ id: '9', name: 'new' })], PLACE, NOON + 1)
      await keep([template({ id: '9', name: 'new' })], PLACE, NOON + 2)
      expect(await named('order_update')).toEqual({ syncedAt: NOON + 2, templates: [] })
      expect((await named('new')).templates).toHaveLength(1)
      for (const place of [other, stranger]) expect((await named('order_update', place)).templates).toHaveLength(1)
    })

    it('[D15] two syncs at the same time leave one of the two', async () => {
      await Promise.all([keep([template({ status: 'PAUSED' })]), keep([template()]), keep([template(), template()])])
      expect((await named('order_update')).templates).toHaveLength(1)
    })
  })
}
