import { describe, expect, it } from 'vitest'
import type { ShownEvent } from '../../src/flows/store.ts'
import { beginEvents } from '../../src/store/events.ts'
import { until } from './places.ts'
import { NOON, newWamid, type Scene } from './scene.ts'

const BUSINESS = 'acme'
const BEGINNING = '0'.repeat(15)

/** What happened, in short. */
const told = ({ kind, ...event }: ShownEvent): string => {
  if ('message' in event) return `${kind} ${event.message.text}`
  if ('status' in event) return `${kind} ${event.status.state}`
  if ('turn' in event) return `${kind} ${event.turn.outcome}`
  return 'step' in event ? `${kind} ${event.step}` : `${kind} ${event.state}`
}

/** An event is read once all transactions before it have ended: on one PostgreSQL those of other tests as well. */
export async function readable({ database }: Pick<Scene, 'database'>): Promise<void> {
  if (database.dialect.name === 'sqlite') return
  const text = 'select 1 from events where cursor >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint'
  await until(async () => (await database.read((tx) => tx.query({ name: '', text }, []))).length === 0)
}

/** Reads as somebody does who follows, a few at a time. */
export async function follow(scene: Pick<Scene, 'store' | 'database'>, from = BEGINNING, most = 3) {
  const { store } = scene
  await readable(scene)
  const events: ShownEvent[] = []
  for (let cursor = from; ; ) {
    const page = await store.eventsAfter({ business: BUSINESS, after: cursor, most })
    if (page.kind === 'gone') throw new Error('the cursor is gone')
    events.push(...page.events)
    cursor = page.cursor
    if (!page.more) return { events, cursor, told: events.map(told) }
  }
}

