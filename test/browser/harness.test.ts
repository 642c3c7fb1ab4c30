import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { axe } from './accessibility.ts'
import { overflow, overflowOfLargeText } from './overflow.ts'
import { setScene } from './scene.ts'

const scene = setScene()

/** A page with whatever a test puts on it, under a policy that lets pictures through. */
let body = ''
const pages = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('content-security-policy', "default-src 'self'; script-src 'self' 'unsafe-inline'; img-src *")
  response.end(`<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>${body}</main></html>`)
})
await new Promise<void>((listening) => pages.listen(0, '127.0.0.1', listening))
afterAll(() => void pages.close())
const { port } = pages.address() as AddressInfo

async function open(html: string) {
  body = html
  const seat = await scene.browser.seat({ viewport: { width: 320, height: 600 } })
  await seat.page.goto(`http://127.0.0.1:${port}/page`)
  return seat
}

it('a page that does something wrong is not clean, and one that is allowed to is', async () => {
  const seat = await open(`<script>
    console.error('a sorrow')
    document.querySelector('h1').setAttribute('style', 'color: red')
    for (const host of ['10.1.2.3', 'outside.example']) new Image().src = 'http://' + host + '/pixel.png'
    setTimeout(() => { throw new Error('a mishap') })
  </script>`)
  await expect.poll(() => seat.found().filter((one) => one.startsWith('uncaught:'))).toHaveLength(1)
  await seat.page.waitForLoadState('networkidle')
  await expect(seat.expectClean()).rejects.toThrow('The page is not clean')
  expect(seat.found().toSorted()).toEqual([
    expect.stringMatching(/^console: Applying inline style violates.* \(\/page:3\)$/),
    expect.stringMatching(/^console: Failed to load.*ERR_NAME_NOT_RESOLVED \(http:\/\/10\.1\.2\.3\/pixel\.png:1\)$/),
    expect.stringMatching(/^console: Failed to load.*ERR_NAME_NOT_RESOLVED \(http:\/\/outside\.example/),
    'console: a sorrow (/page:2)',
    'csp: style-src-attr refused inline (/page:3)',
    'outside: GET http://10.1.2.3/pixel.png',
    'outside: GET http://outside.example/pixel.png',
    expect.stringMatching(/^uncaught: Error: a mishap/),
  ])
  seat.allow(/a sorrow|a mishap|10\.1\.2\.3|outside\.example|inline/)
  await seat.expectClean()
})

it('what is wrong for people who see or hear otherwise is named', async () => {
  const { page } = await open('<img src="/pixel.png"><button></button>')
  expect((await axe(page)).join('\n')).toMatch(/^button-name.* button .*\nimage-alt.* img /)
  expect(await axe((await open('<p>Hello</p>')).page)).toEqual([])
})

it('what stands out at the sides is named, and what may is not', async () => {
  const { page } = await open('<hr width=400>')
  expect(await overflow(page)).toEqual([expect.stringMatching(/^the page: 4\d\d px in 320$/)])
  const inner = await open(`<div id=list><pre>${'wide '.repeat(40)}</pre></div><table><td>x</table>`)
  await inner.page.evaluate(() => document.getElementById('list')?.style.setProperty('overflow', 'auto'))
  expect(await overflow(inner.page)).toEqual([expect.stringMatching(/^div#list "": \d{4} px in 304$/)])
  await inner.page.evaluate(() => document.getElementById('list')?.setAttribute('data-scrolls-sideways', ''))
  expect(await overflow(inner.page)).toEqual([])
  const large = await open('<b>Quitelongword</b>')
  expect(await overflow(large.page)).toEqual([])
  await large.page.evaluate(() => document.querySelector('b')?.style.setProperty('font-size', '2rem'))
  expect(await overflowOfLargeText(large.page)).toEqual([expect.stringMatching(/^the page/)])
})

it('[S3] the stage plays: somebody writes on a phone, the demo answers, and the owner sees it', async () => {
  const maya = scene.stage.customer('Maya')
  maya.says('Hi')
  await maya.hears(/Ada/)
  const olga = await scene.stage.owner()
  const { conversations } = await olga.ask('GET', '/api/conversations')
  expect(conversations).toHaveLength(1)
  const { page, person } = await scene.signedIn('owner', { path: '/api/session' })
  expect(await page.textContent('body')).toContain(`"name":"${person.name}"`)
})
