import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWabaton, UnknownLine, type Wabaton, type WabatonOptions } from '../../src/index.ts'
import { setLibrary } from '../library-scene.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, VERIFY_TOKEN } from '../settings.ts'

let scene: Awaited<ReturnType<typeof setLibrary>>
let wabaton: Wabaton | undefined

beforeEach(async () => {
  scene = await setLibrary()
})
afterEach(async () => {
  await scene.close(() => wabaton?.stop() ?? Promise.resolve())
  wabaton = undefined
})

const options = () => scene.options()
const maya = () => scene.phone()
const HOOK = 'http://localhost/whatsapp/webhook'

describe('createWabaton', () => {
  it('[C5 C6] answers through its handler in a server of one’s own', async () => {
    wabaton = createWabaton(options())
    scene.deliverTo({ url: HOOK, fetch: wabaton.attachRoutes() })
    maya().says('Hello')
    await maya().hears('You said: Hello')
  })

  it('[C6] answers on a port of its own', async () => {
    wabaton = createWabaton(options())
    const { url } = await wabaton.serve({ host: '127.0.0.1', port: 0 })
    scene.deliverTo({ url: `${url}/whatsapp/webhook` })
    maya().says('Hello')
    await maya().hears('You said: Hello')
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ok: true })
  })

  it('[C5] takes tokens from the environment, and names in snake_case', async () => {
    const { agent, store, turn, graph: meta } = options()
    const before = { ...process.env }
    Object.assign(process.env, { WHATSAPP_ACCESS_TOKEN: ACCESS_TOKEN, WABA_APP_SECRET: APP_SECRET })
    try {
      wabaton = createWabaton({
        agent,
        store,
        turn,
        graph: meta,
        phone_number_id: SUPPORT.phoneNumberId,
        verify_token: VERIFY_TOKEN,
        log_level: 'silent',
      } as WabatonOptions)
    } finally {
      process.env = before
    }
    expect(wabaton.lineFor(SUPPORT.phoneNumberId)).toMatchObject({ name: 'main', displayName: 'WhatsApp' })
  })

  it('[D4 D5] puts files on WhatsApp’s servers, and an agent shows them', async () => {
    scene.simulator.graphUrl = scene.graph.url
    const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100, 7)])
    const { agent: _, ...rest } = options()
    wabaton = createWabaton({
      ...rest,
      agent: async () => {
        const chart = await wabaton!.media.upload({ bytes, filename: 'chart.jpg' })
        return chart.kind === 'failed' ? chart.reason : { kind: 'image', media: { id: chart.id }, caption: chart.mime }
      },
    })
    scene.deliverTo({ url: HOOK, fetch: wabaton.attachRoutes() })
    maya().says('Hello')
    const heard = await maya().hears()
    expect(heard).toMatchObject({ type: 'image', text: 'image/png' })
    const { id } = heard.content as { id: string }
    const file = await wabaton.media.download({ id })
    expect(file.kind === 'file' && Buffer.compare(file.bytes, bytes)).toBe(0)
    expect(await wabaton.media.delete(id, 'main')).toEqual({ kind: 'deleted' })
    expect(await wabaton.media.query(id)).toMatchObject({ kind: 'failed', because: 'not-found' })
  })

  it('[C3 C5] names every fault at once, with its cure', () => {
    expect(() => createWabaton({ agent: () => 'Hi', accesToken: 'x', turn: { settle: -1 } } as never)).toThrow(
      /accessToken[\s\S]*settle/,
    )
  })

  it('[W17] lineFor throws for a number that has no line', () => {
    wabaton = createWabaton(options())
    expect(() => wabaton!.lineFor('1')).toThrow(UnknownLine)
    expect(() => wabaton!.lineFor('1')).toThrow('Unknown WABA phone_number_id: 1')
  })

  it('tries again when the store was not there at the first request', async () => {
    wabaton = createWabaton({ ...options(), store: { folder: join(process.execPath, 'below-a-file') } })
    const ask = () => wabaton!.fetch(new Request('http://localhost/health'))
    await expect(ask()).rejects.toThrow('cannot be used')
    await expect(ask()).rejects.toThrow('cannot be used')
    wabaton = undefined
  })

  it('[W4] checks the signature like the server does', async () => {
    wabaton = createWabaton(options())
    const body = '{"object":"whatsapp_business_account","entry":[]}'
    const ask = (secret: string) =>
      wabaton!.fetch(
        new Request('http://localhost/whatsapp/webhook', {
          method: 'POST',
          body,
          headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
        }),
      )
    expect([(await ask('other')).status, (await ask(APP_SECRET)).status]).toEqual([403, 200])
  })
})