export function eventsContract(get: () => Scene) {
  describe('[O7] the log of what has happened', () => {
    it('[O7] tells messages, turns and every step of a delivery, in the order in which they were committed', async () => {
      const scene = get()
      const deliver = await scene.replies(['Hi', 'How are you?'], { text: 'Hello' })
      const first = await scene.sends(deliver)
      await scene.record(deliver, first, { kind: 'accepted', wamid: 'wamid.ours' })
      await scene.status('sent', { delivery: first.id, wamid: 'wamid.ours' })
      await scene.status('read', { wamid: 'wamid.ours' })
      await scene.status('delivered', { wamid: 'wamid.ours' })
      const second = await scene.sends(deliver)
      await scene.record(deliver, second, { kind: 'refused', code: 131_047, reason: 'too late' })
      const { events, told } = await follow(scene)
      expect(told).toEqual([
        'message Hello',
        'message Hi',
        'message How are you?',
        'turn answered',
        'status claimed',
        'status accepted',
        'status sent',
        'status read',
        'status claimed',
        'status failed',
        'handoff opened',
      ])
      expect(events.map(({ cursor }) => cursor)).toEqual(events.map(({ cursor }) => cursor).toSorted())
      const [{ id: conversation, customer }] = (await scene.rows<{ id: string; customer: string }>(
        'select id, customer from conversations',
      )) as [{ id: string; customer: string }]
      for (const event of events)
        expect(event).toMatchObject({ conversation, customer, line: 'support', at: NOON, owner: 'waiting', epoch: 1 })
      expect(events[1]).toMatchObject({
        message: { id: first.id, author: 'agent', position: 2, delivery: { state: 'read', error: undefined } },
      })
      expect(events.at(-1)).toMatchObject({ step: 'opened', handoff: { reason: 'agent_failed', openedAt: NOON } })
      expect(events.at(-2)).toMatchObject({
        status: { message: second.id, error: { code: 131_047, reason: 'too late' } },
      })
    })

    it('[O7] hands out the last ones, and those before, whole entries at a time', async () => {
      const scene = get()
      for (let nth = 1; nth <= 7; nth++) await scene.says({ text: String(nth) })
      await readable(scene)
      const last = await scene.store.eventsBefore({ business: BUSINESS, most: 3 })
      expect(last.events.map(told)).toEqual(['message 5', 'message 6', 'message 7'])
      expect((await follow(scene, last.cursor)).events).toEqual([])
      const { before } = last
      const earlier = await scene.store.eventsBefore({ business: BUSINESS, before, most: 3 })
      expect(earlier.events.map(told)).toEqual(['message 2', 'message 3', 'message 4'])
      const first = await scene.store.eventsBefore({ business: BUSINESS, before: earlier.before, most: 3 })
      expect(first).toMatchObject({ before: undefined })
      expect(first.events.map(told)).toEqual(['message 1'])
      await scene.says({ text: '8' })
      expect((await follow(scene, last.cursor)).told).toEqual(['message 8'])
    })

    it('[O7] goes on in the middle of what one transaction has told', async () => {
      const scene = get()
      await Promise.all(Array.from({ length: 5 }, (_, nth) => scene.says({ text: String(nth), from: `1555${nth}` })))
      await scene.replies(['a', 'b', 'c'], { text: 'last' })
      const { events } = await follow(scene, BEGINNING, 100)
      for (const [index, { cursor }] of events.entries())
        for (const most of [1, 2, 100])
          expect((await follow(scene, cursor, most)).events).toEqual(events.slice(index + 1))
    })

    it('[O7] tells nothing of what was undone, also where others share its commit', async () => {
      const scene = get()
      const undone = scene.database.write(async (tx) => {
        tx.tell({ kind: 'turn', business: BUSINESS, id: scene.ids.next(), at: NOON })
        throw new Error('stumbled')
      })
      const [failed] = await Promise.allSettled([undone, scene.says({ text: 'Hello' })])
      expect(failed).toMatchObject({ status: 'rejected' })
      expect((await follow(scene)).told).toEqual(['message Hello'])
      expect(await scene.rows('select told from events')).toHaveLength(1)
    })

    it('[O7] wakes whoever follows, once it can be read, and not for what was undone', async () => {
      const scene = get()
      let woken = 0
      scene.store.onEvents(() => woken++)
      await scene.database.write(async () => {}) // tells nothing
      await scene.database
        .write(async (tx) => {
          tx.tell({ kind: 'turn', business: BUSINESS, id: scene.ids.next(), at: NOON })
          throw new Error('stumbled')
        })
        .catch(() => {})
      expect(woken).toBe(0)
      await scene.says()
      await until(() => woken > 0)
      expect((await follow(scene)).events).toHaveLength(1)
    })

    it('[O7] holds no words, no names and no phones', async () => {
      const scene = get()
      const secret = 'my card is 4111 1111 1111 1111'
      await scene.replies([`You said: ${secret}`], { text: secret, from: '15550001111' })
      const rows = JSON.stringify(await scene.rows('select * from events'))
      expect(rows).toContain('"message')
      for (const word of ['card', '4111', '15550001111', 'Maya', 'said']) expect(rows).not.toContain(word)
    })

    it('[O7] shows a message as it is now, and nothing of one that is gone', async () => {
      const scene = get()
      await scene.says({ text: 'Helo', wamid: 'wamid.first' })
      await scene.says({ text: 'Secret', wamid: 'wamid.second' })
      const before = (await follow(scene)).cursor
      const edit = { kind: 'edit', of: 'wamid.first', content: { kind: 'text', text: 'Hello' } } as const
      await scene.says({ content: edit, text: 'Hello' })
      await scene.says({ content: { kind: 'revoke', of: 'wamid.second' }, wamid: newWamid() })
      const since = await follow(scene, before)
      // An edit and a deletion are no messages of their own: they show on those that they change.
      expect(since.told).toEqual(['message Hello', 'message Secret'])
      const all = await follow(scene)
      const messages = all.events.flatMap((event) => ('message' in event ? [event.message] : []))
      expect(messages[0]).toMatchObject({ text: 'Hello', edited: true })
      expect(messages[1]).toMatchObject({ deleted: true })
      await scene.database.write((tx) =>
        tx.query({ name: '', text: `delete from messages where wamid = 'wamid.first'` }, []),
      )
      expect((await follow(scene)).told).not.toContain('message Hello')
    })

    it('[O7] tells which conversations have become one, and leaves out what stands elsewhere now', async () => {
      const scene = get()
      const sender = { phone: '17770001111', bsuid: 'US.1' }
      await scene.says({ sender, text: 'from the first', raw: { from_user_id: 'US.1' } })
      scene.now += 1000
      await scene.says({ sender: { ...sender, bsuid: 'US.2' }, text: 'from the second', raw: { from_user_id: 'US.2' } })
      const { cursor, told } = await follow(scene)
      expect(told).toEqual(['message from the first', 'message from the second'])
      const [question] = await scene.store.identityQuestions(BUSINESS)
      const given = { business: BUSINESS, question: question!.id, by: 'Ada', now: scene.now }
      await scene.store.decideIdentity({ ...given, decision: 'same' })
      const joined = await follow(scene, cursor)
      expect(joined.told).toEqual(['conversation joined', 'conversation joined'])
      await scene.store.undoIdentity(given)
      const parted = await follow(scene, joined.cursor)
      expect(parted.told).toEqual(['conversation parted', 'conversation parted'])
      const customers = new Set(parted.events.map(({ customer }) => customer))
      expect(customers.size).toBe(2)
      const [stayed] = told
      expect((await follow(scene)).told).toEqual([stayed, ...joined.told, ...parted.told])
    })

    it('[O7] forgets what is old, keeps the newest, and says so to whoever comes with a cursor from before', async () => {
      const scene = get()
      await scene.says({ text: 'old' })
      const { cursor } = await follow(scene)
      scene.now += 8 * 86_400_000
      await scene.says({ text: 'new' })
      const { cursor: newest } = await follow(scene)
      await scene.store.forgetEvents('another', scene.now)
      await scene.store.forgetEvents(BUSINESS, scene.now - 86_400_000)
      await readable(scene)
      expect(await scene.store.eventsAfter({ business: BUSINESS, after: cursor, most: 10 })).toEqual({ kind: 'gone' })
      expect((await follow(scene, newest)).events).toEqual([])
      await scene.store.forgetEvents(BUSINESS, scene.now + 1)
      expect((await follow(scene, newest)).events).toEqual([])
      for (const nonsense of ['', 'x', '-1', `${newest}0`, 'z'.repeat(15), newest.toUpperCase().replace(/.$/, 'A')])
        expect(await scene.store.eventsAfter({ business: BUSINESS, after: nonsense, most: 10 })).toEqual({
          kind: 'gone',
        })
    })

    it('[O7] gives no number twice after a start, though a power cut has taken some back', async () => {
      const scene = get()
      await scene.says({ text: 'kept' })
      const { cursor: kept } = await follow(scene)
      await scene.says({ text: 'seen, and lost in the cut' })
      const { cursor: seen } = await follow(scene)
      await scene.database.write((tx) =>
        tx.query({ name: '', text: 'delete from events where cursor = (select max(cursor) from events)' }, []),
      )
      await beginEvents(scene.database, BUSINESS, scene.now)
      await scene.says({ text: 'after' })
      expect((await follow(scene, kept)).told.at(-1)).toBe('message after')
      expect(await scene.store.eventsAfter({ business: BUSINESS, after: seen, most: 10 })).toEqual({ kind: 'gone' })
    })
  })
}
