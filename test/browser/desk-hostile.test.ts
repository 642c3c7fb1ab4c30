import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'

const scene = setScene()

/** Each of them would say so here if any of it were run. */
const RUN = `window.__ran=(window.__ran||0)+1`
const SCRIPT = `<script>${RUN}</script>`
const IMAGE = `"'><img src=x onerror="${RUN}">`
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script></svg>`
const HTML = `<!doctype html><html><body onload="${RUN}">${SCRIPT}</body></html>`
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const ran = (page: Page) => page.evaluate(() => (window as unknown as { __ran?: number }).__ran ?? 0)

it('[H22 Q9] whatever a customer writes, names, sends or taps is shown as words, and none of it is run', async () => {
  const { stage } = scene
  const mallory = stage.customer(`Mallory ${IMAGE}`)
  mallory.says(`I want to talk to a person. ${SCRIPT}`)
  await mallory.hears(/connecting you/)
  const olga = await stage.owner()
  const { conversations } = await olga.ask('GET', '/api/conversations')
  const id = conversations[0].id as string
  await olga.ask('POST', `/api/conversations/${id}/claim`)

  mallory.says(`${IMAGE} *${SCRIPT}* [x](javascript:${RUN}) javascript:${RUN} data:text/html,${SCRIPT}`)
  mallory.says(`https://acme.com/"onmouseover="${RUN} http://evil.example/<img/src/onerror=${RUN}>`)
  mallory.says('From an ad', { referral: { headline: IMAGE, body: SCRIPT } })
  mallory.sends({ type: 'image', bytes: PIXEL, mime: 'image/png', caption: IMAGE })
  mallory.sends({
    type: 'image',
    bytes: Buffer.from(SVG),
    mime: 'image/svg+xml',
    caption: 'An SVG that says it is a picture',
  })
  mallory.sends({
    type: 'image',
    bytes: Buffer.from(HTML),
    mime: 'image/png',
    caption: 'A page that says it is a picture',
  })
  mallory.sends({
    type: 'document',
    bytes: Buffer.from(HTML),
    mime: 'text/html',
    filename: `${IMAGE}.html`,
    caption: SCRIPT,
  })
  mallory.sends({ type: 'document', bytes: Buffer.from(SVG), mime: 'image/svg+xml', filename: '../../logo.svg' })
  mallory.sends({
    type: 'contacts',
    contacts: [
      {
        name: { formatted_name: IMAGE },
        phones: [{ phone: `javascript:${RUN}` }],
        emails: [{ email: `a@b.c"onclick="${RUN}` }],
        org: { company: SCRIPT },
      },
    ],
  } as never)
  mallory.sends({
    type: 'location',
    latitude: 1,
    longitude: 2,
    name: IMAGE,
    address: SCRIPT,
    url: `javascript:${RUN}`,
  } as never)
  const title = `<img src=x>`
  await olga.ask('POST', `/api/conversations/${id}/replies`, {
    content: { kind: 'buttons', body: IMAGE, buttons: [{ id: 'x', title }] },
  })
  await mallory.hears(/onerror/)
  mallory.taps(title)
  mallory.sends({ type: 'text', text: 'The last one', quoting: mallory.said[1]!.wamid })

  const { page, allow } = await scene.signedIn('owner', { path: `/desk/all/${id}` })
  // Pictures that are none are refused by the browser, and said to be gone.
  allow(/Failed to load resource.*\/file/)
  await page.locator('[data-message]', { hasText: 'The last one' }).waitFor()
  const files = await filesOf(page, id)
  // Everything is drawn once: from the end to the beginning.
  const thread = page.locator('[data-thread]')
  const seen = new Set<string>()
  for (let turn = 0; turn < 20; turn++) {
    for (const text of await page.locator('[data-message]').allTextContents()) seen.add(text)
    await thread.evaluate((box) => {
      box.scrollTop -= 400
    })
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  const all = [...seen].join('\n')
  for (const words of [SCRIPT, IMAGE, `javascript:${RUN}`, title]) expect(all).toContain(words)
  expect(await page.locator('h1').first().textContent()).toContain('<img src=x')

  const links = await page
    .locator('main a[href]')
    .evaluateAll((found) => found.map((one) => (one as HTMLAnchorElement).protocol))
  expect(links.filter((protocol) => !/^(https?|mailto|tel):$/.test(protocol))).toEqual([])
  expect(
    await page
      .locator('[data-thread] :is(script, iframe, object, embed, form, svg [onload], [onerror], [onmouseover])')
      .count(),
  ).toBe(0)
  expect(await ran(page)).toBe(0)
  expect(await overflow(page)).toEqual([])

  // Opened by themselves, files are bytes: nothing of them is a page of this origin.
  expect(files.length).toBeGreaterThanOrEqual(5)
  for (const { path, type, disposition, policy, sniff } of files) {
    expect([path, sniff, policy]).toEqual([path, 'nosniff', "default-src 'none'; sandbox"])
    expect(type).not.toMatch(/html|svg|xml/)
    if (!/^image\/png/.test(type)) expect(disposition).toMatch(/^attachment/)
  }
})

/** What the server says of each file of the thread. */
const filesOf = (page: Page, id: string) =>
  page.evaluate(async (conversation) => {
    const { messages } = await (await fetch(`/api/conversations/${conversation}/thread?most=200`)).json()
    const withFile = messages.filter((one: { content?: { medium?: unknown } }) => one.content?.medium)
    return Promise.all(
      withFile.map(async (one: { id: string }) => {
        const path = `/api/conversations/${conversation}/messages/${one.id}/file`
        const { headers } = await fetch(path)
        return {
          path,
          type: headers.get('content-type') ?? '',
          disposition: headers.get('content-disposition') ?? '',
          policy: headers.get('content-security-policy') ?? '',
          sniff: headers.get('x-content-type-options') ?? '',
        }
      }),
    ) as Promise<{ path: string; type: string; disposition: string; policy: string; sniff: string }[]>
  }, id)
