import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFeed } from '../../src/flows/feed.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createLog } from '../../src/ports/log.ts'
import type { Database } from '../../src/store/database.ts'
import { beginEvents } from '../../src/store/events.ts'
import { migrate } from '../../src/store/migrations.ts'
import type { Tx } from '../../src/store/statement.ts'
import type { WriterOptions, WriterSaid } from './event-writer.ts'
import { follow } from './events.ts'
import { ask, newDatabase, postgresAt, until } from './places.ts'
import { Scene } from './scene.ts'

const WRITER = fileURLToPath(new URL('./event-writer.ts', import.meta.url))
const SEED = 3

describe('[O7 O14] what happens in several processes on one PostgreSQL', () => {
  let url: string
  let scene: Scene
  const open: Database[] = []
  const children: ChildProcess[] = []
  const process = async () => {
    const database = await postgresAt(url)
    open.push(database)
    return new Scene(database)
  }
  beforeEach(async () => {
    url = await newDatabase()
    scene = await process()
    await migrate(scene.database)
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    for (const database of open.splice(0)) await database.close()
  })

  /** A transaction that has its number and is held open; what it tells, it tells at the end. */
  async function holdOpen({ database, now }: Scene, { tells = true } = {}) {
    const begun = Promise.withResolvers<void>()
    const ends = Promise.withResolvers<void>()
    const done = database.write(async (tx: Tx) => {
      await tx.query({ name: '', text: 'select pg_current_xact_id()' }, [])
      begun.resolve()
      await ends.promise
      if (!tells) return
      const [known] = (await tx.query(
        { name: '', text: 'select id, conversation, position from messages limit 1' },
        [],
      )) as [{ id: string; conversation: string; position: number }]
      tx.tell({ kind: 'message', business: 'acme', at: now, ...known })
    })
    await begun.promise
    return async () => {
      ends.resolve()
      await done
    }
  }

  it('[O7] nobody is shown what was committed while something with a lower number was under way', async () => {
    const other = await process()
    await scene.says({ text: 'first' })
    const before = await follow(scene)
    expect(before.told).toEqual(['message first'])
    const letEnd = await holdOpen(other)
    await scene.says({ text: 'second' })
    for (const { store } of [scene, other]) {
      const page = await store.eventsAfter({ business: 'acme', after: before.cursor, most: 10 })
      expect(page).toEqual({ kind: 'page', events: [], cursor: before.cursor, more: false, held: true })
      expect((await store.eventsBefore({ business: 'acme', most: 10 })).cursor).toBe(before.cursor)
    }
    await letEnd()
    for (const reader of [scene, other])
      expect((await follow(reader, before.cursor)).told).toEqual(['message first', 'message second'])
  })

  it('[O7] a follower hears of another process at once, and of what was held as soon as it may be shown', async () => {
    const other = await process()
    await scene.says({ text: 'first' })
    let heldPages = 0
    const store: typeof other.store = {
      ...other.store,
      async eventsAfter(query) {
        const page = await other.store.eventsAfter(query)
        if (page.kind === 'page' && page.held) heldPages++
        return page
      },
    }
    const feed = createFeed({ clock: systemClock, log: createLog('silent'), store, business: 'acme' })
    const heard: string[] = []
    const follower = feed.follow({ after: undefined, wants: () => true })
    const following = (async () => {
      for (let items = await follower.next(); items; items = await follower.next())
        for (const item of items)
          heard.push(item.kind === 'event' && 'message' in item.event ? item.event.message.text : '')
    })()
    await until(() => heard.length === 1)
    const began = performance.now()
    await scene.says({ text: 'second' })
    await until(() => heard.length === 2)
    // The net of five seconds is for words that were lost.
    expect(performance.now() - began).toBeLessThan(4000)
    // Its end is told to nobody.
    const letEnd = await holdOpen(scene, { tells: false })
    await scene.says({ text: 'third' })
    await until(() => heldPages > 0)
    await letEnd()
    await until(() => heard.length === 3)
    expect(performance.now() - began).toBeLessThan(4000)
    expect(heard).toEqual(['first', 'second', 'third'])
    feed.close()
    await following
  })

  it(`[O7] two that write as fast as they can see each event once, in one order (seed ${SEED})`, async () => {
    await scene.says({ text: 'known' })
    const [known] = await scene.rows<WriterOptions['known']>('select id, conversation, position from messages')
    const writers = 8
    const messages = 40
    const said = (child: ChildProcess) => once(child, 'message').then(([message]) => message as WriterSaid)
    const both = [1001, 1002].map((worker) => {
      const child = fork(WRITER, {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        env: { ...globalThis.process.env, NODE_ENV: 'test' },
      })
      children.push(child)
      child.send({ url, worker, seed: SEED + worker, writers, messages, known: known! } satisfies WriterOptions)
      return child
    })
    await Promise.all(both.map(said))
    const [{ count }] = (await ask<{ count: number }>(
      url,
      'select sum(json_array_length(told::json))::integer as count from events',
    )) as [{ count: number }]
    expect(count).toBeGreaterThan(2 * writers * messages)
    const seen = await Promise.all(
      both.map((child) => {
        const answer = said(child)
        child.send(count)
        return answer
      }),
    )
    const { events } = await follow(scene, undefined, 100)
    const whole = events.map(({ cursor }) => cursor)
    expect(whole).toHaveLength(count)
    for (const one of seen) expect(one).toEqual({ kind: 'seen', cursors: whole })
    await Promise.all(both.map((child) => child.exitCode ?? once(child, 'exit')))
  }, 60_000)

  it('[O7] a log that came from another cluster, with numbers that are still to come here, begins anew', async () => {
    await scene.says({ text: 'restored' })
    await ask(url, `update events set cursor = cursor + 1000000`)
    const { cursor } = await scene.store.eventsBefore({ business: 'acme', most: 1 })
    await beginEvents(scene.database, 'acme', scene.now)
    await scene.says({ text: 'new' })
    expect((await follow(scene)).told).toEqual(['message new'])
    expect(cursor).toBe('0'.repeat(15))
  })
})
