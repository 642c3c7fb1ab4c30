import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../contracts/places.ts'
import { type House, openHouse } from '../../house-of-people.ts'

const TOKEN = 'the-token-of-the-configuration-123'
const PHONE = '14156660001'
let house: House

beforeAll(async () => {
  house = await openHouse('sqlite', { settings: { apiToken: TOKEN } })
})
afterAll(async () => {
  await house.stop()
  removeFolders()
})

async function tokenFor(role: 'admin' | 'supervisor', lines: 'all' | string[]): Promise<string> {
  const { store } = house.platform
  const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const
  const given = { business: 'acme', actor: { role: 'owner', lines: 'all' }, by, now: house.clock.now() } as const
  const made = await store.createToken({ ...given, name: role, role, lines, expiresAt: undefined })
  if (made.kind !== 'done') throw new Error(made.kind)
  return made.secret
}

describe('[O13] a customer who asks what is known of them, and to be forgotten', () => {
  const ask = (method: string, path: string, token = TOKEN, body?: unknown) => house.ask(method, path, { token, body })
  const search = async () => {
    const { body } = await ask('POST', '/api/memory/search', TOKEN, { userId: PHONE, query: 'walnut' })
    return JSON.stringify(body)
  }

  it('is handed all of it and erased from all of it, by those who may, on the record', async () => {
    await ask('POST', '/api/memory', TOKEN, { userId: PHONE, document: 'is allergic to walnuts' })
    await ask('POST', '/api/memory', TOKEN, { userId: '14156660002', document: 'sells walnuts' })
    expect(await search()).toContain('allergic')
    const path = `/api/customers/${encodeURIComponent(`+${PHONE}`)}`
    for (const token of [await tokenFor('supervisor', 'all'), await tokenFor('admin', ['support'])]) {
      expect((await ask('GET', `${path}/export`, token)).status).toBe(403)
      expect((await ask('POST', `${path}/erase`, token)).status).toBe(403)
      expect((await ask('GET', '/api/erasures', token)).status).toBe(403)
    }
    const admin = await tokenFor('admin', 'all')
    const exported = await ask('GET', `${path}/export`, admin)
    expect(exported.body.tables.memories).toMatchObject([{ body: 'is allergic to walnuts' }])
    const erased = await ask('POST', `${path}/erase`, admin)
    expect(erased.body.receipt).toMatchObject({ leftovers: [], by: 'admin', removed: { contacts: 1, memories: 1 } })
    expect(await search()).not.toContain('allergic')
    expect((await ask('POST', `${path}/erase`, admin)).status).toBe(404)
    expect((await ask('GET', `${path}/export`, admin)).status).toBe(404)
    expect((await ask('GET', '/api/erasures', admin)).body.erasures).toEqual([erased.body.receipt])
    const audit = await house.platform.store.audit({ business: 'acme', most: 5 })
    expect(audit.map(({ action }) => action).filter((action) => action.startsWith('customer.'))).toEqual([
      'customer.erased',
      'customer.exported',
    ])
    expect(JSON.stringify([audit, erased.body])).not.toContain(PHONE)
  })
})
