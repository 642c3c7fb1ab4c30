import { afterEach, describe, expect, it } from 'vitest'
import type { LogFields } from '../../src/flows/world.ts'
import { SUPPORT, WABA } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const ORDER = {
  name: 'order_update',
  language: 'en_US',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello {{1}}, it is on its way.', example: { body_text: [['Maya']] } }],
}

let stage: Stage
let said: string[] = []
afterEach(() => stage.stop())

async function setUp({ approval }: { approval?: undefined | 0 } = { approval: 0 }) {
  said = []
  const note = (event: string, fields: LogFields = {}) => void said.push(`${event} ${fields.event ?? ''}`.trim())
  const log = { debug: note, info: note, warn: note, error: note }
  stage = await setStage({ settings: { apiToken: TOKEN, lines: [{ ...SUPPORT, accountId: WABA }] }, ports: { log } })
  stage.simulator.templates.approvalAfterMs = approval
  await stage.pass(1000)
}

/** Meta's answer takes a moment of the stage's clock. */
async function ask(method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const asked = stage.platform.fetch(
    new Request(`http://localhost/api/templates${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  )
  await stage.pass(1000)
  const response = await asked
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers, and fail where nothing is.
  return { status: response.status, body: (await response.json()) as any }
}
const listed = async () => (await ask('GET', '')).body.templates

describe('templates, from the first draft to the last', () => {
  it('[D23 C14] are created, watched, edited and deleted over the API', async () => {
    await setUp({ approval: undefined })
    const made = await ask('POST', '', ORDER)
    expect(made).toMatchObject({ status: 201, body: { template: { name: 'order_update', status: 'PENDING' } } })
    expect(await listed()).toMatchObject([{ status: 'PENDING', components: ORDER.components }])
    const id = made.body.template.id
    // Meta has not looked at it yet.
    expect(await ask('PATCH', `/${id}`, { category: 'MARKETING' })).toMatchObject({ status: 422 })
    stage.simulator.templates.approve('order_update')
    await stage.pass(5000)
    const [approved] = await listed()
    expect(approved.status).toBe('APPROVED')
    expect(stage.clock.now() - approved.since).toBeLessThan(7000)

    const body = { type: 'BODY', text: 'It is on its way.' }
    expect(await ask('PATCH', `/${id}`, { components: [body] })).toMatchObject({ status: 200 })
    expect(await listed()).toMatchObject([{ status: 'PENDING', components: [body] }])
    expect(await ask('DELETE', `/${id}`)).toMatchObject({ status: 200, body: { template: { status: 'DELETED' } } })
    expect(await listed()).toEqual([])
    expect((await ask('DELETE', `/${id}`)).status).toBe(404)
    expect((await ask('PATCH', '/nothing', {})).status).toBe(404)
  })

  it('[D23] one that is at fault never gets to Meta: all faults at once, at their places, with the cure', async () => {
    await setUp()
    const { status, body } = await ask('POST', '', {
      ...ORDER,
      name: 'Order update',
      components: [
        { type: 'BODY', text: 'Hello {{1}}' },
        { type: 'FOOTER', text: 'x'.repeat(61) },
      ],
    })
    expect(status).toBe(422)
    expect(body.faults.map(({ at, what }: { at: string; what: string }) => `${at} ${what}`)).toEqual([
      'name name',
      'body edges',
      'body.example.1 example',
      'footer tooLong',
    ])
    expect(body.faults[3].says).toBe('footer: At most 60 characters: these are 61.')
    expect(stage.simulator.templates.all()).toEqual([])
    const made = stage.simulator.templates.add({ ...ORDER })
    await ask('POST', '/sync')
    const changed = await ask('PATCH', `/${made.id}`, { components: [{ type: 'BODY', text: '{{1}} hi' }] })
    expect(changed).toMatchObject({ status: 422, body: { because: 'faulty', faults: [{ at: 'body' }, {}] } })
  })

  it("[D23] Meta's own refusals come in plain words, at their place", async () => {
    await setUp()
    await ask('POST', '', ORDER)
    const twice = await ask('POST', '', ORDER)
    expect(twice).toMatchObject({ status: 422, body: { because: 'refused', at: 'name' } })
    expect(twice.body.error).toMatch(/^There is a template of this name in this language already: choose another name/)
    const edit = () => ask('PATCH', `/${made.id}`, { components: [{ type: 'BODY', text: 'Hello.' }] })
    const made = (await listed())[0]
    expect(await edit()).toMatchObject({ status: 200 })
    expect(await edit()).toMatchObject({ status: 422, body: { error: expect.stringContaining('once a day') } })
    expect(await ask('PATCH', `/${made.id}`, { category: 'MARKETING' })).toMatchObject({
      status: 422,
      body: { at: 'category', error: expect.stringContaining('create another one') },
    })
    stage.simulator.setAvailable(false)
    expect(await ask('POST', '', { ...ORDER, name: 'other' })).toMatchObject({
      status: 502,
      body: { because: 'unreachable', error: expect.stringContaining('Sync the templates before you try again') },
    })
  })

  it('[D23 W21] why Meta has rejected or paused one is kept with it, and people are told', async () => {
    await setUp()
    await ask('POST', '', ORDER)
    stage.simulator.templates.reject('order_update', {
      reason: 'TAG_CONTENT_MISMATCH',
      recommendation: 'Make it marketing',
    })
    await stage.pass(5000)
    expect(await listed()).toMatchObject([
      {
        status: 'REJECTED',
        rejection: 'TAG_CONTENT_MISMATCH',
        news: { event: 'REJECTED', reason: 'TAG_CONTENT_MISMATCH', detail: 'Make it marketing.' },
      },
    ])
    expect(said).toContain('attention-needed REJECTED')
    stage.simulator.templates.approve('order_update')
    await stage.pass(5000)
    stage.simulator.templates.pause('order_update')
    stage.simulator.templates.changeQuality('order_update', 'RED')
    await stage.pass(5000)
    expect(await listed()).toMatchObject([{ status: 'PAUSED', quality: 'RED', news: { reason: 'FIRST_PAUSE' } }])
    expect(said).toContain('attention-needed PAUSED')
    expect(said).toContain('attention-needed quality RED')
    stage.simulator.templates.approve('order_update')
    stage.simulator.templates.changeCategory('order_update', 'MARKETING')
    await stage.pass(5000)
    expect(await listed()).toMatchObject([{ status: 'APPROVED', category: 'MARKETING', categoryBefore: 'UTILITY' }])
    expect(said).toContain('attention-needed category MARKETING')
  })

  it('[D23 U4] whoever looks on is told in the moment, without asking', async () => {
    await setUp()
    await ask('POST', '', ORDER)
    const headers = { authorization: `Bearer ${TOKEN}` }
    const response = await stage.platform.fetch(new Request('http://localhost/channels/events', { headers }))
    const reader = response.body!.getReader()
    let heard = ''
    const reading = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read())
        heard += new TextDecoder().decode(part.value)
    })()
    await stage.pass(1000)
    stage.simulator.templates.pause('order_update')
    await stage.pass(5000)
    expect(heard).toContain('event: templates\ndata: {}\n\n')
    await reader.cancel()
    await reading
  })

  it('[D23] all languages of a name go together, or one of them alone', async () => {
    await setUp()
    for (const language of ['en_US', 'de', 'es']) await ask('POST', '', { ...ORDER, language })
    const { templates } = stage.platform
    const languages = async () => (await listed()).map(({ language }: { language: string }) => language)
    const meanwhile = async <Done>(done: Promise<Done>) => {
      await stage.pass(1000)
      return done
    }
    expect(await meanwhile(templates.edit({ name: 'order_update' }, { category: 'MARKETING' }))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('Name the language'),
    })
    await meanwhile(templates.remove({ name: 'order_update', language: 'de' }))
    expect(await languages()).toEqual(['en_US', 'es'])
    await meanwhile(templates.remove({ name: 'order_update' }))
    expect(await languages()).toEqual([])
  })
})
