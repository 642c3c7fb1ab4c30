import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { newFolder, removeFolders } from '../../contracts/places.ts'
import { type House, openHouse } from '../../house-of-people.ts'
import { testSettings } from '../../settings.ts'

const USER = '14155557777'
const BROKEN = Buffer.from('%PDF-1.7 broken')
let houses: House[] = []

afterEach(async () => {
  for (const house of houses) await house.stop()
  houses = []
  removeFolders()
})

async function open(knowledge: readonly string[] = []) {
  const { memory } = testSettings()
  const house = await openHouse('sqlite', { settings: { memory: { ...memory, knowledge } } })
  houses.push(house)
  const find = async (query: string) => (await house.platform.memory.search({ query, userId: USER }))[0]
  return { ...house, find, documents: house.platform.documents }
}

function folderWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = newFolder()
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  return { folder, write, remove: (name: string) => rmSync(join(folder, name)) }
}

const PLANS = `# Plans\n\n${'Everybody begins with the plan that costs nothing. '.repeat(12)}\n\n## Free\n\n${'One seat and two projects, for as long as you like. '.repeat(12)}\n\n## Pro\n\n${'Five seats for twenty euros a month, with an invoice. '.repeat(12)}\n`

describe('[A29] what the business says in files', () => {
  it('is read at the start, found by its parts, and names where it stands', async () => {
    const { folder } = folderWith({
      'plans.md': PLANS,
      'deep/returns.html': '<title>Returns</title><p>Send it back within fourteen days.',
      'broken.pdf': BROKEN,
      '.hidden.md': 'nobody reads the marmalade',
      'picture.png': 'marmalade',
    })
    const { find, platform } = await open([folder])
    await expect
      .poll(() => find('send back within fourteen days'), { timeout: 10_000 })
      .toMatchObject({ scope: 'business', documentType: 'document' })
    await expect.poll(() => find('five seats with an invoice'), { timeout: 10_000 }).toBeDefined()
    const found = await find('five seats with an invoice')
    expect(found?.document).toContain('## Pro')
    expect(found?.document).not.toContain('## Free')
    expect(await find('marmalade')).toBe(undefined)
    const kept = await platform.memory.list({})
    expect(kept.map(({ title }) => title).sort()).toEqual(['Plans', 'Returns'])
    const { items } = await platform.memory.context({ query: 'How many seats has the plan Pro?', userId: USER })
    expect(items.some(({ kind, text }) => kind === 'knowledge' && text.includes('twenty euros'))).toBe(true)
  })

  it('is read again when a file changes, comes or goes', async () => {
    const { folder, write, remove } = folderWith({
      'hours.md': 'We open at nine.',
      'old.md': 'The zeppelin lands on Mondays.',
    })
    const { find, platform } = await open([folder])
    await expect.poll(() => find('zeppelin')).toBeDefined()
    write('hours.md', 'We open at eleven.')
    write('new/parking.txt', 'Park behind the windmill.')
    remove('old.md')
    await expect.poll(() => find('windmill'), { timeout: 5_000 }).toBeDefined()
    await expect.poll(async () => (await find('open'))?.document, { timeout: 5_000 }).toBe('We open at eleven.')
    await expect.poll(() => find('zeppelin'), { timeout: 5_000 }).toBe(undefined)
    expect(await platform.memory.list({})).toHaveLength(2)
  })

  it('is brought beside a running server: what is unchanged is passed over, what is gone goes with prune', async () => {
    const { folder, write, remove } = folderWith({ 'a.md': 'Apples', 'b.md': 'Bananas', 'c.pdf': BROKEN })
    const { documents, platform } = await open()
    const bring = (rest = {}) => documents.bring({ paths: [folder], ...rest })
    const name = (file: string) => expect.stringContaining(file)
    const failed = [{ file: name('/c.pdf'), reason: expect.any(String) }]
    expect(await bring()).toEqual({
      added: [name('/a.md'), name('/b.md')],
      changed: [],
      unchanged: 0,
      removed: [],
      failed,
    })
    const before = await platform.memory.list({})
    expect(await bring()).toMatchObject({ added: [], changed: [], unchanged: 2 })
    expect(await platform.memory.list({})).toEqual(before)
    write('a.md', 'Apricots')
    remove('b.md')
    expect(await bring()).toMatchObject({ added: [], changed: [name('/a.md')], unchanged: 0, removed: [] })
    expect(await bring({ prune: true })).toMatchObject({ unchanged: 1, removed: [name('/b.md')] })
    expect((await platform.memory.list({})).map(({ document }) => document)).toEqual(['Apricots'])
    expect(await documents.remove({ path: folder })).toEqual([name('/a.md')])
    expect(await platform.memory.list({})).toEqual([])
  })

  it('a folder that is not there forgets nothing, and stops nothing', async () => {
    const { folder } = folderWith({ 'a.md': 'Apples' })
    const { documents, platform } = await open()
    await documents.bring({ paths: [folder] })
    rmSync(folder, { recursive: true })
    const other = folderWith({ 'b.md': 'Bananas' }).folder
    const brought = await documents.bring({ paths: [folder, other], prune: true })
    expect(brought).toMatchObject({ removed: [], failed: [{ reason: 'there is no such file or folder' }] })
    expect(brought.added).toHaveLength(1)
    expect(await platform.memory.list({})).toHaveLength(2)
  })

  it('is kept for one customer where it is theirs', async () => {
    const { folder } = folderWith({ 'contract.md': 'The contract of Maya ends in May.' })
    const { documents, find, platform } = await open()
    await documents.bring({ paths: [folder], userId: USER, documentType: 'contract' })
    expect(await find('contract ends')).toMatchObject({ scope: 'customer', documentType: 'contract' })
    expect(await platform.memory.search({ query: 'contract ends', userId: '14155558888' })).toEqual([])
  })
})
