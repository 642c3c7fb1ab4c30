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
      const kept = { account: place.account, syncedAt: NOON, since: NOON }
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

    describe('news of Meta', () => {
      const told = { name: 'order_update', language: 'en_US' }
      const tell = (change: Partial<Parameters<ReturnType<typeof scene>['store']['keepTemplateNews']>[0]>) =>
        scene().store.keepTemplateNews({ ...place, ...told, at: NOON + 5, ...change })
      const one = async () =>
        (await scene().store.templatesOf('acme')).find(({ account }) => account === place.account)!
      const PAUSE = { event: 'PAUSED', reason: 'FIRST_PAUSE', detail: 'People complained.' }

      it('[D23 W21] are kept with the status they speak of, over later syncs, and go with it', async () => {
        await keep([template({ status: 'PAUSED' })])
        expect(await tell({ status: PAUSE })).toBe(true)
        expect(await one()).toMatchObject({ since: NOON + 5, news: { ...PAUSE, at: NOON + 5 } })
        await keep([template({ status: 'PAUSED', quality: 'RED' })], place, NOON + 9)
        expect(await one()).toMatchObject({ since: NOON + 5, news: { ...PAUSE, at: NOON + 5 } })
        await keep([template()], place, NOON + 10)
        expect(await one()).toMatchObject({ since: NOON + 10, news: undefined })
      })

      it('[D23 W21] that come late never take the place of newer ones', async () => {
        await keep([template({ status: 'DISABLED' })])
        await tell({ status: { event: 'DISABLED', reason: 'LOW', detail: undefined } })
        expect(await tell({ at: NOON + 4, status: PAUSE })).toBe(false)
        expect((await one()).news).toMatchObject({ event: 'DISABLED', reason: 'LOW' })
      })

      it('[D23] of a rejection: Meta names the reason with the template too', async () => {
        await keep([template({ status: 'REJECTED', rejection: 'INVALID_FORMAT' })])
        expect(await one()).toMatchObject({ status: 'REJECTED', rejection: 'INVALID_FORMAT', news: undefined })
      })

      it('[D23 W21] of a category: which it was, and which it will be until it is', async () => {
        await keep([template()])
        await tell({ category: { before: undefined, next: 'MARKETING', nextAt: NOON + 99 } })
        expect(await one()).toMatchObject({
          categoryBefore: undefined,
          categoryNext: { category: 'MARKETING', at: NOON + 99 },
        })
        await keep([template({ category: 'MARKETING' })], place, NOON + 100)
        await tell({ category: { before: 'UTILITY', next: undefined, nextAt: undefined } })
        expect(await one()).toMatchObject({ categoryBefore: 'UTILITY', categoryNext: undefined })
      })

      it('[D23] of what is not there is kept nowhere', async () => {
        await keep([template()])
        expect(await tell({ name: 'other', status: PAUSE })).toBe(false)
        expect(await tell({ language: 'de', status: PAUSE })).toBe(false)
      })
    })
  })
}
