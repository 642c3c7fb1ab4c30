import { describe, expect, it } from 'vitest'
import { LEASE_MS, NOON, type Scene, wordsOf } from './scene.ts'

export function turnsContract(scene: () => Scene) {
  const work = () => scene().rows('select kind, due_at, token, attempts, died_at from work order by kind')
  const transcript = () =>
    scene().rows('select author, text, outcome, because from messages order by conversation, position')
  const failure = () => ({
    handoff: { id: scene().ids.next(), reason: 'agent_failed' as const, summary: 'It failed.' },
    run: undefined,
    sentence: { id: scene().ids.next(), text: 'A teammate will answer.' },
    now: scene().now,
  })

  describe('loadTurn', () => {
    it('[A20] has what is unanswered in order, who asked, and what was said before', async () => {
      await scene().replies(['Hi Maya'], { text: 'Hello' })
      await scene().says({ text: 'my order', agent: 'orders' })
      await scene().says({ content: { kind: 'unsupported', type: 'image' }, receivedAt: NOON + 5, agent: 'orders' })
      scene().now = NOON + 5
      const { key, business } = await scene().claim('answer')
      const turn = (await scene().store.loadTurn({ business, id: key }, 30))!
      expect(turn).toMatchObject({
        line: 'support',
        customer: { name: 'Maya' },
        fence: { owner: 'agent', epoch: 0 },
        unansweredSince: NOON,
        agent: 'orders',
        lastPosition: 4,
      })
      expect(turn.unanswered.map(({ content }) => content)).toEqual([
        { kind: 'text', text: 'my order' },
        { kind: 'unsupported', type: 'image' },
      ])
      expect(turn.history.map(({ author, text }) => `${author}: ${text}`)).toEqual([
        'customer: Hello',
        'agent: Hi Maya',
      ])
    })

    it('history ends with the newest 30, also where redelivered batches left gaps in the positions', async () => {
      const texts = Array.from({ length: 40 }, (_, index) => ({ text: String(index), wamid: `w${index}` }))
      for (const one of texts) await scene().says(one)
      await scene().store.commitTurn(await scene().finished(await scene().claim('answer'), ['Answer']))
      const { store } = scene()
      const again = texts
        .flatMap((one) => [one, one])
        .map((one) =>
          scene()
            .says(one)
            .catch(() => undefined),
        )
      const [newest] = await Promise.all([scene().says({ text: 'new' }), ...again])
      const turn = (await store.loadTurn({ business: 'acme', id: newest.conversation }, 30))!
      expect(turn.unanswered.map(({ text }) => text)).toEqual(['new'])
      expect(turn.history.map(({ text }) => text)).toEqual([...texts.slice(11).map(({ text }) => text), 'Answer'])
    })

    it('[A20] long after duplicates have moved the positions on, what was said is still there', async () => {
      for (let index = 0; index < 100; index++) await scene().says({ wamid: `w${index}` })
      await scene().store.commitTurn(await scene().finished(await scene().claim('answer'), []))
      const { store } = scene()
      const old = Array.from({ length: 100 }, (_, index) =>
        scene()
          .says({ wamid: `w${index}` })
          .catch(() => undefined),
      )
      const [newest] = await Promise.all([...old, scene().says({ text: 'new' })].reverse())
      expect((await store.loadTurn({ business: 'acme', id: newest!.conversation }, 30))!.history).toHaveLength(30)
    })

    it('loads many at once, each its own; nothing crosses businesses; nobody is there who is not', async () => {
      const keys = []
      for (let index = 0; index < 30; index++) {
        const business = index % 2 ? 'acme' : 'globex'
        const { conversation } = await scene().says({ business, from: String(index), text: String(index) })
        keys.push({ business, id: conversation })
      }
      const { store, ids } = scene()
      const turns = await Promise.all(keys.map((key) => store.loadTurn(key, 30)))
      expect(turns.map((turn) => turn?.unanswered[0]?.text)).toEqual(keys.map((_, index) => String(index)))
      const [mine, theirs, unknown, senseless] = await Promise.all([
        store.loadTurn(keys[1]!, 30),
        store.loadTurn({ business: 'globex', id: keys[1]!.id }, 30),
        store.loadTurn({ business: 'acme', id: ids.next() }, 30),
        store.loadTurn({ business: 'acme', id: 'nobody' }, 30),
      ])
      expect(mine?.unanswered[0]?.text).toBe('1')
      expect([theirs, unknown, senseless]).toEqual([undefined, undefined, undefined])
      expect(await store.lineOf(keys[1]!)).toBe('support')
      expect(await store.lineOf({ business: 'acme', id: 'nobody' })).toBeUndefined()
    })
  })

  describe('commitTurn', () => {
    it('[D8] stores reply, outcome and deliveries together, finishes the work and takes the delivery along', async () => {
      await scene().says({ text: 'Hello' })
      const answer = await scene().claim('answer')
      const turn = await scene().finished(answer, ['One', 'Two'])
      expect(await scene().store.commitTurn(turn)).toEqual({
        kind: 'committed',
        first: undefined,
        again: false,
        deliver: {
          business: 'acme',
          kind: 'deliver',
          key: answer.key,
          token: turn.deliverToken,
          revision: 1,
          attempts: 0,
        },
      })
      expect(await transcript()).toEqual([
        { author: 'customer', text: 'Hello', outcome: 'answered', because: null },
        { author: 'agent', text: 'One', outcome: null, because: null },
        { author: 'agent', text: 'Two', outcome: null, because: null },
      ])
      expect(await scene().states()).toEqual(['queued', 'queued'])
      expect(await work()).toMatchObject([{ kind: 'deliver', token: turn.deliverToken }])
      expect(await scene().rows('select outcome from turns')).toEqual([{ outcome: 'answered' }])
      expect((await scene().store.figures(NOON)).unansweredSince).toBeUndefined()
    })

    it('[A20] says newer when a message came meanwhile: nothing is stored, the work is free and due', async () => {
      await scene().says({ text: 'Hello' })
      const turn = await scene().finished(await scene().claim('answer'), ['One'])
      await scene().says({ text: 'my order', receivedAt: NOON + 700, settle: 100 })
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'newer' })
      expect(await scene().states()).toEqual([])
      expect(await work()).toEqual([{ kind: 'answer', due_at: NOON + 800, token: null, attempts: 0, died_at: null }])
    })

    it('[A20] answers all the same when it may not yield, and the newer message stays promised', async () => {
      await scene().says({ text: 'Hello' })
      const turn = await scene().finished(await scene().claim('answer'), ['One'], { yieldToNewer: false })
      await scene().says({ text: 'more' })
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
      expect(await transcript()).toMatchObject([
        { text: 'Hello', outcome: 'answered' },
        { text: 'more', outcome: 'pending' },
        { text: 'One' },
      ])
      expect(await work()).toMatchObject([{ kind: 'answer', token: null, attempts: 0 }, { kind: 'deliver' }])
      expect((await scene().store.figures(NOON)).unansweredSince).toBe(NOON)
    })

    it('[A20] what asks for nothing is not newer', async () => {
      await scene().says()
      const turn = await scene().finished(await scene().claim('answer'), ['One'])
      await scene().says({ ignoredBecause: 'a reaction starts no turn' })
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
    })

    it('[H8] says overtaken when people own the conversation by now: the reply is dropped', async () => {
      await scene().says()
      const answer = await scene().claim('answer')
      const turn = await scene().finished(answer, ['One'])
      await scene().database.write((tx) => tx.query({ name: '', text: 'update conversations set epoch = 1' }, []))
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'overtaken' })
      expect(await scene().states()).toEqual([])
      expect(await work()).toMatchObject([{ kind: 'answer', token: null, due_at: NOON }])
    })

    it('[A20] says lost to whoever no longer holds the work, or whose conversation is gone', async () => {
      await scene().says()
      const answer = await scene().claim('answer')
      const turn = await scene().finished(answer, ['One'])
      expect(await scene().store.commitTurn({ ...turn, work: { ...answer, token: scene().ids.next() } })).toEqual({
        kind: 'lost',
      })
      expect(await work()).toMatchObject([{ kind: 'answer', token: answer.token }])
      await scene().database.write((tx) => tx.query({ name: '', text: 'delete from conversations' }, []))
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'lost' })
      expect(await work()).toEqual([])
    })

    it('[A20] two holders of one work who ask in the same moment: only the one that has it now commits', async () => {
      await scene().says()
      const stale = await scene().claim('answer')
      scene().now = NOON + LEASE_MS
      await scene().store.reap(scene().now)
      const held = await scene().claim('answer')
      const turns = [await scene().finished(stale, ['Twice']), await scene().finished(held, ['Once'])]
      const verdicts = await Promise.all(turns.map((turn) => scene().store.commitTurn(turn)))
      expect(verdicts.map(({ kind }) => kind)).toEqual(['lost', 'committed'])
      expect((await transcript()).map(({ text }) => text)).toEqual(['Hello', 'Once'])
    })

    it('[A20] many at once get each their own verdict', async () => {
      for (let index = 0; index < 20; index++) await scene().says({ from: String(index) })
      const { claimed } = await scene().claimAll()
      const turns = []
      for (const [index, one] of claimed.entries())
        turns.push(await scene().finished(one, index % 4 === 3 ? [] : [one.key]))
      const stale = turns.map((turn, index) =>
        index % 4 === 0 ? turn : index % 4 === 1 ? { ...turn, fence: { owner: 'agent' as const, epoch: 9 } } : turn,
      )
      const lost = stale.map((turn, index) =>
        index % 4 === 2 ? { ...turn, work: { ...turn.work, token: scene().ids.next() } } : turn,
      )
      const verdicts = await Promise.all(lost.map((turn) => scene().store.commitTurn(turn)))
      expect(verdicts.map(({ kind }) => kind)).toEqual(
        claimed.map((_, index) => ['committed', 'overtaken', 'lost', 'committed'][index % 4]),
      )
      expect(verdicts.map((one) => one.kind === 'committed' && one.deliver?.key)).toEqual(
        claimed.map(({ key }, index) => (index % 4 === 0 ? key : index % 4 === 3 ? undefined : false)),
      )
    })

    it('[D9] deliveries that are under way already take the new parts along', async () => {
      const deliver = await scene().replies(['One'])
      await scene().says()
      const turn = await scene().finished(await scene().claim('answer'), ['Two'])
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed', deliver: undefined })
      const first = await scene().sends(deliver)
      expect(await scene().record(deliver, first, { kind: 'accepted', wamid: 'w-one' })).toMatchObject({ more: true })
      expect(wordsOf(await scene().sends(deliver))).toBe('Two')
    })
  })

  describe('failTurn', () => {
    it('[O6 H8] calls people once, tells the customer, and fences what the agent had prepared', async () => {
      const deliver = await scene().replies(['Prepared'])
      await scene().store.letGo(deliver)
      await scene().says({ text: 'again' })
      const answer = await scene().claim('answer')
      const conversation = { business: 'acme', id: answer.key }
      const failed = failure()
      expect(await scene().store.failTurn({ work: answer, conversation, ...failed })).toBe(true)
      expect(await scene().rows('select owner, epoch, unanswered_since from conversations')).toEqual([
        { owner: 'waiting', epoch: 1, unanswered_since: null },
      ])
      expect(await scene().store.handoffs()).toMatchObject([
        {
          id: failed.handoff.id,
          business: 'acme',
          conversation: answer.key,
          line: 'support',
          reason: 'agent_failed',
          summary: 'It failed.',
          openedAt: NOON,
        },
      ])
      expect(await transcript()).toMatchObject([
        {},
        {},
        { text: 'again', outcome: 'handed-off', because: 'agent_failed' },
        { author: 'system', text: 'A teammate will answer.' },
      ])
      const delivering = await scene().claim('deliver')
      expect(await scene().nextSend(delivering)).toMatchObject({ kind: 'settled', state: 'dropped' })
      expect(await scene().sends(delivering)).toMatchObject({
        content: { text: 'A teammate will answer.' },
        author: 'system',
      })
    })

    it('[O6] calls nobody where people own the conversation already, and nothing without holding the work', async () => {
      await scene().says()
      const answer = await scene().claim('answer')
      const conversation = { business: 'acme', id: answer.key }
      const lost = { ...answer, token: scene().ids.next() }
      expect(await scene().store.failTurn({ work: lost, conversation, ...failure() })).toBe(false)
      expect(await scene().store.handoffs()).toEqual([])
      expect(await scene().store.failTurn({ work: answer, conversation, ...failure() })).toBe(true)
      await scene().says({ text: 'hello?' })
      const again = await scene().claim('answer')
      expect(await scene().store.failTurn({ work: again, conversation, ...failure() })).toBe(false)
      expect(await scene().store.handoffs()).toHaveLength(1)
      expect(await scene().states()).toEqual(['queued'])
      expect(await transcript()).toMatchObject([{}, {}, { text: 'hello?', outcome: 'handed-off' }])
    })
  })

  describe('release', () => {
    it('[H8] gives the conversation back once, with a new epoch', async () => {
      await scene().says()
      const answer = await scene().claim('answer')
      const failed = failure()
      const { store } = scene()
      await store.failTurn({ work: answer, conversation: { business: 'acme', id: answer.key }, ...failed })
      const handoff = failed.handoff.id
      const twice = await Promise.all([store.release({ handoff, now: NOON }), store.release({ handoff, now: NOON })])
      expect(twice.toSorted()).toEqual([false, true])
      expect(await scene().rows('select owner, epoch from conversations')).toEqual([{ owner: 'agent', epoch: 2 }])
      expect(await store.handoffs()).toEqual([])
      expect(await store.release({ handoff: 'nothing', now: NOON })).toBe(false)
    })
  })
}
