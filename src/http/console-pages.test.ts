import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConsolePages } from './console-pages.ts'

const PAGE = '<!doctype html><title>Wabaton</title>'
const CODE = 'console.log("desk")'
const SECRET = 'what lies beside the desk'

let folder: string
let app: Hono
let secure = false

beforeAll(() => {
  const parent = mkdtempSync(join(tmpdir(), 'wabaton-console-'))
  writeFileSync(join(parent, 'secret.json'), SECRET)
  folder = join(parent, 'console')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  const files = {
    'index.html': PAGE,
    'favicon.svg': '<svg/>',
    'assets/index-BqX2k9_a.js': CODE,
    'assets/index-BqX2k9_a.js.br': brotliCompressSync(CODE),
    'assets/index-BqX2k9_a.js.gz': gzipSync(CODE),
    'assets/theme.js': CODE,
    'assets/.hidden.js': SECRET,
    'assets/notes.txt': SECRET,
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const pages = createConsolePages({ folder, isSecure: () => secure })
  app = new Hono().get('/desk', pages).get('/desk/*', pages)
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true }))

const ask = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

describe('the pages of the desk', () => {
  it('are one page for every path that is no file, never kept without asking', async () => {
    for (const path of [
      '/desk',
      '/desk/',
      '/desk/waiting/01a1fc5c',
      '/desk/index.html',
      '/desk/a.b/c.png',
      '/desk/x%2f..',
    ]) {
      const response = await ask(path)
      expect([path, response.status, await response.text()]).toEqual([path, 200, PAGE])
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
    expect(await (await ask('/desk/favicon.svg')).text()).toBe('<svg/>')
  })

  it('keep what is named by its content for a year, and nothing else', async () => {
    const hashed = await ask('/desk/assets/index-BqX2k9_a.js')
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(hashed.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect((await ask('/desk/assets/theme.js')).headers.get('cache-control')).toBe('no-cache')
    const gone = await ask('/desk/assets/index-GONE1234.js')
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, null])
  })

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
  ])('hand out what the build has compressed to whoever reads %s', async (accepted, coding) => {
    const { headers } = await ask('/desk/assets/index-BqX2k9_a.js', { 'accept-encoding': accepted })
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([coding, 'accept-encoding'])
  })

  it('answer a browser that has it already with nothing', async () => {
    const etag = (await ask('/desk')).headers.get('etag')!
    const again = await ask('/desk', { 'if-none-match': `"other", W/${etag}` })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    expect(again.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect((await ask('/desk', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('lead nowhere but down', async () => {
    for (const path of [
      '/desk/../secret.json',
      '/desk/%2e%2e/secret.json',
      '/desk/..%2fsecret.json',
      '/desk/assets/../../secret.json',
      '/desk/assets/..%2f..%2fsecret.json',
      '/desk/assets/%252e%252e%252f%252e%252e%252fsecret.json',
      '/desk/assets/..\\..\\secret.json',
      '/desk/assets//secret.json',
      '/desk//etc/passwd.json',
      '/desk/assets/.hidden.js',
      '/desk/assets/notes.txt',
      '/desk/assets/',
      '/desk/assets/index.html%00.js',
    ]) {
      const response = await ask(path)
      expect(await response.text(), path).not.toContain(SECRET)
      expect(response.status, path).toBeOneOf([200, 404])
    }
  })

  it('say the whole policy with every answer; to whoever came by https also that it stays so', async () => {
    for (const path of ['/desk', '/desk/assets/theme.js', '/desk/assets/gone.js']) {
      const { headers } = await ask(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toMatch(/^microphone=\(self\), .*camera=\(\)/)
      expect(headers.get('strict-transport-security')).toBeNull()
    }
    secure = true
    expect((await ask('/desk')).headers.get('strict-transport-security')).toBe('max-age=31536000')
    secure = false
  })

  it('say how to build them where nobody has', async () => {
    const bare = new Hono().get('/desk', createConsolePages({ folder: join(folder, 'nothing'), isSecure: () => false }))
    const response = await bare.request('/desk')
    expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'no-store'])
    expect(await response.text()).toContain('npm run build')
  })
})
