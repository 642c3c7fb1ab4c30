import { describe, expect, it } from 'vitest'
import type { AudienceQuery } from '../../src/flows/audience-store.ts'
import { statement } from '../../src/store/statement.ts'
import { document, whose } from './memory-scene.ts'
import { NOON, newWamid, type Scene } from './scene.ts'

const [MAYA, BEN, CHI] = ['15550001111', '15550002222', 'US.1349'] as const
const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const
const HOUR = 3_600_000

const DELIVER = statement<{ id: string; conversation: string; now: number }>(
  () => `
  insert into deliveries (business, id, conversation, position, line, author, state, attempts, due_at, created_at, delivered_at)
  values ('acme', :id, :conversation, 1, 'support', 'system', 'delivered', 1, :now, :now, :now)`,
)

/** Who is meant by "all who ...", on either database. */
export function audienceContract(scene: () => Scene) {
  const names = new Map<string, string>()
  const says = async (name: string, change: object = {}) => {
    const sender = name.includes('.') ? { bsuid: name, name } : { phone: name, name }
    const { conversation } = await scene().says({ sender, ...change })
    const customer = (await scene().store.findCustomer('acme', name))!
    names.set(customer, name)
    return { conversation, customer }
  }
  const meant = async (query: Partial<AudienceQuery> = {}, most = 1000) => {
    const found: string[] = []
    let after: string | undefined
    do {
      const asked = { business: 'acme', query: { line: 'support', ...query }, after, most }
      const page = await scene().store.audienceOf(asked)
      found.push(...page.members.map(({ customer }) => names.get(customer)!))
      after = page.next
    } while (after !== undefined)
    return found.toSorted()
  }

  describe('an audience', () => {
    it('[D26] is whoever has written on a line, page by page, and nobody of another business', async () => {
      for (const one of [MAYA, BEN, CHI]) await says(one)
      await scene().says({ business: 'other', from: '15550009999' })
      await scene().says({ line: 'sales', from: '15550008888' })
      expect(await meant()).toEqual([MAYA, BEN, CHI])
      expect(await meant({}, 1)).toEqual([MAYA, BEN, CHI])
      expect(await meant({ line: 'nowhere' })).toEqual([])
    })

    it('[D26] tells what a template may be filled with', async () => {
      const { customer } = await says(MAYA)
      const { members } = await scene().store.audienceOf({ business: 'acme', query: { line: 'support' }, most: 9 })
      expect(members).toEqual([{ customer, name: MAYA, phone: MAYA, bsuid: undefined, language: undefined }])
    })

    it('[D26] by when they wrote last', async () => {
      await says(MAYA, { receivedAt: NOON, sentAt: NOON })
      await says(BEN, { receivedAt: NOON + HOUR, sentAt: NOON + HOUR })
      expect(await meant({ wroteSince: NOON + 1 })).toEqual([BEN])
      expect(await meant({ wroteSince: NOON + HOUR })).toEqual([BEN])
      expect(await meant({ wroteBefore: NOON + HOUR })).toEqual([MAYA])
    })

    it('[D26 M6] by what their memory holds, each of it somewhere', async () => {
      for (const one of [MAYA, BEN, CHI]) await says(one)
      const { store } = scene()
      const about = async (name: string, words: string, metadata: object) =>
        store.keepMemory(document(scene(), await whose(scene(), name), words, { metadata } as never))
      await about(MAYA, 'Order', { plan: 'pro', seats: 3 })
      await about(MAYA, 'Note', { vip: true })
      await about(BEN, 'Order', { plan: 'pro', seats: 4, vip: false })
      expect(await meant({ metadata: { plan: 'pro' } })).toEqual([MAYA, BEN])
      expect(await meant({ metadata: { plan: 'pro', seats: 3 } })).toEqual([MAYA])
      expect(await meant({ metadata: { plan: 'pro', vip: true } })).toEqual([MAYA])
      expect(await meant({ metadata: { vip: false } })).toEqual([BEN])
      expect(await meant({ metadata: { 'it\'s "odd"': 'x' } })).toEqual([])
    })

    it('[D26] of a campaign tells where its messages were delivered, and no number', async () => {
      const { store, ids, now, database } = scene()
      const content = { kind: 'template', name: 'sale', language: 'en' } as const
      const campaign = { id: ids.next(), name: 'Sale', line: 'support', content }
      await store.createCampaign({ business: 'acme', campaign, by: BY, now })
      const to = ['4915112345678', '4915112345679', '4915112345680', CHI]
      const recipients = to.map((one, row) => ({ row, to: one, values: {} }))
      const key = { business: 'acme', campaign: campaign.id }
      await store.addRecipients({ ...key, recipients, dry: false, now })
      const [, ...rest] = await store.recipientsOf(key)
      for (const { id } of rest) await database.write((tx) => DELIVER(tx, { id, conversation: ids.next(), now }))
      const found = await store.deliveredTo(key)
      expect(found.toSorted((one, other) => other.count - one.count)).toEqual([
        { address: '491511', count: 2 },
        { address: 'US.', count: 1 },
      ])
    })

    it('[D25 D26] by who has said yes; who is blocked is not among them', async () => {
      const maya = await says(MAYA)
      await says(BEN)
      const yes = { customer: MAYA, state: 'in', source: 'import', evidence: newWamid(), at: scene().now } as const
      const { store, now } = scene()
      await store.keepConsents({ business: 'acme', given: [yes], meets: false, by: BY, now })
      expect(await meant({ consent: 'in' })).toEqual([MAYA])
      expect(await meant({ fromAd: true })).toEqual([])
      await store.block({ business: 'acme', customer: maya.customer, by: BY, now })
      expect(await meant()).toEqual([BEN])
    })
  })
}
