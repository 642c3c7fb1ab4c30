import { describe, expect, it } from 'vitest'
import { type Dialect, postgres, sqlite } from './dialect.ts'
import { isId, type Prepared, statement, type Tx } from './statement.ts'

describe('statement', () => {
  const asked: { prepared: Prepared; values: readonly unknown[] }[] = []
  const on = (dialect: Dialect): Tx => ({
    dialect,
    worker: 0,
    async query(prepared, values) {
      asked.push({ prepared, values })
      return []
    },
    async queryEach(prepared, sets) {
      for (const values of sets) asked.push({ prepared, values })
      return []
    },
    tell: () => {},
  })

  it('writes placeholders as each store reads them, a name used twice once', async () => {
    const find = statement<{ from: number; name: string }>(
      () => 'select :from::bigint, :name where at > :from -- 12:30, $.name',
    )
    await find(on(sqlite), { name: 'Maya', from: 7 })
    await find(on(postgres), { name: 'Maya', from: 7 })
    const [embedded, server] = asked.splice(0)
    expect(embedded).toMatchObject({
      prepared: { text: 'select ?1::bigint, ?2 where at > ?1 -- 12:30, $.name' },
      values: [7, 'Maya'],
    })
    expect(server).toMatchObject({
      prepared: { text: 'select $1::bigint, $2 where at > $1 -- 12:30, $.name' },
      values: [7, 'Maya'],
    })
  })

  it('is compiled once for each store, and no two share a name', async () => {
    let compiled = 0
    const write = () => `select ${++compiled} :rows`
    const one = statement<{ rows: object[] }>(write)
    const other = statement<{ rows: object[] }>(write)
    for (const dialect of [sqlite, postgres, sqlite, postgres]) await one(on(dialect), { rows: [] })
    await other(on(postgres), { rows: [] })
    const names = asked.splice(0).map(({ prepared }) => prepared.name)
    expect(compiled).toBe(3)
    expect(new Set(names).size).toBe(2)
  })

  it('[W12] replaces what PostgreSQL cannot hold, in texts and in rows, and nothing else', async () => {
    const save = statement<{ text: string; rows: readonly object[]; gone: null }>(() => ':text :rows :gone')
    const odd = { nul: 'a\0b', half: '\ud83d!', whole: '😀', written: '\\u0000 \\ud83d', deep: ['\0'], none: null }
    await save(on(postgres), { text: 'x\0\udc00', rows: [odd, { plain: '"\\' }], gone: null })
    const [text, rows, gone] = asked.splice(0)[0]!.values
    expect(text).toBe('x\ufffd\ufffd')
    expect(gone).toBeNull()
    expect(JSON.parse(rows as string)).toEqual([
      { nul: 'a\ufffdb', half: '\ufffd!', whole: '😀', written: '\\u0000 \\ud83d', deep: ['\ufffd'], none: null },
      { plain: '"\\' },
    ])
  })

  it('takes rows all at once on PostgreSQL, and one after another on SQLite', async () => {
    const save = statement<{ rows: readonly object[]; now: number }>(({ each }) => {
      const { row, values } = each('fresh', { id: 'id', name: 'text' })
      return `insert into t (id, name, at) ${values([row.id, row.name, ':now'], [row.id])}`
    })
    const rows = [{ id: '1', name: 'Maya' }, { id: '2' }]
    await save(on(sqlite), { rows, now: 7 })
    const text = 'insert into t (id, name, at) values (?1, ?2, ?3)'
    expect(asked.splice(0)).toMatchObject([
      { prepared: { text }, values: ['1', 'Maya', 7] },
      { prepared: { text }, values: ['2', null, 7] },
    ])
    await save(on(postgres), { rows, now: 7 })
    expect(asked.splice(0)).toMatchObject([{ values: [7, JSON.stringify(rows)] }])
  })

  it('knows an id from what is none', () => {
    expect(isId('01a20320-a200-7108-8a44-a349d8da279e')).toBe(true)
    for (const none of [
      '',
      'x',
      '-'.repeat(36),
      '01a20320a20071088a44a349d8da279e',
      '1a1fdfa4-65d.af2-7001-ac5d-f80aea0f2031',
    ])
      expect(isId(none)).toBe(false)
  })
})
