import { beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { MARKETING_STOPPED } from '../../src/domain/consent.ts'
import type { Outbound, Template } from '../../src/domain/outbound.ts'
import type { GivenConsent } from '../../src/flows/consents.ts'
import { NOON, newWamid, type Scene } from './scene.ts'

const MAYA = '15550001111'
const BEN = '15550002222'
const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const
const DAY = 24 * 60 * 60_000

const template = (name: string, language = 'en'): Template => ({ kind: 'template', name, language })
const raw = (name: string): Outbound => ({
  kind: 'custom',
  type: 'template',
  content: { name, language: { code: 'en' } },
})
const OFFER = template('spring_sale')

export function consentsContract(scene: () => Scene) {
  const find = async (phone = MAYA) => (await scene().store.findCustomer('acme', phone))!
  const entries = async (phone = MAYA) =>
    (await scene().store.consentOf({ business: 'acme', customer: await find(phone) }))!
  const told = async (phone = MAYA) => (await entries(phone)).map(({ state, source }) => `${state} by ${source}`)
  const keep = (given: Partial<GivenConsent> & Pick<GivenConsent, 'state'>, { meets = false, dry = false } = {}) => {
    const { now, store } = scene()
    const one: GivenConsent = { customer: MAYA, source: 'teammate', evidence: newWamid(), at: now, ...given }
    return store.keepConsents({ business: 'acme', given: [one], meets, dry, by: BY, now })
  }
  const prefers = (wants: boolean, change: object = {}) => {
    const { now, store } = scene()
    const state = wants ? 'in' : 'out'
    return store.keepPreference({
      business: 'acme',
      who: { phone: MAYA },
      line: 'support',
      state,
      at: now,
      now,
      ...change,
    })
  }
  /** What becomes of a message of a program, when its turn comes. */
  const fate = async (content: Outbound, { line = 'support', phone = MAYA } = {}) => {
    const { store, ids } = scene()
    scene().now += 1000
    const id = ids.next()
    await store.say({
      business: 'acme',
      line,
      customer: await find(phone),
      id,
      content,
      quotes: undefined,
      now: scene().now,
    })
    let work = await scene().claim('deliver')
    let next = await scene().nextSend(work)
    // After a split others are looked at as well.
    while (next.kind === 'done') {
      work = await scene().claim('deliver')
      next = await scene().nextSend(work)
    }
    if (next.kind === 'send') await scene().record(work, next.delivery, { kind: 'accepted', wamid: newWamid() })
    else if (next.kind === 'settled') await scene().nextSend(work)
    return next.kind === 'settled' ? next.because : next.kind
  }

  describe('consent to marketing', () => {
    beforeEach(async () => {
      const kept = (name: string, category: string) => ({
        ...{ id: name, name, language: 'en', status: 'APPROVED', category, quality: undefined },
        ...{ parameters: 'positional' as const, components: [] },
      })
      const templates = [
        kept('spring_sale', 'MARKETING'),
        kept('parcel_sent', 'UTILITY'),
        kept('code', 'AUTHENTICATION'),
      ]
      await scene().store.keepTemplates({ business: 'acme', account: 'consents', templates, syncedAt: NOON })
      await scene().says({ from: MAYA, text: 'Hello' })
    })

    it('[D25] STOP holds on all lines from the moment it is stored, with the message as its proof', async () => {
      expect(await fate(OFFER)).toBe('send')
      scene().now += 1000
      const wamid = newWamid()
      await scene().says({ from: MAYA, text: ' Stop! ', wamid })
      const [entry] = await entries()
      expect(entry).toMatchObject({
        state: 'out',
        source: 'word',
        evidence: wamid,
        words: ' Stop! ',
        line: 'support',
        at: scene().now,
      })
      for (const line of ['support', 'sales']) expect(await fate(OFFER, { line })).toBe(MARKETING_STOPPED)
      expect(await fate(raw('spring_sale'))).toBe(MARKETING_STOPPED)
      await scene().says({ from: BEN, text: 'Hello' })
      expect(await fate(OFFER, { phone: BEN })).toBe('send')
      const card = async (phone: string) =>
        (await scene().store.knownCustomer({ business: 'acme', customer: await find(phone), lines: undefined }))!
      expect((await card(MAYA)).noMarketing).toEqual({ since: entry!.at, source: 'word', words: ' Stop! ' })
      expect((await card(BEN)).noMarketing).toBeUndefined()
    })

    it('[D25] utility, authentication and words inside the window still go; of what nobody knows it does not', async () => {
      await scene().says({ from: MAYA, text: 'STOP' })
      expect(await fate(template('parcel_sent'))).toBe('send')
      expect(await fate(template('code'))).toBe('send')
      expect(await fate(raw('parcel_sent'))).toBe('send')
      expect(await fate({ kind: 'text', text: 'Your parcel is here' })).toBe('send')
      expect(await fate(template('parcel_sent', 'de'))).toBe(MARKETING_STOPPED)
      expect(await fate(template('never_heard_of'))).toBe(MARKETING_STOPPED)
      const same = { name: 'parcel_sent', language: 'en', status: 'APPROVED', quality: undefined, components: [] }
      const moved = { ...same, id: 'x', category: 'MARKETING', parameters: 'positional' as const }
      await scene().store.keepTemplates({ business: 'acme', account: 'consents-2', templates: [moved], syncedAt: NOON })
      expect(await fate(template('parcel_sent'))).toBe(MARKETING_STOPPED)
      await scene().store.keepTemplates({ business: 'acme', account: 'consents-2', templates: [], syncedAt: NOON })
    })

    it('[D25] what waits is held back as well, and no agent is claimed one by the turn that makes it', async () => {
      const { store } = scene()
      const work = await scene().claim('answer')
      const claim = { rateLimit: { windowMs: 60_000, most: 30, scope: 'customer' as const }, unconfirmedAfterMs: 1 }
      const parts = [{ id: scene().ids.next(), content: OFFER, author: 'agent' as const, fenced: true }]
      await scene().says({ from: MAYA, text: 'stop' })
      const verdict = await store.commitTurn({
        ...(await scene().finished(work, [])),
        parts,
        claim,
        yieldToNewer: false,
      })
      if (verdict.kind !== 'committed') throw new Error(verdict.kind)
      expect(verdict.first).toBeUndefined()
      expect(await scene().nextSend(verdict.deliver!)).toMatchObject({
        kind: 'settled',
        state: 'failed',
        because: MARKETING_STOPPED,
      })
    })

    it('[D25] START takes it back; without a STOP it says nothing', async () => {
      await scene().says({ from: MAYA, text: 'START' })
      expect(await told()).toEqual([])
      scene().now += 1000
      await scene().says({ from: MAYA, text: 'STOP' })
      scene().now += 1000
      await scene().says({ from: MAYA, text: 'start', line: 'sales' })
      expect(await told()).toEqual(['in by word', 'out by word'])
      expect(await fate(OFFER)).toBe('send')
    })

    it('[D25 W11] whatever comes twice or late: what was written last counts', async () => {
      const early = NOON + 60_000
      const late = NOON + 120_000
      scene().now = late + 1000
      const stop = { from: MAYA, text: 'STOP', wamid: newWamid(), sentAt: late }
      await scene().says(stop)
      expect(await scene().store.receive({ ...(await received(stop)) })).toEqual({ kind: 'duplicate' })
      await scene().says({ from: MAYA, text: 'START', sentAt: early })
      expect(await told()).toEqual(['out by word', 'in by word'])
      expect(await fate(OFFER)).toBe(MARKETING_STOPPED)
    })

    it('[D25 W21] a choice in WhatsApp counts like a word, once, also of whoever never wrote', async () => {
      await prefers(false)
      await prefers(false)
      expect(await told()).toEqual(['out by preference'])
      expect(await fate(OFFER)).toBe(MARKETING_STOPPED)
      scene().now += 1000
      await prefers(true)
      expect(await fate(OFFER)).toBe('send')
      await prefers(false, { who: { bsuid: 'US.77', phone: '15550009999' } })
      await scene().says({ sender: { bsuid: 'US.77' }, text: 'Hello' })
      expect(await fate(OFFER, { phone: 'US.77' })).toBe(MARKETING_STOPPED)
    })

    it.each(['answer', 'status'])('[D25] 131050 in the %s is a no, and nothing goes after it', async (way) => {
      const { store, ids } = scene()
      const id = ids.next()
      await store.say({
        business: 'acme',
        line: 'support',
        customer: await find(),
        id,
        content: OFFER,
        quotes: undefined,
        now: scene().now,
      })
      const work = await scene().claim('deliver')
      const delivery = await scene().sends(work)
      const error = { code: 131050, reason: '131050: the customer has stopped marketing messages' }
      if (way === 'answer') await scene().record(work, delivery, { kind: 'refused', ...error })
      else {
        await scene().record(work, delivery, { kind: 'accepted', wamid: 'w-131050' })
        for (const _ of [1, 2]) await scene().status('failed', { wamid: 'w-131050', error })
      }
      expect(await scene().states()).toEqual(['failed'])
      expect(await entries()).toMatchObject([{ state: 'out', source: 'refused', evidence: id }])
      expect(await fate(OFFER)).toBe(MARKETING_STOPPED)
    })

    it('[D25 law3] a STOP on one line and a claim on another wait for each other, and nothing is claimed after it', async () => {
      const { store, ids } = scene()
      for (let round = 0; round < 12; round++) {
        scene().now += 60_000
        await scene().says({ from: MAYA, text: 'start' })
        const about = { business: 'acme', line: 'support', customer: await find(), content: OFFER, quotes: undefined }
        for (const _ of [1, 2]) await store.say({ ...about, id: ids.next(), now: scene().now })
        const work = await scene().claim('deliver')
        scene().now += 1000
        const [, first] = await Promise.all([
          scene().says({ from: MAYA, text: 'STOP', line: 'sales' }),
          scene().nextSend(work),
        ])
        if (first.kind === 'send') await scene().record(work, first.delivery, { kind: 'accepted', wamid: newWamid() })
        else expect(first).toMatchObject({ because: MARKETING_STOPPED })
        expect(await scene().nextSend(work)).toMatchObject({
          kind: first.kind === 'send' ? 'settled' : expect.any(String),
          because: MARKETING_STOPPED,
        })
        while ((await scene().nextSend(work)).kind === 'settled');
      }
    })

    it('[D25] the business can say no for them; their own no it cannot take back', async () => {
      expect(await keep({ state: 'in', words: 'ticked the box' })).toMatchObject([
        { kind: 'kept', fresh: true, consent: { state: 'in' } },
      ])
      scene().now += 1000
      expect(await keep({ state: 'out', words: 'told us by phone' })).toMatchObject([
        { consent: { state: 'out', theirs: false } },
      ])
      expect(await fate(OFFER)).toBe(MARKETING_STOPPED)
      expect(await keep({ state: 'in' })).toMatchObject([{ kind: 'kept', consent: { state: 'in' } }])
      expect(await fate(OFFER)).toBe('send')
      await scene().says({ from: MAYA, text: 'unsubscribe' })
      scene().now += DAY
      expect(await keep({ state: 'in' })).toMatchObject([{ kind: 'theirs', consent: { state: 'out', theirs: true } }])
      expect(await fate(OFFER)).toBe(MARKETING_STOPPED)
    })

    it('[D25] a yes of the business that came before their late no does not outlive it', async () => {
      scene().now = NOON + 10_000
      await keep({ state: 'in' })
      await scene().says({ from: MAYA, text: 'STOP', sentAt: NOON + 5000 })
      expect(await fate(OFFER)).toBe(MARKETING_STOPPED)
    })

    it('[D25] binds whoever is named before they write; a look leaves nothing', async () => {
      expect(await keep({ customer: BEN, state: 'out' })).toEqual([{ kind: 'unknown-customer' }])
      expect(await keep({ customer: BEN, state: 'out' }, { meets: true, dry: true })).toMatchObject([
        { kind: 'kept', fresh: true },
      ])
      expect(await scene().store.findCustomer('acme', BEN)).toBeUndefined()
      await keep({ customer: `+${BEN}`, state: 'out', source: 'import' }, { meets: true })
      await scene().says({ from: BEN, text: 'Hello' })
      expect(await fate(OFFER, { phone: BEN })).toBe(MARKETING_STOPPED)
    })

    it.each([
      ['the older', 0],
      ['the newer', 1],
    ])(
      '[D25 I19] who turns out to be the same wants none where %s wanted none, and neither does when they part',
      async (_, stops) => {
        const people = [
          { phone: BEN, bsuid: 'US.1111' },
          { phone: BEN, bsuid: 'US.2222' },
        ]
        for (const sender of people) {
          scene().now += 60_000
          await scene().says({ sender, text: 'Hello', raw: { from: BEN, from_user_id: sender.bsuid } })
        }
        scene().now += 60_000
        await scene().says({ sender: people[stops]!, text: 'STOP' })
        scene().now += 60_000
        const [question] = await scene().store.identityQuestions('acme')
        const about = { business: 'acme', question: question!.id }
        // The other one has said yes, and later.
        const other = people[1 - stops]!.bsuid
        await keep({ customer: other, state: 'in' })
        expect(await fate(OFFER, { phone: other })).toBe('send')
        scene().now += 60_000
        expect(await scene().store.decideIdentity({ ...about, decision: 'same', by: 'Ada', now: scene().now })).toBe(
          true,
        )
        for (const { bsuid } of people) expect(await fate(OFFER, { phone: bsuid })).toBe(MARKETING_STOPPED)
        scene().now += 60_000
        expect(await scene().store.undoIdentity({ ...about, now: scene().now })).toBe(true)
        for (const { bsuid } of people) expect((await told(bsuid))[0], bsuid).toMatch(/^out/)
        scene().now += 60_000
        for (const { bsuid } of people) {
          await scene().says({ sender: { bsuid }, text: 'START' })
          expect(await fate(OFFER, { phone: bsuid }), bsuid).toBe('send')
        }
      },
    )

    it('[D25] whatever is said in whatever order, no marketing leaves while the last word was a no (seeded)', async () => {
      const seed = Number(process.env.SEED ?? 20261121)
      const random = seededRandom(seed)
      const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!
      const lines = ['support', 'sales']
      for (const line of lines) await scene().says({ from: MAYA, text: 'Hello', line })
      let out = false
      let own = false
      for (let step = 0; step < 150; step++) {
        scene().now += 1000
        const act = pick(['stop', 'start', 'prefers-not', 'prefers', 'yes', 'no', 'send', 'send', 'send', 'words'])
        if (act === 'stop')
          await scene().says({
            from: MAYA,
            text: pick(['STOP', 'Baja', 'отписаться', 'إلغاء الاشتراك']),
            line: pick(lines),
          })
        if (act === 'start') await scene().says({ from: MAYA, text: pick(['START', 'alta']), line: pick(lines) })
        if (act === 'words') await scene().says({ from: MAYA, text: 'please stop the music', line: pick(lines) })
        if (act === 'prefers-not' || act === 'prefers') await prefers(act === 'prefers')
        if (act === 'yes' || act === 'no') await keep({ state: act === 'yes' ? 'in' : 'out' })
        if (act === 'stop' || act === 'prefers-not') [out, own] = [true, true]
        if ((act === 'start' && out) || act === 'prefers') [out, own] = [false, false]
        if (act === 'no') out = true
        if (act === 'yes' && !own) out = false
        if (act !== 'send') continue
        const content = pick<Outbound>([OFFER, raw('spring_sale'), template('never_heard_of'), template('parcel_sent')])
        const isMarketing = JSON.stringify(content).match(/spring_sale|never_heard_of/) !== null
        const became = await fate(content, { line: pick(lines) })
        expect(became, `seed ${seed}, step ${step}`).toBe(out && isMarketing ? MARKETING_STOPPED : 'send')
      }
    }, 60_000)
  })

  async function received({
    from,
    text,
    wamid,
    sentAt,
  }: {
    from: string
    text: string
    wamid: string
    sentAt: number
  }) {
    const { inbound } = await import('./scene.ts')
    return inbound({ from, text, wamid, sentAt, receivedAt: scene().now })
  }
}
