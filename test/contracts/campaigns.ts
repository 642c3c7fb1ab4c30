import { describe, expect, it } from 'vitest'
import type { NewRecipient } from '../../src/flows/store.ts'
import { NOON, type Scene } from './scene.ts'

const MAYA = '15550001111'
export const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const
const OFFER = { kind: 'template', name: 'spring_sale', language: 'en', body: ['{{name}}', '{{off}}'] } as const

const phoneOf = (index: number) => `49151${String(index).padStart(8, '0')}`
const named = (...to: string[]): NewRecipient[] => to.map((one, index) => ({ row: index + 2, to: one, values: {} }))

/** Who gets a campaign; what becomes of it stands in `releases.ts`. */
export function campaignsContract(scene: () => Scene) {
  const create = async (change: object = {}) => {
    const { store, ids, now } = scene()
    const campaign = { id: ids.next(), name: 'Spring', line: 'support', content: OFFER, ...change }
    return store.createCampaign({ business: 'acme', campaign, by: BY, now })
  }
  const add = (campaign: string | undefined, recipients: readonly NewRecipient[], dry = false) =>
    scene().store.addRecipients({
      ...{ business: 'acme', campaign, template: OFFER, recipients, dry, now: scene().now },
    })
  const kinds = async (adding: ReturnType<typeof add>) => {
    const added = await adding
    if (added.kind === 'conflict') throw new Error(`it is ${added.state}`)
    return added.rows.map((one) => (one.kind === 'duplicate' ? `duplicate of ${one.of}` : one.kind))
  }
  const report = async (campaign: string) => scene().store.campaignReport({ business: 'acme', campaign })

  describe('an audience', () => {
    it('[D17] is kept as it was given, each recipient once', async () => {
      const { id } = await create({ note: 'Ten percent', quiet: { from: '21:00', to: '08:00' } })
      const recipients = Array.from({ length: 300 }, (_, index) => ({
        row: index + 2,
        to: `+${phoneOf(index)}`,
        name: `Customer ${index}`,
        values: { name: `N${index}`, off: '10' },
        zone: 'Europe/Berlin',
        dueFrom: NOON + index,
      }))
      expect(new Set(await kinds(add(id, recipients)))).toEqual(new Set(['added']))
      expect(await scene().store.campaign({ business: 'acme', campaign: id })).toMatchObject({
        ...{ id, name: 'Spring', line: 'support', note: 'Ten percent', content: OFFER, state: 'draft' },
        ...{ quiet: { from: '21:00', to: '08:00' }, recipients: 300, released: 0, createdBy: 'Ada' },
      })
      expect(await report(id)).toMatchObject({ recipients: 300, waiting: 300, sent: 0, failed: [], leftOut: [] })
      const first = await scene().store.recipientsOf({ business: 'acme', campaign: id })
      expect(first).toHaveLength(50)
      expect(first[0]).toMatchObject({ row: 2, name: 'Customer 0', phone: phoneOf(0), standing: 'waiting' })
      const next = await scene().store.recipientsOf({ business: 'acme', campaign: id, after: first.at(-1)!.id })
      expect(next[0]!.row).toBe(52)
      const other = { business: 'acme', campaign: id, standing: 'failed' } as const
      expect(await scene().store.recipientsOf(other)).toEqual([])
      expect(new Set(await kinds(add(id, recipients)))).toEqual(
        new Set(recipients.map(({ row }) => `duplicate of ${row}`)),
      )
      expect(await report(id)).toMatchObject({ recipients: 300 })
    })

    it('[D17] finds somebody who is named twice: by number variant, by our id, by hash, and when joined', async () => {
      const { conversation } = await scene().says({ from: MAYA })
      const maya = (await scene().store.findCustomer('acme', MAYA))!
      const { id } = await create()
      const names = named('+1 (555) 000-1111', maya, '5511987654321', '551187654321', 'US.13491208655302741918')
      expect(await kinds(add(id, names))).toEqual(['added', 'duplicate of 2', 'added', 'duplicate of 4', 'added'])
      expect(await kinds(add(id, named('551187654321', 'wa_15550001111')))).toEqual([
        'duplicate of 4',
        'duplicate of 2',
      ])
      expect(await kinds(add(id, named('nonsense', scene().ids.next(), '')))).toEqual(Array(3).fill('not-reachable'))
      expect(await report(id)).toMatchObject({ recipients: 3 })
      // Whoever writes later is who was met here.
      await scene().says({ from: '5511987654321' })
      const [, brazil] = await scene().store.recipientsOf({ business: 'acme', campaign: id })
      expect(brazil!.customer).toBe(await scene().store.findCustomer('acme', '551187654321'))
      expect(conversation).toBeDefined()
    })

    it('[D25] names whoever wants no marketing, and leaves them out', async () => {
      const { store, now } = scene()
      await scene().says({ from: MAYA })
      const maya = (await store.findCustomer('acme', MAYA))!
      const given = [{ customer: maya, state: 'out', source: 'teammate', evidence: 'a call', at: now } as const]
      await store.keepConsents({ business: 'acme', given, meets: false, by: BY, now })
      const { id } = await create()
      expect(await kinds(add(undefined, named(MAYA, phoneOf(1)), true))).toEqual(['opted-out', 'added'])
      expect(await kinds(add(id, named(MAYA, phoneOf(1))))).toEqual(['opted-out', 'added'])
      expect(await report(id)).toMatchObject({ waiting: 1, leftOut: [{ reason: 'opted-out', count: 1 }] })
    })

    it('[D26] a dry run changes nothing, and tells who is one person', async () => {
      const counts = async () => {
        const tables = ['contacts', 'aliases', 'campaigns', 'campaign_recipients', 'conversations']
        return Promise.all(tables.map(async (table) => (await scene().rows(`select 1 from ${table}`)).length))
      }
      await scene().says({ from: MAYA })
      const before = await counts()
      const looked = await add(undefined, named(MAYA, '5511987654321', '551187654321', '42'), true)
      const again = await add(undefined, named('551187654321'), true)
      if (looked.kind === 'conflict' || again.kind === 'conflict') throw new Error('it was refused')
      expect(looked.rows.map(({ kind }) => kind)).toEqual(['added', 'added', 'duplicate', 'not-reachable'])
      expect(again.rows[0]!.who).toBe(looked.rows[1]!.who)
      expect(await counts()).toEqual(before)
    })

    it('[D17] is of one business alone', async () => {
      const { id } = await create()
      const other = { business: 'other', campaign: id }
      await scene().says({ from: MAYA, business: 'other' })
      const theirs = (await scene().store.findCustomer('other', MAYA))!
      expect(await kinds(add(id, named(theirs)))).toEqual(['not-reachable'])
      expect(await scene().store.campaign(other)).toBeUndefined()
      expect(await scene().store.campaignReport(other)).toMatchObject({ recipients: 0 })
      expect(await scene().store.addRecipients({ ...other, recipients: [], dry: false, now: NOON })).toEqual({
        ...{ kind: 'conflict', state: undefined },
      })
      expect(await scene().store.campaignsOf({ business: 'other' })).toEqual([])
    })

    it('[D17] the newest campaigns come first, page by page, only of these lines', async () => {
      const made: string[] = []
      for (let index = 0; index < 4; index++) {
        scene().now += 1000
        made.unshift((await create({ line: index === 0 ? 'sales' : 'support' })).id)
      }
      const list = async (query: object = {}) =>
        (await scene().store.campaignsOf({ business: 'acme', ...query })).map(({ id }) => id)
      expect(await list()).toEqual(made)
      expect(await list({ most: 2, before: made[0] })).toEqual(made.slice(1, 3))
      expect(await list({ lines: ['sales'] })).toEqual(made.slice(3))
      expect(await list({ lines: [] })).toEqual([])
    })
  })
}
