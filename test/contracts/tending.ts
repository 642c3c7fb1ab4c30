import { describe, expect, it } from 'vitest'
import type { Person } from '../../src/domain/ownership.ts'
import type { Alerting, Pass, Work } from '../../src/flows/store.ts'
import type { Scene } from './scene.ts'

const DANA: Person = { id: 'dana', name: 'Dana' }
const MINUTE = 60_000

/** How open handoffs are looked after: who is called, and what goes back to the agent by the clock. */
export function tendingContract(scene: () => Scene) {
  const pass = (conversation: string, step: Pass['step'], change: Partial<Pass> = {}) =>
    scene().store.passBaton({
      conversation: { business: 'acme', id: conversation },
      step,
      by: DANA,
      source: 'api',
      epoch: undefined,
      now: scene().now,
      ...change,
    })
  const claim = (conversation: string) => pass(conversation, { kind: 'claim', by: DANA, over: false })
  const asks = async () => {
    const { conversation } = await scene().says({ text: 'a person!' })
    const work = await scene().claim('answer')
    const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
    const verdict = await scene().store.commitTurn(await scene().finished(work, ['They come.'], { handoff }))
    if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(`not committed: ${verdict.kind}`)
    return { conversation, handoff: handoff.id, deliver: verdict.deliver }
  }
  const POST = { channel: 'slack', target: 'desk', text: 'Ana waits', subject: 'Ana waits', data: {} } as const
  const calls = (work: Work, change: Partial<Alerting> = {}) =>
    scene().store.alert({
      work,
      handoff: work.key,
      step: 'alerted',
      before: undefined,
      after: 0,
      post: { id: scene().ids.next(), ...POST },
      now: scene().now,
      ...change,
    })
  const posts = async () => (await scene().rows('select id from posts')).length
  const kinds = async (handoff: string) =>
    (await scene().store.stepsOf({ business: 'acme', id: handoff })).map(({ kind }) => kind)
  const goesBack = (conversation: string, quietSince: number) =>
    pass(conversation, { kind: 'release' }, { by: undefined, source: 'system', resolution: 'continue', quietSince })

  describe('tending handoffs', () => {
    it('[H12] each call is made once, however often and in how many processes it is decided', async () => {
      const { handoff } = await asks()
      const work = await scene().claim('handoff')
      const twice = await Promise.all([calls(work), calls(work)])
      expect(twice.filter(Boolean)).toHaveLength(1)
      const { now } = scene()
      const steps = await Promise.all([
        calls(work, { step: 'escalated', before: now }),
        calls(work, { step: 'escalated', before: now }),
      ])
      expect(steps.filter(Boolean)).toHaveLength(1)
      expect(await calls(work, { step: 'escalated', before: now, after: 1 })).toBe(true)
      expect(await posts()).toBe(3)
      expect(await kinds(handoff)).toEqual(['opened', 'alerted', 'escalated', 'escalated'])
    })

    it('[H12] nobody is called once a teammate has it, nor by a worker that has lost the work', async () => {
      const { conversation, handoff } = await asks()
      const work = await scene().claim('handoff')
      await claim(conversation)
      expect(await calls(work)).toBe(false)
      await pass(conversation, { kind: 'put-back' })
      expect(await calls({ ...work, token: scene().ids.next() })).toBe(false)
      expect(await posts()).toBe(0)
      expect(await calls(work)).toBe(true)
      await pass(conversation, { kind: 'release' })
      expect(await calls(work, { step: 'escalated', before: scene().now })).toBe(false)
      expect(await kinds(handoff)).toEqual(['opened', 'claim', 'put-back', 'alerted', 'release'])
    })

    it('[H12] put back it waits from there', async () => {
      const { conversation, handoff } = await asks()
      const key = { business: 'acme', id: handoff }
      const began = scene().now
      expect(await scene().store.tended(key)).toMatchObject({ waitingSince: began, alertedAt: undefined })
      const held = await scene().claim('handoff')
      await calls(held)
      await scene().store.putOff(held, began)
      scene().now += 60 * MINUTE
      await claim(conversation)
      expect(await scene().store.tended(key)).toMatchObject({ waitingSince: began, alertedAt: began })
      await pass(conversation, { kind: 'put-back' })
      expect(await scene().store.tended(key)).toMatchObject({ waitingSince: scene().now, alertedAt: began })
      const work = await scene().claim('handoff')
      expect(await calls(work, { before: began })).toBe(true)
      expect(await calls(work, { before: began })).toBe(false)
    })

    it('[H14] a sign in the last moment keeps it: a note, a reply, a claim', async () => {
      const { conversation, handoff } = await asks()
      await claim(conversation)
      const { lastSignAt } = (await scene().store.tended({ business: 'acme', id: handoff }))!
      scene().now += MINUTE
      const key = { business: 'acme', id: conversation }
      const note = {
        conversation: key,
        by: DANA,
        source: 'api',
        text: 'I am on it',
        files: [],
        now: scene().now,
      } as const
      await scene().store.keepPrivateNote({ ...note, id: scene().ids.next() })
      expect(await goesBack(conversation, lastSignAt)).toMatchObject({ kind: 'stale' })
      await claim(conversation)
      expect(await goesBack(conversation, lastSignAt)).toMatchObject({ kind: 'stale' })
      expect(await goesBack(conversation, scene().now)).toMatchObject({ kind: 'passed', now: { owner: 'agent' } })
      expect(await kinds(handoff)).toEqual(['opened', 'claim', 'noted', 'auto-released'])
      const shown = await scene().store.handoff({ business: 'acme', id: handoff })
      expect(shown).toMatchObject({ releasedBy: undefined, resolution: 'continue' })
    })

    it('[H14] not while a word of a teammate is on its way to the customer', async () => {
      const { conversation, deliver: work } = await asks()
      const reply = {
        conversation: { business: 'acme', id: conversation },
        by: DANA,
        source: 'api',
        epoch: undefined,
        now: scene().now,
        parts: [{ id: scene().ids.next(), content: { kind: 'text', text: 'A moment' } }],
        quotes: undefined,
        seen: undefined,
        over: false,
        holdMs: 5000,
        retryOf: undefined,
      } as const
      await scene().store.replyAsTeammate(reply)
      const since = scene().now
      scene().now += MINUTE
      expect(await goesBack(conversation, since)).toMatchObject({ kind: 'stale' })
      await scene().record(work, await scene().sends(work), { kind: 'accepted', wamid: 'wamid.first' })
      expect(await goesBack(conversation, since)).toMatchObject({ kind: 'stale' })
      await scene().record(work, await scene().sends(work), { kind: 'accepted', wamid: 'wamid.second' })
      expect(await goesBack(conversation, since)).toMatchObject({ kind: 'passed' })
    })

    it('[H11 H14] given back it answers what nobody has answered, and nothing from before the agent spoke last', async () => {
      const { conversation } = await asks()
      await scene().says({ text: 'An old question' })
      await scene().store.putOff(await scene().claim('answer'), undefined)
      await scene().store.passBaton({
        conversation: { business: 'acme', id: conversation },
        step: { kind: 'release' },
        by: DANA,
        source: 'api',
        epoch: undefined,
        now: scene().now,
        resolution: 'resolved',
      })
      const pending = `update messages set outcome = 'owned' where text = 'An old question'`
      await scene().database.write((tx) => tx.query({ name: '', text: pending }, []))
      await scene().says({ text: 'A new question' })
      const work = await scene().claim('answer')
      const turn = { ...(await scene().finished(work, ['The answer'])), yieldToNewer: false }
      await scene().store.commitTurn(turn)
      await claim(conversation)
      await scene().says({ text: 'And now?' })
      const owned = `update messages set outcome = 'owned' where text = 'And now?'`
      await scene().database.write((tx) => tx.query({ name: '', text: owned }, []))
      expect(await goesBack(conversation, scene().now)).toMatchObject({ kind: 'passed' })
      const open = await scene().store.loadTurn({ business: 'acme', id: conversation }, 30)
      expect(open!.unanswered.map(({ text }) => text)).toEqual(['And now?'])
    })
  })
}
