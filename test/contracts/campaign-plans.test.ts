import { afterAll, expect, it } from 'vitest'
import { contentFor } from '../../src/domain/campaign.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { BY } from './campaigns.ts'
import { overheard, planOf } from './overheard.ts'
import { newFolder, removeFolders, sqliteIn } from './places.ts'
import { newWamid } from './scene.ts'

afterAll(removeFolders)

const OFFER = { kind: 'template', name: 'spring_sale', language: 'en', body: ['{{name}}'] } as const

/** What a campaign asks to release two messages, and to send them. */
async function step(database: Database) {
  const { scene, asked } = overheard(database)
  const { store, ids, now } = scene
  const campaign = { id: ids.next(), name: 'Spring', line: 'support', content: OFFER }
  const { id } = await store.createCampaign({ business: 'acme', campaign, by: BY, now })
  const recipients = ['4915100000001', '4915100000002'].map((to, row) => ({ row, to, values: { name: 'Ada' } }))
  await store.addRecipients({ business: 'acme', campaign: id, recipients, dry: false, now })
  await store.startCampaign({ business: 'acme', campaign: id, by: BY, at: now, now })
  asked.clear()
  const { released } = await store.releaseRecipients({
    ...{ work: await scene.claim('campaign'), now, throughput: 80, limit: undefined, allowedAt: () => now },
    message: ({ values }) => contentFor(OFFER, values),
  })
  expect(released).toBe(2)
  scene.now += 1000
  for (let count = 0; count < released; count++) {
    const work = await scene.claim('deliver')
    await store.nextOn({ business: 'acme', id: work.key })
    const next = await scene.nextSend(work)
    if (next.kind !== 'send') throw new Error(`it is not sent: ${next.kind}`)
    await scene.record(work, next.delivery, { kind: 'accepted', wamid: newWamid() }, scene.now)
  }
  return asked
}

/** It names one row or the few of one customer, or is an index of what waits in this moment. */
const FEW = /\b(id|customer|conversation|wamid|joined_to|counts_for|key|state)=\?|_(waiting|open|released|by_time)\b/
/** These never hold many. */
const SMALL = /^SEARCH (templates|t|line_pauses|line_paces|p|messaging_limits|campaigns) /

it('[D17] a step of a campaign reads neither all of its recipients nor all that was ever sent', async () => {
  const database = sqliteIn(newFolder(), { durability: 'none' })
  await migrate(database)
  const asked = await step(database)
  expect(asked.size).toBeGreaterThanOrEqual(25)
  const readsAll = (detail: string) =>
    /^SEARCH |^SCAN (?!CONSTANT ROW|\d+-ROW)/.test(detail) && !FEW.test(detail) && !SMALL.test(detail)
  for (const text of asked) expect([(await planOf(database, text)).filter(readsAll), text]).toEqual([[], text])
  await database.close()
})
