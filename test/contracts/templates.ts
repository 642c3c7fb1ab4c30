import { beforeEach, describe, expect, it } from 'vitest'
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
export function templatesContract(scene: () => Scene) {
  describe('templates', () => {
    let accounts = 1000
    let place = { business: 'acme', account: '' }
    beforeEach(() => {
      place = { business: 'acme', account: String(++accounts) }
    })
    const keep = (templates: readonly KnownTemplate[], where = place, syncedAt = NOON) =>
      scene().store.keepTemplates({ ...where, templates, syncedAt })
    const named = (name: string, where = place) => scene().store.templatesNamed({ ...where, name })

    it('[D15 D23] come back as they were kept, by name and language', async () => {
      const german = template({ id: '2', language: 'de', quality: undefined, parameters: 'named', components: [] })
      await keep([template(), german, template({ id: '3', name: 'welcome' })])
      expect(await named('order_update')).toEqual({ syncedAt: NOON, templates: [german, template()] })
      const all = (await scene().store.templatesOf('acme')).filter(({ account }) => account === place.account)
      const kept = { account: place.account, syncedAt: NOON }
      expect(all).toEqual([
        { ...german, ...kept },
        { ...template(), ...kept },
        { ...template({ id: '3', name: 'welcome' }), ...kept },
      ])
    })

    it('[D15] an account that was never synced differs from one that has none of this name', async () => {
      expect(await named('order_update')).toEqual({ syncedAt: undefined, templates: [] })
      await keep([])
      expect(await named('order_update')).toEqual({ syncedAt: NOON, templates: [] })
    })

    it('[D15 D23] what an account has now takes the place of what it had; others keep theirs', async () => {
      const other = { business: 'acme', account: `${place.account}0` }
      const stranger = { business: 'umbrella', account: place.account }
      for (const where of [place, other, stranger]) await keep([template()], where)
      await keep([template({ status: 'PAUSED' }), template({ id: '9', name: 'new' })], place, NOON + 1)
      await keep([template({ id: '9', name: 'new' })], place, NOON + 2)
      expect(await named('order_update')).toEqual({ syncedAt: NOON + 2, templates: [] })
      expect((await named('new')).templates).toHaveLength(1)
      for (const where of [other, stranger]) expect((await named('order_update', where)).templates).toHaveLength(1)
    })

    it('[D15] two syncs at the same time leave one of the two', async () => {
      await Promise.all([keep([template({ status: 'PAUSED' })]), keep([template()]), keep([template(), template()])])
      expect((await named('order_update')).templates).toHaveLength(1)
    })
  })
}
