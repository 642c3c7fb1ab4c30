import { expect } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { Store, Work } from '../../src/flows/store.ts'
import type { Database } from '../../src/store/database.ts'
import { breathe, inbound, Scene, wordsOf } from './scene.ts'

const LEASE_MS = 400

interface Hammer {
  readonly random: () => number
  readonly databases: readonly Database[]
  readonly customers: number
  readonly messages: number
}

/**
 * Several processes work on the same conversations at once. Customers write one message after another, each handed to
 * two processes; workers of every process answer with what they were told, fail, forget what they hold, and hear from
 * Meta in any order. Hands back what each customer has heard, in order.
 */
async function hammer({ random, databases, customers, messages }: Hammer): Promise<Map<string, string[]>> {
  const scenes = databases.map((database) => new Scene(database))
  const wire = new Map<string, string[]>()
  const anyStore = () => scenes[Math.floor(random() * scenes.length)]!.store
  const chance = (share: number) => random() < share
  const dawdle = async () => {
    for (let turns = random() * 4; turns > 0; turns--) await breathe()
  }
  let writing = true

  async function customer(phone: string) {
    for (let nth = 0; nth < messages; nth++) {
      const wamid = `${phone}.${nth}`
      const message = inbound({ from: phone, text: wamid, wamid, receivedAt: Date.now() })
      const receipts = await Promise.all([anyStore(), anyStore()].map((store) => store.receive(message)))
      if (receipts.filter(({ kind }) => kind === 'stored').length !== 1) throw new Error(`${wamid} not stored once`)
      await dawdle()
    }
  }

  async function worker(scene: Scene) {
    const { store } = scene
    for (;;) {
      scene.now = Date.now()
      if (chance(0.1)) await store.reap(scene.now)
      const most = 1 + Math.floor(random() * 4)
      const { claimed } = await store.claimWork({
        now: scene.now,
        most,
        leaseUntil: scene.now + LEASE_MS,
        token: scene.ids.next,
      })
      await Promise.all(claimed.map((work) => (work.kind === 'answer' ? answer(scene, work) : deliver(scene, work))))
      if (claimed.length === 0 && !writing && (await store.figures(Date.now())).queued === 0) return
      await dawdle()
    }
  }

  async function answer(scene: Scene, work: Work): Promise<void> {
    const { store } = scene
    const turn = await scene.finished(work, [], { now: Date.now(), deliverLeaseUntil: Date.now() + LEASE_MS })
    await dawdle()
    if (chance(0.05)) return // forgotten: its lease runs out
    if (chance(0.05)) return store.putBack(work, { dueAt: Date.now(), error: 'stumbled', diedAt: null })
    if (chance(0.05)) return store.letGo(work)
    if (chance(0.05)) await store.renewLeases({ work: [work], until: Date.now() + LEASE_MS })
    const loaded = await store.loadTurn(turn.conversation, 30)
    const seen = (loaded?.unanswered ?? []).filter(({ position }) => turn.answered.includes(position))
    const parts = seen.map(({ text }) => ({
      id: scene.ids.next(),
      content: { kind: 'text', text } as const,
      author: 'agent' as const,
      fenced: true,
    }))
    const verdict = await store.commitTurn({ ...turn, parts, yieldToNewer: chance(0.3) })
    if (verdict.kind === 'committed' && verdict.deliver) await deliver(scene, verdict.deliver)
  }

  async function deliver(scene: Scene, work: Work): Promise<void> {
    for (;;) {
      scene.now = Date.now()
      const next = await scene.nextSend(work, { rateLimit: { windowMs: 1, most: 100_000, scope: 'customer' } })
      if (next.kind === 'settled') continue
      if (next.kind !== 'send') return
      const { id, to, attempt } = next.delivery
      const text = wordsOf(next.delivery)
      if (chance(0.1)) {
        const refused = { kind: 'retry', code: 2, reason: 'passing' } as const
        await store(scene).recordSend({
          work,
          delivery: id,
          attempt,
          probe: false,
          outcome: refused,
          retryAt: scene.now,
          now: scene.now,
        })
        continue
      }
      const phone = 'phone' in to ? to.phone : ''
      wire.set(phone, [...(wire.get(phone) ?? []), text])
      const statuses = tellStatuses(id, `sent.${id}`)
      await dawdle()
      const forgotten = chance(0.05)
      if (!forgotten) {
        const outcome = chance(0.1)
          ? ({ kind: 'unknown', reason: 'reset' } as const)
          : ({ kind: 'accepted', wamid: `sent.${id}` } as const)
        await store(scene).recordSend({
          work,
          delivery: id,
          attempt,
          probe: false,
          outcome,
          retryAt: undefined,
          now: Date.now(),
        })
      }
      await statuses
      if (forgotten) return
    }
  }
  const store = (scene: Scene): Store => scene.store

  /** The first echoes the attempt, as Meta's do; the rest are known by the message's name, in any order. */
  async function tellStatuses(delivery: string, wamid: string) {
    await dawdle()
    const common = { business: 'acme', line: 'support', wamid, at: Date.now(), error: undefined }
    const order = (['sent', 'delivered', 'read'] as const).toSorted(() => random() - 0.5)
    await Promise.all(
      order.map((status, nth) =>
        anyStore().applyStatus({ ...common, status, delivery: nth === 0 ? delivery : undefined }),
      ),
    )
  }

  const workers = scenes.flatMap((scene) => [worker(scene), worker(scene), worker(scene)])
  const phones = Array.from({ length: customers }, (_, nth) => `1555${nth}`)
  await Promise.race([Promise.all(phones.map(customer)), Promise.all(workers)])
  writing = false
  await Promise.all(workers)
  for (const scene of scenes) await scene.store.reap(Date.now())
  return wire
}

/** What the customers said is answered whole, once and in order, and nothing is left to do. */
export async function survivesHammering(databases: readonly Database[], seed: number): Promise<void> {
  const customers = 5
  const messages = 12
  const wire = await hammer({ random: seededRandom(seed), databases, customers, messages })
  for (let customer = 0; customer < customers; customer++) {
    const said = Array.from({ length: messages }, (_, nth) => `1555${customer}.${nth}`)
    expect(wire.get(`1555${customer}`), `customer ${customer}, seed ${seed}`).toEqual(said)
  }
  const scene = new Scene(databases[0]!)
  const left = [`messages where outcome = 'pending'`, `deliveries where state <> 'read'`, 'orphan_statuses', 'work']
  for (const what of left) expect([what, await scene.rows(`select * from ${what}`), seed]).toEqual([what, [], seed])
}
