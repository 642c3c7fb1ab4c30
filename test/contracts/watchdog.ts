import { describe, expect, it } from 'vitest'
import type { Alarm, Late } from '../../src/flows/store.ts'
import { newWamid, type Scene } from './scene.ts'

const MINUTE = 60_000
const LIMIT = 5 * MINUTE
const DANA = { id: 'dana', name: 'Dana' }

/** What the watchdog finds and does: everything that came ends as answered, owned or ignored. */
export function watchdogContract(scene: () => Scene) {
  const run = (text: string) => scene().database.write((tx) => tx.query({ name: '', text }, []))
  const rows = (text: string) => scene().rows(text)
  const watched = async () => scene().store.watched(scene().now - LIMIT)
  const late = async () => (await watched()).late.map(({ id, kind }) => ({ id, kind }))
  const conversation = (id: string) => ({ business: 'acme', id })
  const lost = (id: string) => ({
    conversation: conversation(id),
    handoff: { id: scene().ids.next(), reason: 'agent_failed' as const, summary: 'The answer was lost.' },
    sentence: { id: scene().ids.next(), text: 'Sorry, a teammate will answer.' },
    now: scene().now,
  })
  const alarm = (id: string, change: Partial<Alarm> = {}): Alarm => ({
    conversation: conversation(id),
    since: scene().now - LIMIT,
    kind: 'unanswered' as Late['kind'],
    post: {
      id: scene().ids.next(),
      channel: 'slack',
      target: 'desk',
      text: 'Maya waits',
      subject: 'Maya waits',
      data: {},
    },
    now: scene().now,
    ...change,
  })
  const promiseLost = (steps = 0, releases = false) =>
    scene().store.promiseLost({
      before: scene().now - LIMIT,
      lines: [{ line: 'support', steps, releases }],
      now: scene().now,
    })
  const due = async () => {
    const { claimed } = await scene().claimAll()
    for (const work of claimed) await scene().store.letGo(work)
    return claimed.map(({ kind }) => kind).sort()
  }
  const asks = async () => {
    const { conversation } = await scene().says({ text: 'a person!' })
    const work = await scene().claim('answer')
    const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
    await scene().store.commitTurn(await scene().finished(work, [], { handoff }))
    return { conversation, handoff: handoff.id }
  }

  describe('the watchdog', () => {
    it('[O9] finds nobody while all is well, and whoever waits too long whatever has become of the answer', async () => {
      const { conversation: id } = await scene().says()
      scene().now += LIMIT
      expect(await late()).toEqual([])
      scene().now += 1
      expect(await late()).toEqual([{ id, kind: 'unanswered' }])
      const work = await scene().claim('answer')
      expect(await late()).toEqual([{ id, kind: 'unanswered' }])
      await scene().store.putBack(work, { dueAt: scene().now, error: 'Error: no line', diedAt: scene().now })
      expect((await watched()).late).toEqual([
        {
          business: 'acme',
          id,
          line: 'support',
          customer: { name: 'Maya', phone: '15550001111' },
          since: scene().now - LIMIT - 1,
          kind: 'lost',
          error: 'Error: no line',
        },
      ])
      await run('delete from work')
      expect((await watched()).late).toMatchObject([{ id, kind: 'lost', error: undefined }])
      // Also where the note of it was lost.
      await run('update conversations set unanswered_since = null')
      expect(await late()).toEqual([{ id, kind: 'lost' }])
    })

    it('[O9] finds what is answered and does not leave, but not on a line that is known to be paused', async () => {
      const deliver = await scene().replies(['An answer'])
      scene().now += LIMIT + 1
      expect(await late()).toEqual([{ id: deliver.key, kind: 'unsent' }])
      await scene().store.pauseLine({ business: 'acme', line: 'support', code: 190, reason: '190', now: scene().now })
      expect(await late()).toEqual([])
      await scene().store.resumeLine({ business: 'acme', line: 'support', now: scene().now })
      const delivery = await scene().sends(deliver)
      await scene().record(deliver, delivery, { kind: 'accepted', wamid: newWamid() })
      expect(await late()).toEqual([])
    })

    it('[O9 A24] gives a lost answer to people once: one handoff, one sentence, nothing pending, no dead letter', async () => {
      const { conversation: id } = await scene().says()
      await scene().says({ text: 'Anybody?' })
      const work = await scene().claim('answer')
      await scene().store.putBack(work, { dueAt: scene().now, error: 'Error: gone', diedAt: scene().now })
      scene().now += LIMIT + 1
      const outcomes = await Promise.all([scene().store.handOffLost(lost(id)), scene().store.handOffLost(lost(id))])
      expect(outcomes.sort()).toEqual(['called', 'found'])
      expect(await rows('select owner, unanswered_since from conversations')).toEqual([
        { owner: 'waiting', unanswered_since: null },
      ])
      expect(await rows(`select outcome from messages where author = 'customer'`)).toEqual([
        { outcome: 'handed-off' },
        { outcome: 'handed-off' },
      ])
      expect(await rows(`select text from messages where author <> 'customer'`)).toEqual([
        { text: 'Sorry, a teammate will answer.' },
      ])
      expect(await scene().store.handoffs()).toMatchObject([{ reason: 'agent_failed' }])
      expect(await scene().store.deadLetters()).toEqual([])
      expect(await late()).toEqual([])
      expect(await due()).toEqual(['brief', 'deliver', 'handoff'])
    })

    it('[O9] leaves an answer alone that somebody is at after all, and one that people own to them', async () => {
      const { conversation: id } = await scene().says()
      scene().now += LIMIT + 1
      expect(await scene().store.handOffLost(lost(id))).toBe('found')
      expect(await scene().store.handoffs()).toEqual([])
      const step = { kind: 'claim', by: DANA, over: false } as const
      const act = { by: DANA, source: 'api', epoch: undefined, now: scene().now } as const
      await scene().store.passBaton({ conversation: conversation(id), step, ...act })
      await run(`delete from work where kind = 'answer'`)
      expect(await scene().store.handOffLost(lost(id))).toBe('taken')
      expect(await rows(`select text from messages where author <> 'customer'`)).toEqual([])
      expect(await late()).toEqual([])
    })

    it('[O9] tells of each customer once until they are well again, also in two processes', async () => {
      const { conversation: id } = await scene().says()
      scene().now += LIMIT + 1
      const raised = await Promise.all([scene().store.raiseAlarm(alarm(id)), scene().store.raiseAlarm(alarm(id))])
      expect(raised.sort()).toEqual([false, true])
      expect(await rows('select target from posts')).toEqual([{ target: 'desk' }])
      expect(await scene().store.figures(scene().now)).toMatchObject({ alarms: 1, alarmedSince: scene().now - LIMIT })
      expect(await scene().store.calmAlarms()).toBe(0)
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, []))
      expect(await scene().store.calmAlarms()).toBe(1)
      expect(await watched()).toMatchObject({ late: [], alarms: 0 })
      expect(await scene().store.raiseAlarm(alarm(id))).toBe(true)
    })

    it('[O9] an answer that has not left keeps its alarm', async () => {
      const deliver = await scene().replies(['An answer'])
      scene().now += LIMIT + 1
      await scene().store.raiseAlarm(alarm(deliver.key, { kind: 'unsent' }))
      expect(await scene().store.calmAlarms()).toBe(0)
      const delivery = await scene().sends(deliver)
      await scene().record(deliver, delivery, { kind: 'accepted', wamid: newWamid() })
      expect(await scene().store.calmAlarms()).toBe(1)
    })

    it('[O9 H4] promises anew what nobody would do any more: a delivery, and the call for people', async () => {
      await scene().replies(['An answer'])
      await asks()
      await run('delete from work')
      expect(await promiseLost()).toBe(0)
      scene().now += LIMIT + 1
      expect(await promiseLost()).toBe(2)
      expect(await due()).toEqual(['deliver', 'handoff'])
      expect(await promiseLost()).toBe(0)
    })

    it('[O9 H12 H14] tends a handoff again while anything is due about it, and lets it rest where nothing is', async () => {
      const { handoff, conversation: id } = await asks()
      const work = await scene().claim('handoff')
      const post = { work, handoff, before: undefined, after: 0, post: undefined, now: scene().now }
      await scene().store.alert({ ...post, step: 'alerted' })
      await run('delete from work')
      scene().now += LIMIT + 1
      expect(await promiseLost(0)).toBe(0)
      expect(await promiseLost(1)).toBe(1)
      await run('delete from work')
      const step = { kind: 'claim', by: DANA, over: false } as const
      const act = { by: DANA, source: 'api', epoch: undefined, now: scene().now } as const
      await scene().store.passBaton({ conversation: conversation(id), step, ...act })
      await run('delete from work')
      expect(await promiseLost(1)).toBe(0)
      expect(await promiseLost(1, true)).toBe(1)
      await run('delete from work')
      await scene().store.passBaton({ conversation: conversation(id), step: { kind: 'put-back' }, ...act })
      await run('delete from work')
      expect(await promiseLost(0)).toBe(1)
      // One that has died is tried again after as long.
      const [again] = (await scene().claimAll()).claimed
      await scene().store.putBack(again!, { dueAt: scene().now, error: 'Error', diedAt: scene().now })
      expect(await promiseLost(0)).toBe(0)
      scene().now += LIMIT + 1
      expect(await promiseLost(0)).toBe(1)
      expect(await scene().store.deadLetters()).toEqual([])
    })

    it('[H14 C11] looks at every open handoff when times have changed', async () => {
      await asks()
      const work = await scene().claim('handoff')
      await scene().store.putOff(work, scene().now + 60 * MINUTE)
      expect(await due()).not.toContain('handoff')
      await scene().store.tendAll(scene().now)
      expect(await due()).toContain('handoff')
      await run(`delete from work where kind = 'handoff'`)
      await scene().store.tendAll(scene().now)
      expect(await due()).toContain('handoff')
    })

    it('[H24] tells since when cases wait that nobody has claimed, anew when they are put back', async () => {
      const { conversation: id } = await asks()
      const began = scene().now
      scene().now += MINUTE
      const waiting = async () => (await scene().store.figures(scene().now)).waiting
      expect(await waiting()).toEqual([{ line: 'support', since: began }])
      const act = {
        conversation: conversation(id),
        by: DANA,
        source: 'api',
        epoch: undefined,
        now: scene().now,
      } as const
      await scene().store.passBaton({ ...act, step: { kind: 'claim', by: DANA, over: false } })
      expect(await waiting()).toEqual([])
      await scene().store.passBaton({ ...act, step: { kind: 'put-back' } })
      expect((await watched()).waiting).toEqual([{ line: 'support', since: scene().now }])
    })

    it('[O9] what was given back to the agent waits since then, however old it is', async () => {
      const { conversation: id } = await asks()
      scene().now += 60 * MINUTE
      const act = {
        conversation: conversation(id),
        by: DANA,
        source: 'api',
        epoch: undefined,
        now: scene().now,
      } as const
      await run(`update messages set outcome = 'handed-off'`)
      await scene().store.passBaton({ ...act, step: { kind: 'release' }, resolution: 'continue' })
      expect(await rows(`select outcome from messages`)).toEqual([{ outcome: 'pending' }])
      expect(await late()).toEqual([])
      scene().now += LIMIT + 1
      expect(await late()).toEqual([{ id, kind: 'unanswered' }])
    })
  })
}
