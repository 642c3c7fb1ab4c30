import { describe, expect, it } from 'vitest'
import { contentFor } from '../../src/domain/campaign.ts'
import type { SendOutcome } from '../../src/domain/delivery.ts'
import type { NewRecipient, Releasing, Work } from '../../src/flows/store.ts'
import { BY } from './campaigns.ts'
import { NOON, newWamid, type Scene, UNCONFIRMED_AFTER_MS } from './scene.ts'

const OFFER = { kind: 'template', name: 'spring_sale', language: 'en', body: ['{{name}}'] } as const
const STEP_MS = 250
const DAY = 24 * 60 * 60_000
const phoneOf = (index: number) => `49151${String(index).padStart(8, '0')}`

/** How a campaign goes out, step by step. */
export function releasesContract(scene: () => Scene) {
  const people = (count: number, change: object = {}): NewRecipient[] =>
    Array.from({ length: count }, (_, index) => ({
      ...{ row: index + 2, to: phoneOf(index), values: { name: `N${index}` }, ...change },
    }))
  async function begins(recipients: readonly NewRecipient[], change: object = {}, at = scene().now): Promise<string> {
    const { store, ids, now } = scene()
    const made = { id: ids.next(), name: 'Spring', line: 'support', content: OFFER, ...change }
    const { id } = await store.createCampaign({ business: 'acme', campaign: made, by: BY, now })
    for (let from = 0; from < recipients.length; from += 1000)
      await store.addRecipients({
        ...{ business: 'acme', campaign: id, recipients: recipients.slice(from, from + 1000), dry: false, now },
      })
    expect(await store.startCampaign({ business: 'acme', campaign: id, by: BY, at, now })).toMatchObject({
      kind: 'moved',
    })
    return id
  }
  async function release(work: Work, change: Partial<Releasing> = {}) {
    const { store, now } = scene()
    return store.releaseRecipients({
      ...{ work, now, throughput: 80, limit: undefined, allowedAt: () => now },
      message: ({ values }) => contentFor(OFFER, values),
      ...change,
    })
  }
  const step = async (change: Partial<Releasing> = {}) => release(await scene().claim('campaign'), change)
  /** They are due in handfuls until the next step. */
  async function claimStep() {
    scene().now += STEP_MS
    const all = await scene().claimAll()
    scene().now -= STEP_MS
    return all
  }
  /** Everything that was released leaves, and this becomes of it. */
  async function send(outcome: () => SendOutcome = () => ({ kind: 'accepted', wamid: newWamid() })): Promise<number> {
    const { claimed } = await claimStep()
    let count = 0
    for (const work of claimed) {
      if (work.kind !== 'deliver') {
        await scene().store.letGo(work)
        continue
      }
      for (let more = true; more; ) {
        const next = await scene().nextSend(work)
        if (next.kind === 'send') {
          count++
          more = (await scene().record(work, next.delivery, outcome(), scene().now + 60_000)).more
        } else more = next.kind === 'settled'
      }
    }
    return count
  }
  const report = async (campaign: string) => (await scene().store.campaignReport({ business: 'acme', campaign }))!
  const state = async (campaign: string) => (await scene().store.campaign({ business: 'acme', campaign }))!
  const move = (campaign: string, to: 'pause' | 'resume' | 'cancel') =>
    scene().store.moveCampaign({ business: 'acme', campaign, to, by: BY, now: scene().now })
  const unlimited = () =>
    scene().store.keepMessagingLimit({ business: 'acme', source: 'graph', most: Infinity, now: scene().now })
  /** Until nobody waits any more, at the pace of the line. */
  async function finish(campaign: string) {
    for (let count = 0; count < 400; count++) {
      scene().now += 250
      const { claimed } = await scene().claimAll()
      for (const work of claimed) await scene().store.letGo(work)
      const mine = claimed.find(({ kind }) => kind === 'campaign')
      if (mine) await step()
      await send()
      if (['done', 'cancelled'].includes((await state(campaign)).state)) return
    }
    throw new Error(`it never ended: ${JSON.stringify(await report(campaign))}`)
  }

  describe('a campaign that runs', () => {
    it('[D17] sends each recipient their own words once, and ends', async () => {
      await unlimited()
      const id = await begins(people(100))
      await finish(id)
      expect(await report(id)).toMatchObject({ recipients: 100, waiting: 0, underWay: 0, sent: 100 })
      expect(await state(id)).toMatchObject({ state: 'done', released: 100, startedAt: NOON })
      const texts = await scene().rows<{ text: string }>('select text from messages')
      expect(texts.map(({ text }) => text).toSorted()).toEqual(
        people(100)
          .map(({ values }) => `[template spring_sale: ${values.name}]`)
          .toSorted(),
      )
      const [first] = await scene().store.recipientsOf({ business: 'acme', campaign: id })
      const told = await scene().store.thread({ business: 'acme', id: first!.conversation! }, { most: 5 })
      expect(told.messages).toMatchObject([{ author: 'system', campaign: { id, name: (await state(id))!.name } }])
      // Nobody has written anything: no list of conversations is moved.
      expect(await scene().rows('select 1 from conversations where active_at <> 0')).toEqual([])
      expect((await scene().claimAll()).claimed).toEqual([])
    })

    it('[D17] what a step releases leaves in handfuls until the next step, not before all that others say', async () => {
      await unlimited()
      await begins(people(60))
      scene().now += 500
      const { released } = await step()
      expect(released).toBeGreaterThanOrEqual(15)
      const begun = scene().now
      const dueBy = async (at: number) => {
        scene().now = at
        const { claimed } = await scene().claimAll()
        for (const work of claimed) await scene().store.letGo(work)
        return claimed.filter(({ kind }) => kind === 'deliver').length
      }
      const shares = []
      for (const pulse of [0, 1, 2, 3, 4]) shares.push((await dueBy(begun + pulse * 50)) / released)
      for (const [pulse, share] of shares.entries()) expect(Math.abs(share - (pulse + 1) / 5)).toBeLessThan(0.05)
    })

    it('[D11] keeps a quarter of its line for conversations, and waits until what it released has left', async () => {
      await unlimited()
      await begins(people(200))
      expect(await step()).toMatchObject({ released: 30, nextAt: NOON + 250 })
      scene().now += 250
      expect(await step()).toMatchObject({ released: 0 })
      expect(await send()).toBe(30)
      scene().now += 250
      expect(await step()).toMatchObject({ released: 30 })
      await send()
      let released = 60
      for (let count = 0; count < 8; count++) {
        scene().now += 250
        released += (await step()).released
        await send()
      }
      expect(released).toBe(60 + 8 * 15)
      await scene().store.pauseLine({
        business: 'acme',
        line: 'support',
        code: 190,
        reason: 'expired',
        now: scene().now,
      })
    })

    it('[D11] two campaigns of a line share its pace', async () => {
      await unlimited()
      await begins(people(100))
      const other = people(100).map((one, index) => ({ ...one, to: phoneOf(index + 500) }))
      await begins(other)
      const { claimed } = await scene().claimAll()
      const counts = []
      for (const work of claimed) counts.push((await release(work)).released)
      expect(counts).toEqual([30, 0])
    })

    it('[D12] pauses before the limit is reached, and goes on by itself when the first of them count no more', async () => {
      const id = await begins(people(300))
      for (let count = 0; (await state(id)).state !== 'paused'; count++) {
        if (count > 50) throw new Error('it never paused')
        await step()
        await send()
        scene().now += 500
      }
      const began = NOON
      // A new portfolio may begin with 250; a twentieth is left to what is no campaign.
      expect(await report(id)).toMatchObject({ sent: 237, waiting: 63 })
      expect(await scene().store.messagingRoom({ business: 'acme', now: scene().now })).toEqual({
        ...{ limit: 250, used: 237, underWay: 0 },
      })
      const { pause } = await state(id)
      expect(pause).toMatchObject({ because: 'messaging-limit', reason: expect.stringContaining('250') })
      expect(pause!.looksAgainAt).toBe(pause!.at + 15 * 60_000)
      scene().now = began + DAY - 1000
      expect(await step()).toMatchObject({ released: 0, state: 'paused', moved: false })
      scene().now = began + DAY
      expect(await step()).toMatchObject({ released: 30, state: 'running', moved: true })
      await send()
      await finish(id)
      expect(await report(id)).toMatchObject({ sent: 300 })
    })

    it('[D12] counts what others send outside the window, and nothing inside; the strictest fresh limit holds', async () => {
      const { store, ids } = scene()
      const room = () => store.messagingRoom({ business: 'acme', now: scene().now })
      const say = async (line: string, text: string) => {
        const customer = (await store.findCustomer('acme', '15550001111'))!
        const content = { ...OFFER, body: [text] }
        const said = { business: 'acme', line, customer, id: ids.next(), content, quotes: undefined, now: scene().now }
        await store.say(said)
        await send()
      }
      await scene().says()
      await say('support', 'inside the window')
      expect(await room()).toEqual({ limit: 250, used: 0, underWay: 0 })
      await say('sales', 'they never wrote there')
      scene().now += DAY - 1
      await say('sales', 'once more')
      expect(await room()).toMatchObject({ used: 1 })
      scene().now += DAY
      expect(await room()).toMatchObject({ used: 0 })
      const keep = (source: 'graph' | 'number' | 'account', most: number) =>
        store.keepMessagingLimit({ business: 'acme', source, most, now: scene().now })
      await keep('number', 2000)
      await keep('account', 10_000)
      expect(await room()).toMatchObject({ limit: 2000 })
      scene().now += 1
      await keep('graph', Infinity)
      expect(await room()).toMatchObject({ limit: Infinity })
      await keep('number', 100_000)
      expect(await room()).toMatchObject({ limit: 100_000 })
      expect(await store.messagingRoom({ business: 'acme', set: 50, now: scene().now })).toMatchObject({ limit: 50 })
      scene().now += 3 * DAY
      expect(await room()).toMatchObject({ limit: 100_000 })
    })

    it('[D26] moves whoever is not to be written to now, and asks for them when they may be', async () => {
      await unlimited()
      const id = await begins(
        people(700).map((one, index) => (index < 650 ? { ...one, zone: 'quiet' } : one)),
        {
          quiet: { from: '21:00', to: '08:00' },
        },
      )
      const morning = NOON + 6 * 3_600_000
      const allowedAt: Releasing['allowedAt'] = ({ zone }) => (zone === 'quiet' ? morning : scene().now)
      await step({ allowedAt })
      scene().now += 250
      expect(await step({ allowedAt })).toMatchObject({ released: 30 })
      await send()
      scene().now += 500
      expect(await step({ allowedAt })).toMatchObject({ released: 20, nextAt: NOON + 750 + 15 * 60_000 })
      expect(await report(id)).toMatchObject({ waiting: 650 })
      const [first] = await scene().store.recipientsOf({ business: 'acme', campaign: id })
      expect(first!.dueAt).toBe(morning)
    })

    it('[D25] leaves out who stops marketing before their turn, also between release and claim', async () => {
      await unlimited()
      const { store, now } = scene()
      const id = await begins(people(2))
      const stop = async (index: number) => {
        const customer = (await store.findCustomer('acme', phoneOf(index)))!
        const given = [{ customer, state: 'out', source: 'teammate', evidence: `a call ${index}`, at: now } as const]
        await store.keepConsents({ business: 'acme', given, meets: false, by: BY, now })
      }
      await stop(0)
      expect(await step()).toMatchObject({ released: 1, leftOut: 1 })
      await stop(1)
      expect(await send()).toBe(0)
      expect(await report(id)).toMatchObject({ sent: 0, leftOut: [{ reason: 'opted-out', count: 2 }] })
    })

    it('[D17] leaves out who was blocked before their turn', async () => {
      await unlimited()
      const { store, now } = scene()
      const id = await begins(people(2))
      const customer = (await store.findCustomer('acme', phoneOf(1)))!
      await store.block({ business: 'acme', customer, by: BY, now })
      expect(await step()).toMatchObject({ released: 1, leftOut: 1 })
      expect(await report(id)).toMatchObject({ underWay: 1, leftOut: [{ reason: 'blocked', count: 1 }] })
    })

    it('[D17] each recipient stands in one place: failed, unconfirmed, withheld, under way', async () => {
      await unlimited()
      const id = await begins(people(5))
      await step()
      const outcomes: SendOutcome[] = [
        { kind: 'refused', code: 131026, reason: '131026: not on WhatsApp' },
        { kind: 'refused', code: 131049, reason: '131049: withheld' },
        { kind: 'unknown', reason: 'a timeout' },
        { kind: 'retry', code: 131056, reason: '131056: too many to this customer' },
        { kind: 'accepted', wamid: 'wamid.last' },
      ]
      expect(await send(() => outcomes.shift()!)).toBe(5)
      await scene().status('read', { wamid: 'wamid.last' })
      expect(await report(id)).toMatchObject({
        ...{ recipients: 5, waiting: 0, underWay: 2, sent: 0, delivered: 0, read: 1, unconfirmed: 0 },
        failed: expect.arrayContaining([
          { code: 131026, reason: '131026: not on WhatsApp', count: 1 },
          { code: 131049, reason: '131049: withheld', count: 1 },
        ]),
      })
      scene().now += UNCONFIRMED_AFTER_MS
      await send()
      expect(await report(id)).toMatchObject({ sent: 1, underWay: 0, unconfirmed: 1 })
      scene().now += 1000
      expect(await step()).toMatchObject({ state: 'done' })
      // Meta withholds marketing from one of them: the next campaign waits a day for them alone.
      const next = await begins(people(5))
      expect(await step()).toMatchObject({ released: 4 })
      await send()
      expect(await report(next)).toMatchObject({ waiting: 1 })
      scene().now = NOON + DAY
      expect(await step()).toMatchObject({ released: 1 })
    })

    it('[D17] is paused, goes on and is cancelled by whoever may, and only from where that has a meaning', async () => {
      await unlimited()
      const id = await begins(people(100), {}, NOON + 1000)
      expect(await state(id)).toMatchObject({ state: 'scheduled', startAt: NOON + 1000 })
      expect((await scene().claimAll()).claimed).toEqual([])
      expect(await move(id, 'resume')).toEqual({ kind: 'conflict', state: 'scheduled' })
      scene().now += 1000
      expect(await step()).toMatchObject({ released: 30, state: 'running', moved: true })
      expect(await move(id, 'pause')).toMatchObject({ kind: 'moved' })
      expect(await state(id)).toMatchObject({ state: 'paused', pause: { because: 'person', by: 'Ada' } })
      await send()
      scene().now += 1000
      expect(await step()).toMatchObject({ released: 0, state: 'paused', nextAt: undefined })
      expect((await scene().claimAll()).claimed).toEqual([])
      expect(await move(id, 'resume')).toMatchObject({ kind: 'moved' })
      expect(await step()).toMatchObject({ released: 30, state: 'running' })
      expect(await move(id, 'cancel')).toMatchObject({ kind: 'moved' })
      expect(await move(id, 'cancel')).toEqual({ kind: 'conflict', state: 'cancelled' })
      await send()
      expect(await report(id)).toMatchObject({ sent: 60, waiting: 0, leftOut: [{ reason: 'cancelled', count: 40 }] })
      const draft = { business: 'acme', campaign: id, by: BY, now: scene().now }
      expect(await scene().store.deleteDraft(draft)).toEqual({ kind: 'conflict', state: 'cancelled' })
    })

    it('[D27] waits while its line is paused, and says why', async () => {
      await unlimited()
      const id = await begins(people(10))
      const line = { business: 'acme', line: 'support', now: scene().now }
      await scene().store.pauseLine({ ...line, code: 131042, reason: 'payment' })
      expect(await step()).toMatchObject({ released: 0, state: 'paused', nextAt: NOON + 5000 })
      expect(await state(id)).toMatchObject({ pause: { because: 'line-paused', looksAgainAt: NOON + 5000 } })
      await scene().store.resumeLine(line)
      scene().now += 5000
      expect(await step()).toMatchObject({ released: 10, state: 'running' })
    })

    it('[I11] sends one message to two who were found to be one, and none to who was erased', async () => {
      await unlimited()
      const { store, ids } = scene()
      const id = await begins(people(4))
      const customers = await Promise.all([0, 1, 2, 3].map((index) => store.findCustomer('acme', phoneOf(index))))
      await store.eraseCustomer({ business: 'acme', customer: customers[3]!, id: ids.next(), by: BY, now: scene().now })
      await scene().rows('select 1')
      await scene().database.write(async (tx) => {
        const join = `update contacts set joined_to = '${customers[0]}' where customer = '${customers[1]}'`
        await tx.query({ name: '', text: join }, [])
      })
      expect(await step()).toMatchObject({ released: 2, leftOut: 1 })
      expect(await report(id)).toMatchObject({
        leftOut: expect.arrayContaining([
          { reason: 'erased', count: 1 },
          { reason: 'duplicate', count: 1 },
        ]),
      })
    })

    it('[D17] a step that dies in the middle has released nobody', async () => {
      await unlimited()
      const id = await begins(people(10))
      const work = await scene().claim('campaign')
      const message: Releasing['message'] = ({ values }) => {
        if (values.name === 'N7') throw new Error('the process dies')
        return contentFor(OFFER, values)
      }
      await expect(release(work, { message })).rejects.toThrow('dies')
      expect(await report(id)).toMatchObject({ waiting: 10, underWay: 0 })
      expect(await scene().rows('select 1 from messages')).toEqual([])
      expect(await release(work)).toMatchObject({ released: 10 })
    })
  })
}
