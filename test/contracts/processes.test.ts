import { createServer, connect as dial, type Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import type { PostgresOptions } from '../../src/store/postgres.ts'
import { survivesHammering } from './hammer.ts'
import { ask, newDatabase, postgresAt, until } from './places.ts'
import { breathe, inbound, NOON, newWamid, Scene } from './scene.ts'

const NEVER: PostgresOptions['after'] = () => () => {}
/** `npm run faults` takes twenty, new each time. */
const SEEDS = [1, 2]

describe('[O14] several processes on one PostgreSQL', () => {
  let url: string
  const open: Database[] = []
  beforeAll(async () => {
    url = await newDatabase()
    await migrate(await process())
  })
  beforeEach(async () => new Scene(await process()).wipe())
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close()
  })

  async function process(options: Partial<PostgresOptions> = {}, at = url): Promise<Database> {
    const database = await postgresAt(at, options)
    open.push(database)
    return database
  }
  const count = async (text: string) => Number((await ask<{ count: string }>(url, `select count(*) ${text}`))[0]!.count)
  /** Ends connections as a crash of the process or of the server would. */
  const terminate = (which: string) =>
    ask(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${which}`,
    )
  const directLine = (worker: number) =>
    `pid in (select pid from pg_locks where locktype = 'advisory' and objid = ${worker})`

  for (const seed of SEEDS)
    it(`[W11 A20 D16] hammering the same conversations loses, doubles and reorders nothing (seed ${seed})`, async () => {
      await survivesHammering([await process(), await process()], seed)
    })

  it('[W11] twins in two processes are stored once', async () => {
    const scenes = [new Scene(await process()), new Scene(await process())]
    const messages = Array.from({ length: 200 }, (_, nth) => inbound({ wamid: newWamid(), from: String(nth % 7) }))
    const receipts = await Promise.all(
      scenes.flatMap(({ store }, nth) => (nth ? messages.toReversed() : messages).map((one) => store.receive(one))),
    )
    expect(receipts.filter(({ kind }) => kind === 'stored')).toHaveLength(200)
    expect(await count('from messages')).toBe(200)
    expect(await count('from conversations')).toBe(7)
  })

  it('[I17] a stranger whom two processes meet at once, one by phone, one by both names, is one customer', async () => {
    const [one, other] = [new Scene(await process()), new Scene(await process())]
    for (let round = 0; round < 40; round++) {
      const phone = `1777${round}`
      const bsuid = `US.${round}`
      await Promise.all([
        one!.store.receive(inbound({ sender: { phone } })),
        other!.store.receive(inbound({ sender: { phone, bsuid } })),
        one!.store.receive(inbound({ sender: { phone, bsuid } })),
      ])
      await one!.store.receive(inbound({ sender: { bsuid } }))
    }
    expect(await count('from contacts')).toBe(40)
    expect(await count('from conversations')).toBe(40)
    expect(await count('from aliases')).toBe(80)
    expect(await count('from (select customer from aliases group by customer having count(*) <> 2) as odd')).toBe(0)
  })

  it('[I17] who looked before the stranger was known and stored after follows the one who was first', async () => {
    const slow = await process()
    const looked = Promise.withResolvers<void>()
    const first = Promise.withResolvers<void>()
    const late = new Scene({
      ...slow,
      write: (unit) =>
        slow.write((tx) =>
          unit({
            ...tx,
            async query(prepared, values) {
              if (prepared.text.includes('insert into aliases')) {
                looked.resolve()
                await first.promise
              }
              return tx.query(prepared, values)
            },
          }),
        ),
    })
    const early = new Scene(await process())
    const sender = { phone: '17771', bsuid: 'US.late' }
    const asked = late.store.receive(inbound({ sender }))
    await looked.promise
    const { conversation } = await early.says({ sender: { phone: '17771' } })
    first.resolve()
    expect(await asked).toMatchObject({ kind: 'stored', conversation })
    expect((await early.says({ sender: { bsuid: 'US.late' } })).conversation).toBe(conversation)
    expect(await count('from contacts')).toBe(1)
  })

  it('[A20] two claimers never share a piece of work', async () => {
    const [one, other] = [new Scene(await process()), new Scene(await process())]
    for (let nth = 0; nth < 100; nth++) await one!.says({ from: String(nth) })
    const claims = await Promise.all(Array.from({ length: 30 }, (_, nth) => (nth % 2 ? one! : other!).claimAll(5)))
    const keys = claims.flatMap(({ claimed }) => claimed.map(({ key }) => key))
    expect(new Set(keys).size).toBe(keys.length)
    expect(Math.max(...claims.map(({ claimed }) => claimed.length))).toBeLessThanOrEqual(5)
  })

  it('[D10] the limit of a line holds over all processes', async () => {
    const scenes = [new Scene(await process()), new Scene(await process())]
    const works = []
    for (let nth = 0; nth < 12; nth++) works.push(await scenes[0]!.replies(['x'], { from: String(nth) }))
    const rateLimit = { windowMs: 60_000, most: 4, scope: 'line' as const }
    const results = await Promise.all(works.map((work, nth) => scenes[nth % 2]!.nextSend(work, { rateLimit })))
    expect(results.filter(({ kind }) => kind === 'send')).toHaveLength(4)
  })

  it('[A20 W8] what a dead process held is free at once, however long its lease', async () => {
    const dying = await process({ worker: 4711, after: NEVER })
    const survivor = new Scene(await process())
    const doomed = new Scene(dying)
    await doomed.says()
    const { claimed } = await doomed.store.claimWork({
      now: NOON,
      most: 9,
      leaseUntil: NOON * 2,
      token: doomed.ids.next,
    })
    expect(claimed).toHaveLength(1)
    expect(await survivor.store.reap(NOON)).toBe(0)
    await terminate(directLine(4711))
    await until(async () => (await survivor.store.reap(NOON)) === 1)
    expect((await survivor.claim('answer')).key).toBe(claimed[0]!.key)
    const late = await doomed.finished(claimed[0]!, ['Too late'])
    expect(await doomed.store.commitTurn(late)).toEqual({ kind: 'lost' })
  })

  it('[W8] a connection that breaks between two statements is no crash: the transaction is tried again', async () => {
    const victim = new URL(url)
    victim.searchParams.set('application_name', 'victim')
    const database = await process({ after: NEVER }, victim.href)
    let tries = 0
    const value = await database.write(async (tx) => {
      await tx.query(
        { name: '', text: `insert into strays values ('acme', gen_random_uuid(), 'once', null, null, '{}', 0)` },
        [],
      )
      if (++tries < 3) await terminate(`application_name = 'victim'`)
      await breathe()
      await tx.query({ name: '', text: 'select 1' }, [])
      return 'done'
    })
    expect([value, tries]).toEqual(['done', 3])
    expect(await count('from strays')).toBe(1)
  })

  it('[W8] a deadlock never surfaces: the one that the server ends is tried again', async () => {
    const quick = new URL(url)
    quick.searchParams.set('options', '-c deadlock_timeout=20ms')
    const database = await process({}, quick.href)
    const rows = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
    for (const id of rows) await ask(url, `insert into strays values ('acme', '${id}', 'x', null, null, '{}', 0)`)
    let tries = 0
    const inside = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const lockBoth = (order: readonly string[], me: number) =>
      database.write(async (tx) => {
        tries++
        await tx.query(
          { name: '', text: `update strays set received_at = received_at + 1 where id = '${order[0]}'` },
          [],
        )
        inside[me]!.resolve()
        await inside[1 - me]!.promise
        await tx.query(
          { name: '', text: `update strays set received_at = received_at + 1 where id = '${order[1]}'` },
          [],
        )
      })
    await Promise.all([lockBoth(rows, 0), lockBoth(rows.toReversed(), 1)])
    // Once at least; again where the one that was ended comes back before the other has both.
    expect(tries).toBeGreaterThanOrEqual(3)
    expect(await count('from strays where received_at = 2')).toBe(2)
  })

  it('[W8] connections that break while they are used cost nothing: no crash, nothing lost, nothing twice', async () => {
    const victim = new URL(url)
    victim.searchParams.set('application_name', 'victim')
    const scene = new Scene(await process({}, victim.href))
    let broken = 0
    const receipts = []
    for (let round = 0; broken < 20; round++) {
      const asked = Array.from({ length: 6 }, (_, nth) => scene.store.receive(inbound({ from: `${nth % 3}` })))
      for (let turns = round % 5; turns > 0; turns--) await breathe()
      broken += (await terminate(`application_name = 'victim'`)).length
      receipts.push(...(await Promise.all(asked)))
    }
    expect(await count('from messages')).toBe(receipts.length)
    expect(await count('from (select wamid from messages group by wamid having count(*) > 1) as twice')).toBe(0)
  })

  it('[A20] others hear of new work, also after their line was cut, and each loss is followed by one try', async () => {
    const doors = new Set<Socket>()
    const target = new URL(url)
    const relay = createServer((near) => {
      const far = dial(Number(target.port), target.hostname)
      for (const socket of [near, far]) {
        doors.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => {
          near.destroy()
          far.destroy()
        })
      }
      near.pipe(far).pipe(near)
    })
    const listen = (port: number) => new Promise<void>((ready) => relay.listen(port, '127.0.0.1', ready))
    await listen(0)
    const { port } = relay.address() as { port: number }
    const through = new URL(url)
    through.port = String(port)

    const tries: (() => void)[] = []
    const after: PostgresOptions['after'] = (_, run) => {
      tries.push(run)
      return () => {}
    }
    const listener = await process({ after }, through.href)
    const heard: number[] = []
    listener.onAnnounced((dueAt) => heard.push(dueAt))
    const speaker = new Scene(await process())
    await speaker.says({ settle: 777 })
    await until(() => heard.includes(NOON + 777))

    relay.close()
    for (const door of doors) door.destroy()
    for (let outage = 0; outage < 4; outage++) {
      await until(() => tries.length > 0)
      expect(tries).toHaveLength(1)
      tries.shift()!()
    }
    await until(() => tries.length === 1)
    await listen(port)
    heard.length = 0
    tries.shift()!()
    await until(() => heard.includes(0))
    await speaker.says({ settle: 999 })
    await until(() => heard.includes(NOON + 999))
    expect(tries).toEqual([])
    await listener.close()
    open.splice(open.indexOf(listener), 1)
    relay.close()
  })

  it('[W8] no write is lost when a process closes while writes wait for a connection', async () => {
    const scene = new Scene(await process())
    const { ids, database, store } = scene
    const nothing = { business: 'acme', kind: 'answer' as const, revision: 1, attempts: 0 }
    const asked = Array.from({ length: 60 }, () => store.letGo({ ...nothing, key: ids.next(), token: ids.next() }))
    await Promise.all([store.close(), ...asked])
    await expect(database.write(() => Promise.resolve())).rejects.toThrow(/closed/)

    const other = new Scene(await process())
    const messages = Array.from({ length: 300 }, (_, nth) => other.store.receive(inbound({ from: String(nth) })))
    await Promise.all([other.store.close(), ...messages])
    await other.store.close()
    expect(await count('from messages')).toBe(300)
  })

  it('[Q7] a server that cannot be used is named, with what to do', async () => {
    await expect(postgresAt('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(
      /nothing listens there.*DATABASE_URL/,
    )
    const missing = new URL(url)
    missing.pathname = '/missing'
    await expect(postgresAt(missing.href)).rejects.toThrow(/the database does not exist/)
  })
})
