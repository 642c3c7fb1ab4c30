import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { serveSimulator } from './server.ts'
import { setStage } from './test-stage.ts'

const PAGE = join(import.meta.dirname, 'page')
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

it('[S3] every file of the page is served, and whatever it asks for is there', async () => {
  const { simulator } = setStage()
  const server = await serveSimulator(simulator, { port: 0 })
  closers.push(() => server.close())
  const files = readdirSync(PAGE)
  const asked = files.flatMap((file) => {
    const text = readFileSync(join(PAGE, file), 'utf8')
    return [...text.matchAll(/(?:from '\.\/|(?:src|href)="\/sim\/)([\w.-]+)/g)].map(([, name]) => name!)
  })
  expect(files.length).toBeGreaterThan(10)
  expect(files).toEqual(expect.arrayContaining(asked))
  for (const file of files) expect([file, (await fetch(`${server.url}/sim/${file}`)).status]).toEqual([file, 200])
})

it('[S3] the page names only things that its HTML has', () => {
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8')
  for (const file of readdirSync(PAGE).filter((name) => name.endsWith('.js'))) {
    for (const [, id] of readFileSync(join(PAGE, file), 'utf8').matchAll(/byId\('([\w-]+)'\)/g)) {
      expect(html, `${file} looks for #${id}`).toContain(`id="${id}"`)
    }
  }
})
