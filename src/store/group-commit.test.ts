import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { StoreUnusable } from './database.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'

describe('group commit', () => {
  let db: DatabaseSync
  let commits: GroupCommit
  /** One for each sync under way: it ends when the test says so. */
  let syncs: PromiseWithResolvers<void>[]

  beforeEach(() => {
    db = new DatabaseSync(':memory:')
    db.exec('create table notes (text text unique)')
    syncs = []
    commits = groupCommit(db, {
      breathe: turn,
      makeDurable() {
        const sync = Promise.withResolvers<void>()
        syncs.push(sync)
        return sync.promise
      },
    })
  })

  const note = (text: string) => async () => void db.prepare('insert into notes values (?)').run(text)
  const notes = () =>
    db
      .prepare('select text from notes order by text')
      .all()
      .map(({ text }) => text)
  const stateOf = async (promise: Promise<unknown>) => {
    await turn()
    return Promise.race([
      promise.then(
        () => 'kept',
        () => 'failed',
      ),
      turn('waiting'),
    ])
  }
  /** Sync number `nth`, from 1, once it is under way. */
  async function sync(nth: number) {
    while (syncs.length < nth) await turn()
    return syncs[nth - 1]!
  }

  it('[W8] nobody is answered before the batch is durable', async () => {
    const kept = commits.write(note('a'))
    const refused = commits.write(() => Promise.reject(new Error('no')))
    const first = await sync(1)
    expect(await Promise.all([stateOf(kept), stateOf(refused)])).toEqual(['waiting', 'waiting'])
    expect(commits.isDurable()).toBe(false)
    first.resolve()
    expect(await Promise.all([stateOf(kept), stateOf(refused)])).toEqual(['kept', 'failed'])
    expect(commits.isDurable()).toBe(true)
  })

  it('[W8] whatever is asked in one tick, or while a sync is under way, shares the next one', async () => {
    const first = [1, 2, 3].map((nth) => commits.write(note(`first ${nth}`)))
    const one = await sync(1)
    const second = [1, 2, 3].map((nth) => commits.write(note(`second ${nth}`)))
    expect(await Promise.all(second.map(stateOf))).toEqual(['waiting', 'waiting', 'waiting'])
    expect(notes()).toHaveLength(3)
    one.resolve()
    await Promise.all(first)
    ;(await sync(2)).resolve()
    await Promise.all(second)
    expect(syncs).toHaveLength(2)
  })

  it('what promises nothing does not wait for the disk, and is on it with what comes next', async () => {
    expect(await stateOf(commits.write(note('soon'), { durable: false }))).toBe('kept')
    expect([syncs.length, commits.isDurable(), notes()]).toEqual([0, true, ['soon']])
    const both = [commits.write(note('also soon'), { durable: false }), commits.write(note('promised'))]
    const shared = await sync(1)
    expect(await Promise.all(both.map(stateOf))).toEqual(['kept', 'waiting'])
    shared.resolve()
    await Promise.all(both)
  })

  it('takes so many units at a time and leaves nobody behind', async () => {
    const many = Array.from({ length: 300 }, (_, nth) => commits.write(note(`note ${nth}`)))
    ;(await sync(1)).resolve()
    ;(await sync(2)).resolve()
    await Promise.all(many)
    expect(notes()).toHaveLength(300)
  })

  it('[W10] a unit that fails is undone alone, whether it throws or the database refuses it', async () => {
    const results = Promise.allSettled([
      commits.write(note('a')),
      commits.write(async () => {
        await note('half done')()
        await note('a')()
      }),
      commits.write(async () => {
        await note('also half done')()
        throw new Error('changed my mind')
      }),
      commits.write(note('b')),
    ])
    ;(await sync(1)).resolve()
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(notes()).toEqual(['a', 'b'])
  })

  it('units run one after another, each seeing what the ones before it have done', async () => {
    const seen: unknown[][] = []
    const look = (text: string) => async () => {
      await note(text)()
      await Promise.resolve()
      seen.push(notes())
    }
    const all = Promise.all([commits.write(look('a')), commits.write(look('b')), commits.write(look('c'))])
    ;(await sync(1)).resolve()
    await all
    expect(seen).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']])
  })

  it('[W8] a sync that fails rejects its batch and everything after it, for good', async () => {
    const batch = [commits.write(note('a')), commits.write(note('b'))]
    ;(await sync(1)).reject(new Error('EIO'))
    for (const one of batch) await expect(one).rejects.toThrow(/disk did not confirm/)
    await expect(commits.write(note('c'))).rejects.toBeInstanceOf(StoreUnusable)
    await expect(commits.durable()).rejects.toBeInstanceOf(StoreUnusable)
    expect(commits.isDurable()).toBe(false)
    expect(syncs).toHaveLength(1)
    expect(notes()).not.toContain('c')
  })

  it('a commit that fails rejects its batch, and the next one is well', async () => {
    db.exec('pragma foreign_keys = on; create table owners (id integer primary key)')
    db.exec('create table pets (owner integer references owners deferrable initially deferred)')
    const batch = [commits.write(note('a')), commits.write(async () => void db.exec('insert into pets values (7)'))]
    for (const one of batch) await expect(one).rejects.toThrow(/FOREIGN KEY/)
    const next = commits.write(note('b'))
    ;(await sync(1)).resolve()
    await next
    expect(notes()).toEqual(['b'])
  })

  it('a pause has the database to itself; what is asked meanwhile follows', async () => {
    const before = commits.write(note('before'))
    const one = await sync(1)
    const pause = Promise.withResolvers<void>()
    let inside: unknown[] | undefined
    const paused = commits.pause(() => {
      inside = notes()
      return pause.promise
    })
    const meanwhile = commits.write(note('meanwhile'))
    one.resolve()
    await before
    expect(await stateOf(meanwhile)).toBe('waiting')
    expect(inside).toEqual(['before'])
    expect(db.isTransaction).toBe(false)
    pause.resolve()
    await paused
    ;(await sync(2)).resolve()
    await meanwhile
    await expect(commits.pause(() => Promise.reject(new Error('stumbled')))).rejects.toThrow('stumbled')
    const after = commits.write(note('zz after'))
    ;(await sync(3)).resolve()
    await after
  })

  it('[W8] closing answers all that was asked before, and refuses what comes after', async () => {
    const asked = [commits.write(note('a'))]
    const one = await sync(1)
    asked.push(commits.write(note('b')))
    const closed = commits.close()
    expect(await stateOf(closed)).toBe('waiting')
    await expect(commits.write(note('late'))).rejects.toThrow(/closed/)
    one.resolve()
    ;(await sync(2)).resolve()
    await Promise.all([closed, ...asked])
    expect(notes()).toEqual(['a', 'b'])
  })
})
