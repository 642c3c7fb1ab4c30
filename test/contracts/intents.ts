import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/domain/turn.ts'
import type { FinishedTurn } from '../../src/flows/store.ts'
import { inbound, LIMIT, NOON, Scene, UNCONFIRMED_AFTER_MS, wordsOf } from './scene.ts'

/** What a turn does besides its reply. */
export function intentsContract(scene: () => Scene) {
  const conversation = () =>
    scene().rows('select owner, epoch, unanswered_since, passed_to, note, declined from conversations')
  const transcript = () =>
    scene().rows('select author, text, outcome, because from messages order by conversation, position')
  const load = async (id: string) => (await scene().store.loadTurn({ business: 'acme', id }, 30))!
  const handoff = () => ({ id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' })

  /** A customer writes and a turn answers them. Hands back the conversation. */
  const answers = async (change: Partial<FinishedTurn>, parts = ['Answer'], said = {}) => {
    const { conversation: id } = await scene().says(said)
    const work = await scene().claim('answer')
    const verdict = await scene().store.commitTurn(await scene().finished(work, parts, change))
    expect(verdict.kind).toBe('committed')
    return { id, verdict }
  }

  describe('a turn with which people take over', () => {
    it('[H8 A24] changes owner and epoch, opens the handoff and tells the customer, all in one', async () => {
      const queued = await scene().replies(['Prepared before'])
      await scene().store.letGo(queued)
      const given = handoff()
      const run = scene().ran({ outcome: 'handed-off' })
      const { id } = await answers({ handoff: given, run }, ['A colleague will answer.'], { text: 'a person!' })
      expect(await conversation()).toMatchObject([{ owner: 'waiting', epoch: 1, unanswered_since: null }])
      expect(await scene().store.handoffs()).toMatchObject([
        { ...given, business: 'acme', conversation: id, line: 'support', openedAt: NOON },
      ])
      expect(await transcript()).toEqual([
        { author: 'customer', text: 'Hello', outcome: 'answered', because: null },
        { author: 'agent', text: 'Prepared before', outcome: null, because: null },
        { author: 'customer', text: 'a person!', outcome: 'handed-off', because: 'customer_asked' },
        { author: 'system', text: 'A colleague will answer.', outcome: null, because: null },
      ])
      expect(await scene().rows('select outcome, because from turns order by id')).toEqual([
        { outcome: 'answered', because: null },
        { outcome: 'handed-off', because: 'customer_asked' },
      ])
      const delivering = await scene().claim('deliver')
      expect(await scene().nextSend(delivering)).toMatchObject({ kind: 'settled', state: 'dropped' })
      expect(wordsOf(await scene().sends(delivering))).toBe('A colleague will answer.')
      expect(await load(id)).toMatchObject({ unanswered: [], fence: { owner: 'waiting', epoch: 1 } })
    })

    it('[H8] its sentence may leave at once', async () => {
      const claim = { rateLimit: LIMIT, unconfirmedAfterMs: UNCONFIRMED_AFTER_MS }
      const { verdict } = await answers({ handoff: handoff(), claim }, ['A colleague will answer.'])
      expect(verdict).toMatchObject({ first: { author: 'system', content: { text: 'A colleague will answer.' } } })
    })

    it('[H8 A20] takes along what came meanwhile: nothing hangs pending, nothing is asked for again', async () => {
      await scene().says({ text: 'a person!' })
      const work = await scene().claim('answer')
      const change = { handoff: handoff(), yieldToNewer: false }
      const turn = await scene().finished(work, ['A colleague will answer.'], change)
      await scene().says({ text: 'now!' })
      await scene().says({ text: 'please' })
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
      expect(await transcript()).toMatchObject([
        { text: 'a person!', outcome: 'handed-off' },
        { text: 'now!', outcome: 'handed-off', because: 'customer_asked' },
        { text: 'please', outcome: 'handed-off', because: 'customer_asked' },
        { text: 'A colleague will answer.' },
      ])
      expect(await conversation()).toMatchObject([{ unanswered_since: null }])
      expect((await scene().store.figures(NOON)).unansweredSince).toBeUndefined()
    })

    it('[A20] yields to a newer message where it may', async () => {
      await scene().says()
      const turn = await scene().finished(await scene().claim('answer'), ['A colleague'], { handoff: handoff() })
      await scene().says({ text: 'never mind' })
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'newer' })
      expect(await scene().store.handoffs()).toEqual([])
      expect(await conversation()).toMatchObject([{ owner: 'agent', epoch: 0 }])
    })

    it('[H8] is overtaken where people own the conversation already', async () => {
      await scene().says()
      const turn = await scene().finished(await scene().claim('answer'), ['A colleague'], {
        handoff: handoff(),
        run: scene().ran(),
      })
      await scene().database.write((tx) =>
        tx.query({ name: '', text: `update conversations set owner = 'teammate', epoch = 1` }, []),
      )
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'overtaken' })
      expect(await scene().store.handoffs()).toEqual([])
      expect(await scene().states()).toEqual([])
      expect(await scene().rows('select * from runs')).toEqual([])
    })

    it('[H8 A20] of many turns at once only those that ask for people call them', async () => {
      for (let index = 0; index < 12; index++) await scene().says({ from: String(index) })
      const { claimed } = await scene().claimAll()
      const turns = []
      for (const [index, work] of claimed.entries())
        turns.push(await scene().finished(work, ['Answer'], { handoff: index % 3 === 0 ? handoff() : undefined }))
      const verdicts = await Promise.all(turns.map((turn) => scene().store.commitTurn(turn)))
      expect(verdicts.every(({ kind }) => kind === 'committed')).toBe(true)
      const called = new Set((await scene().store.handoffs()).map((one) => one.conversation))
      expect(claimed.map(({ key }) => called.has(key))).toEqual(claimed.map((_, index) => index % 3 === 0))
      for (const [index, { key }] of claimed.entries())
        expect((await load(key)).fence).toEqual(
          index % 3 === 0 ? { owner: 'waiting', epoch: 1 } : { owner: 'agent', epoch: 0 },
        )
    })
  })

  describe('what a conversation knows of its agents', () => {
    it('[A24] who is passed on is answered by that agent, which reads the note, until all is forgotten', async () => {
      const passOn = { agent: 'specialist', note: 'Wants a bulk price.' }
      const { id } = await answers({ passOn, run: scene().ran() })
      await scene().says({ text: 'and?' })
      expect(await load(id)).toMatchObject({ agent: 'specialist', note: 'Wants a bulk price.' })
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['Here']))
      expect(await load(id)).toMatchObject({ agent: 'specialist', note: 'Wants a bulk price.' })
      await answers({ forgets: true }, ['Forgotten'], { text: '/reset' })
      expect(await load(id)).toMatchObject({ agent: undefined, note: undefined, history: [{ text: 'Forgotten' }] })
    })

    it('[A24 C6] a route names the agent until it passes the customer on, and again when all is forgotten', async () => {
      const said = { agent: 'sales' }
      const { id } = await answers({}, ['Hi'], said)
      expect(await load(id)).toMatchObject({ agent: 'sales', note: undefined })
      await answers({ passOn: { agent: 'specialist', note: '' } }, ['One moment'], said)
      await scene().says(said)
      expect(await load(id)).toMatchObject({ agent: 'specialist', home: 'sales' })
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['Forgotten'], { forgets: true }))
      expect(await load(id)).toMatchObject({ agent: 'sales', note: undefined })
    })

    it('[A32] that it was told that an AI answers', async () => {
      const { id } = await answers({ run: scene().ran() })
      expect(await load(id)).toMatchObject({ disclosed: false })
      await answers({ run: scene().ran(), disclosed: true })
      await answers({ run: scene().ran() })
      await answers({ forgets: true })
      expect(await load(id)).toMatchObject({ disclosed: true })
    })

    it('[A32] how often in a row an agent has declined: an answer ends the row, silence and fixed words do not', async () => {
      const declines = { run: scene().ran(), declined: true }
      const { id } = await answers({ ...declines })
      await answers({ ...declines, run: scene().ran() })
      expect((await load(id)).declined).toBe(2)
      await answers({}, ['What I cannot read'])
      await answers({ run: scene().ran(), outcome: 'ignored' }, [])
      expect((await load(id)).declined).toBe(2)
      await answers({ run: scene().ran() })
      expect((await load(id)).declined).toBe(0)
      await answers({ ...declines, run: scene().ran() })
      await answers({ ...declines, run: scene().ran(), handoff: handoff() })
      expect((await load(id)).declined).toBe(0)
    })
  })

  describe('loadTurn', () => {
    it('[A23] has as much of what was said before as is asked for', async () => {
      const { id } = await answers({}, ['one', 'two', 'three'])
      const key = { business: 'acme', id }
      const { store } = scene()
      const turns = await Promise.all([0, 2, 30, 1].map((history) => store.loadTurn(key, history)))
      expect(turns.map((turn) => turn!.history.map(({ text }) => text))).toEqual([
        [],
        ['two', 'three'],
        ['Hello', 'one', 'two', 'three'],
        ['three'],
      ])
      expect((await store.loadTurn(key, 0))!.history).toEqual([])
    })
  })

  describe('posts', () => {
    const post = (target: string, more: Partial<Post> = {}) =>
      ({ id: scene().ids.next(), channel: 'webhook', target, text: 'An order', ...more }) as const

    it('[A11] are promised with the reply, each by itself, and are done once they have left', async () => {
      const posts = [post('crm', { data: { order: 7 }, subject: 'New' }), post('stock')]
      const { id } = await answers({ posts, run: scene().ran() })
      const { claimed } = await scene().claimAll()
      const works = claimed.filter(({ kind }) => kind === 'post')
      expect(works.map(({ key }) => key).toSorted()).toEqual(posts.map((one) => one.id).toSorted())
      const { store } = scene()
      expect(await store.loadPost({ business: 'acme', id: posts[0]!.id })).toEqual({
        ...posts[0],
        conversation: id,
        createdAt: NOON,
      })
      expect(await store.loadPost({ business: 'acme', id: posts[1]!.id })).toEqual({
        ...posts[1],
        conversation: id,
        createdAt: NOON,
      })
      expect(await store.loadPost({ business: 'globex', id: posts[0]!.id })).toBeUndefined()
      expect(await store.loadPost({ business: 'acme', id: 'none' })).toBeUndefined()
      for (const work of works) await store.finishPost(work, NOON + 5)
      expect(await scene().rows('select sent_at from posts')).toEqual([{ sent_at: NOON + 5 }, { sent_at: NOON + 5 }])
      expect(await scene().rows(`select * from work where kind = 'post'`)).toEqual([])
    })

    it('[A11 O6] that fail for good are dead letters, and may be tried again', async () => {
      const [given] = [post('crm')]
      await answers({ posts: [given!] })
      const work = await scene().claim('post')
      const { store } = scene()
      await store.putBack(work, { dueAt: NOON, error: 'refused', diedAt: NOON })
      const [letter] = await store.deadLetters()
      expect(letter).toMatchObject({ business: 'acme', kind: 'post', key: given!.id, error: 'refused' })
      expect(await store.replay(letter!, NOON)).toBe(true)
      expect((await scene().claim('post')).key).toBe(given!.id)
    })

    it('[H8] are dropped with a reply that was overtaken', async () => {
      await scene().says()
      const turn = await scene().finished(await scene().claim('answer'), ['x'], { posts: [post('crm')] })
      await scene().says({ text: 'newer' })
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'newer' })
      expect(await scene().rows('select * from posts')).toEqual([])
      expect(await scene().rows(`select * from work where kind = 'post'`)).toEqual([])
    })
  })

  it('[Q1] a turn that brings nothing along asks the database for nothing more', async () => {
    const asked: string[] = []
    const { database } = scene()
    const watched = new Scene({
      ...database,
      write: (unit) =>
        database.write((tx) =>
          unit({
            ...tx,
            query(prepared, values) {
              asked.push(prepared.text.trim())
              return tx.query(prepared, values)
            },
            queryEach(prepared, sets) {
              asked.push(prepared.text.trim())
              return tx.queryEach(prepared, sets)
            },
          }),
        ),
    })
    const reply = ['messages', 'deliveries', 'messages', 'turns', 'conversations']
    for (const [from, run] of [undefined, scene().ran()].entries()) {
      await watched.store.receive(inbound({ from: String(from) }))
      const { claimed } = await watched.claimAll()
      const work = claimed.find(({ kind }) => kind === 'answer')!
      const turn = await watched.finished(work, ['Answer'], { run })
      asked.length = 0
      expect(await watched.store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
      const written = asked.map((text) => /^(?:insert into|update|delete from) (\w+)/.exec(text)?.[1])
      const expected = [...reply, ...(run ? ['runs'] : []), 'work', 'work']
      expect(written.filter((table) => table !== undefined)).toEqual(expected)
      // The conversation is locked, the work held, and a look is taken at what is newer.
      expect(written.filter((table) => table === undefined)).toHaveLength(3)
    }
  })
}
