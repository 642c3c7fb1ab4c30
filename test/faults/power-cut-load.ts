import { setImmediate as turn } from 'node:timers/promises'
import type { Database } from '../../src/store/database.ts'
import { inbound, Scene } from '../contracts/scene.ts'

const CUSTOMERS = 6

/** What somebody outside was told. After a power cut every word of it must still be true. */
export interface Told {
  readonly acknowledged: Set<string>
  readonly answered: Set<string>
  /** Deliveries that are on the wire: sent again, the customer would hear them twice. */
  readonly claimed: Set<string>
  readonly accepted: Map<string, string>
}

/** Messages come in, are answered and sent, all at once, and `told` notes what the store has promised. */
export class Load {
  readonly told: Told = { acknowledged: new Set(), answered: new Set(), claimed: new Set(), accepted: new Map() }
  readonly #scene: Scene
  readonly #random: () => number
  #running = true
  #messages = 0

  constructor(database: Database, random: () => number) {
    this.#scene = new Scene(database)
    this.#random = random
  }

  run(): Promise<unknown> {
    return Promise.all([this.#write(), this.#write(), this.#write(), this.#work(), this.#work()])
  }

  stop() {
    this.#running = false
  }

  async #write() {
    while (this.#running) {
      const number = ++this.#messages
      const wamid = `wamid.cut.${number}`
      const message = inbound({ wamid, from: `1555${number % CUSTOMERS}`, text: 'x'.repeat(this.#random() * 3000) })
      const twice = this.#random() < 0.3
      const receipts = await Promise.all(
        [message, ...(twice ? [message] : [])].map((one) => this.#scene.store.receive(one)),
      )
      if (receipts.filter(({ kind }) => kind === 'stored').length !== 1) throw new Error('not stored once')
      this.told.acknowledged.add(wamid)
      if (this.#random() < 0.3) await turn()
    }
  }

  async #work() {
    const { store } = this.#scene
    while (this.#running) {
      await turn()
      const { claimed } = await this.#scene.claimAll(2)
      for (const work of claimed) {
        if (work.kind === 'deliver') {
          await this.#deliver(work)
          continue
        }
        const turnOf = await this.#scene.finished(work, ['An answer', 'and more'], { yieldToNewer: false })
        const verdict = await store.commitTurn(turnOf)
        if (verdict.kind !== 'committed') continue
        for (const position of turnOf.answered) this.told.answered.add(`${work.key} ${position}`)
        if (verdict.deliver) await this.#deliver(verdict.deliver)
      }
    }
  }

  async #deliver(work: Parameters<Scene['nextSend']>[0]) {
    for (;;) {
      const next = await this.#scene.nextSend(work, { rateLimit: { windowMs: 1, most: 1_000_000, scope: 'customer' } })
      if (next.kind !== 'send') return
      const { id } = next.delivery
      this.told.claimed.add(id)
      await turn()
      const wamid = `sent.${id}`
      const { more } = await this.#scene.record(work, next.delivery, { kind: 'accepted', wamid })
      this.told.accepted.set(id, wamid)
      if (!more) return
    }
  }
}

/** Opens what the disk held and names every promise that it breaks. */
export async function brokenPromises(database: Database, told: Told): Promise<string[]> {
  const scene = new Scene(database)
  const broken: string[] = []
  const check = await scene.rows<{ integrity_check: string }>('pragma integrity_check')
  if (check[0]?.integrity_check !== 'ok') return [`the file is damaged: ${JSON.stringify(check)}`]

  const messages = await scene.rows<{
    place: string
    wamid: string
    outcome: string
    times: number
    promised: number
  }>(`
    select cast(m.conversation as text) || ' ' || m.position as place, m.wamid, m.outcome, count(*) over (partition by m.wamid) as times,
      (select count(*) from work w where w.kind = 'answer' and w.key = m.conversation and w.died_at is null) as promised
    from messages m where m.author = 'customer'`)
  const there = new Set(messages.map(({ wamid }) => wamid))
  for (const wamid of told.acknowledged) if (!there.has(wamid)) broken.push(`lost ${wamid}`)
  for (const { wamid, times, outcome, promised } of messages) {
    if (times !== 1) broken.push(`${wamid} is there ${times} times`)
    if (outcome === 'pending' && promised !== 1) broken.push(`${wamid} waits without a promise`)
  }
  const outcomes = new Map(messages.map(({ place, outcome }) => [place, outcome]))
  for (const place of told.answered)
    if (outcomes.get(place) !== 'answered') broken.push(`${place} would be answered twice`)

  const rows = await scene.rows<{ id: string; state: string; wamid: string | null }>('select * from deliveries')
  const deliveries = new Map(rows.map((row) => [row.id, row]))
  for (const id of told.claimed) {
    const state = deliveries.get(id)?.state
    if (state !== 'claimed' && state !== 'accepted') broken.push(`${id} would be sent twice: ${state}`)
  }
  // What Meta answered may be forgotten; then it is unknown, and the status settles it. It is never free to be sent again.
  for (const [id, wamid] of told.accepted) {
    const row = deliveries.get(id)
    if (row?.state !== 'claimed' && row?.wamid !== wamid) broken.push(`${id} has forgotten that Meta accepted it`)
  }

  const last = [...told.acknowledged].at(-1)
  if (broken.length === 0 && last) {
    const again = await scene.store.receive(inbound({ wamid: last, from: '15550' }))
    if (again.kind !== 'duplicate') broken.push(`${last} was taken twice`)
  }
  return broken
}
