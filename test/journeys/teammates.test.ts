import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeFolders } from '../contracts/places.ts'
import { type Answered, type Browser, createBrowser, type House, OWNER, openHouse, STORES } from '../house-of-people.ts'

const HOUR = 60 * 60_000
const PASSWORD = 'a password to come in'

let house: House
afterEach(() => house.stop())
afterAll(removeFolders)

describe.each(STORES)('teammates, on %s', (kind) => {
  let olga: Browser
  beforeEach(async () => {
    house = await openHouse(kind)
    olga = await house.owner()
  })
  const invite = (by: Browser, role: string, lines: unknown = 'all', email = `${role}@example.com`) =>
    by.ask('POST', '/api/invitations', { email, role, lines })
  const accept = (token: unknown, name = 'New') =>
    house.ask('POST', '/api/invitations/accept', { body: { token, name, password: PASSWORD } })
  const change = async (by: Browser, whom: Browser, to: object) =>
    by.ask('PATCH', `/api/teammates/${await whom.id()}`, to)
  const error = ({ body }: Answered) => body.error as string

  it('[O5 H24] come in by an invitation that is good once and for 72 hours', async () => {
    const { status, body } = await invite(olga, 'member', ['support'], ' Bo@Example.com ')
    expect(status).toBe(201)
    expect((await accept('wabaton_invitation_guess')).status).toBe(403)
    expect(
      (
        await house.ask('POST', '/api/invitations/accept', {
          body: { token: body.token, name: 'Bo', password: 'short' },
        })
      ).status,
    ).toBe(400)
    expect(await accept(body.token, 'Bo')).toMatchObject({ status: 201, body: { email: 'bo@example.com' } })
    expect((await accept(body.token)).status).toBe(403)
    const bo = createBrowser(house)
    expect((await bo.signIn('bo@example.com', PASSWORD)).status).toBe(200)
    expect((await bo.ask('GET', '/api/session')).body.actor).toMatchObject({
      name: 'Bo',
      role: 'member',
      lines: ['support'],
    })

    const late = await invite(olga, 'viewer')
    house.clock.shift(72 * HOUR)
    expect((await accept(late.body.token)).status).toBe(403)
  })

  it('[O5] many who bring the same invitation at once are one', async () => {
    const { body } = await invite(olga, 'member')
    const all = await Promise.all(Array.from({ length: 6 }, (_, nth) => accept(body.token, `New ${nth}`)))
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await house.platform.store.teammates('acme')).toHaveLength(2)
  })

  it('[O5] an invitation is withdrawn by hand or by another one, and not made for somebody who is there', async () => {
    const first = await invite(olga, 'member')
    const second = await invite(olga, 'member')
    expect((await accept(first.body.token)).status).toBe(403)
    expect((await olga.ask('DELETE', `/api/invitations/${second.body.id}`)).status).toBe(200)
    expect((await olga.ask('DELETE', `/api/invitations/${second.body.id}`)).status).toBe(404)
    expect((await accept(second.body.token)).status).toBe(403)
    expect((await invite(olga, 'member', 'all', OWNER.email)).status).toBe(409)
    expect((await olga.ask('GET', '/api/invitations')).body.invitations).toEqual([])
  })

  it('[H24] nobody invites above themselves, or to lines that are not theirs or not there', async () => {
    const admin = await house.teammate('admin', ['support'])
    expect((await invite(admin, 'owner')).status).toBe(403)
    expect((await invite(admin, 'member')).status).toBe(403)
    expect((await invite(admin, 'member', ['sales'])).status).toBe(403)
    expect((await invite(admin, 'admin', ['support'])).status).toBe(201)
    expect((await invite(olga, 'owner', ['support'])).status).toBe(403)
    expect(error(await invite(olga, 'member', ['nowhere']))).toContain('no line named nowhere')
    expect((await invite(olga, 'boss')).status).toBe(400)
    expect((await invite(olga, 'member', [])).status).toBe(400)
  })

  it('[H24] nobody changes who stands above them, or lifts anybody above themselves', async () => {
    const admin = await house.teammate('admin')
    const member = await house.teammate('member')
    expect((await change(admin, olga, { role: 'viewer' })).status).toBe(403)
    expect((await change(admin, olga, { name: 'Nobody' })).status).toBe(403)
    expect((await change(admin, admin, { role: 'owner' })).status).toBe(403)
    expect((await change(admin, member, { role: 'owner' })).status).toBe(403)
    expect((await change(member, member, { role: 'admin' })).status).toBe(403)
    expect((await admin.ask('DELETE', `/api/teammates/${await olga.id()}`)).status).toBe(403)
    expect((await admin.ask('POST', `/api/teammates/${await olga.id()}/reset`)).status).toBe(403)
    expect((await change(admin, member, { role: 'supervisor' })).status).toBe(200)
    expect((await olga.ask('PATCH', '/api/teammates/nobody', { role: 'viewer' })).status).toBe(404)
    expect((await change(olga, admin, { role: 'admin', more: 1 })).status).toBe(400)
  })

  it('[O5 H24] another role or other lines end the sessions; another name does not', async () => {
    const bo = await house.teammate('member')
    const boId = await bo.id()
    await olga.ask('PATCH', `/api/teammates/${boId}`, { name: 'Bo the Second' })
    expect((await bo.ask('GET', '/api/session')).body.actor.name).toBe('Bo the Second')
    await olga.ask('PATCH', `/api/teammates/${boId}`, { lines: ['sales'] })
    expect((await bo.ask('GET', '/api/session')).status).toBe(401)
    await bo.signIn(bo.email, bo.password)
    expect((await bo.ask('GET', '/api/lines')).body.lines.map(({ name }: { name: string }) => name)).toEqual(['sales'])
    await olga.ask('PATCH', `/api/teammates/${boId}`, { role: 'viewer' })
    expect((await bo.ask('GET', '/api/session')).status).toBe(401)
  })

  it('[O5] whoever is removed is out at once, with every secret of theirs; the name stays in the audit', async () => {
    const admin = await house.teammate('admin')
    const adminId = await admin.id()
    const made = await admin.ask('POST', '/api/tokens', { name: 'Report', role: 'viewer' })
    const reset = await olga.ask('POST', `/api/teammates/${adminId}/reset`)
    const removed = await olga.ask('DELETE', `/api/teammates/${adminId}`)
    expect(removed.body.tokens).toMatchObject([{ id: made.body.id, name: 'Report' }])
    expect((await admin.ask('GET', '/api/session')).status).toBe(401)
    expect((await admin.signIn(admin.email, admin.password)).status).toBe(401)
    const another = { token: reset.body.token, password: 'yet another password' }
    expect((await house.ask('POST', '/api/password', { body: another })).status).toBe(403)
    expect((await olga.ask('DELETE', `/api/teammates/${adminId}`)).status).toBe(404)
    const { body } = await olga.ask('GET', '/api/audit')
    expect(
      body.entries.map(({ action, by }: { action: string; by: { name: string } }) => `${by.name}: ${action}`),
    ).toEqual([
      'Olga: teammate.removed',
      'Olga: password.reset-offered',
      'The admin: token.created',
      'The admin: teammate.joined',
      'Olga: teammate.invited',
      'Olga: business.set-up',
    ])
    expect((await invite(olga, 'member', 'all', admin.email)).status).toBe(201)
  })

  it('[O5] the last owner stays, also where two go at once', async () => {
    const olgaId = await olga.id()
    expect((await olga.ask('DELETE', `/api/teammates/${olgaId}`)).status).toBe(409)
    expect((await change(olga, olga, { role: 'admin' })).status).toBe(409)
    for (let round = 0; round < 3; round++) {
      const other = await house.teammate('owner')
      const [a, b] = [await olga.id(), await other.id()]
      const both = await Promise.all([
        olga.ask('PATCH', `/api/teammates/${b}`, { role: 'admin' }),
        other.ask('PATCH', `/api/teammates/${a}`, { role: 'admin' }),
      ])
      const owners = (await house.platform.store.teammates('acme')).filter(({ role }) => role === 'owner')
      expect(owners.length, both.map(({ status }) => status).join()).toBeGreaterThan(0)
      if (owners[0]!.id === a) continue
      await other.ask('PATCH', `/api/teammates/${a}`, { role: 'owner' })
      await olga.signIn(OWNER.email, OWNER.password)
      await olga.ask('PATCH', `/api/teammates/${b}`, { role: 'admin' })
    }
  })

  it('[O5] a forgotten password is chosen anew by a token of an admin, once; sessions end', async () => {
    const bo = await house.teammate('member')
    const admin = await house.teammate('admin')
    const { body, status } = await admin.ask('POST', `/api/teammates/${await bo.id()}/reset`)
    expect(status).toBe(201)
    const choose = (password: string) => house.ask('POST', '/api/password', { body: { token: body.token, password } })
    expect((await choose('short')).status).toBe(400)
    expect((await choose('a chosen password')).status).toBe(200)
    expect((await choose('and once more, please')).status).toBe(403)
    expect((await bo.ask('GET', '/api/session')).status).toBe(401)
    expect((await bo.signIn(bo.email, bo.password)).status).toBe(401)
    expect((await bo.signIn(bo.email, 'a chosen password')).status).toBe(200)
  })

  it('[H24] are shown to those who work with them, addresses to those who manage them', async () => {
    await house.teammate('member', ['sales'])
    const viewer = await house.teammate('viewer', ['support'])
    const names = async (who: Browser) =>
      (await who.ask('GET', '/api/teammates')).body.teammates.map(({ name }: { name: string }) => name)
    expect(await names(olga)).toEqual(['Olga', 'The member', 'The viewer'])
    expect(await names(viewer)).toEqual(['Olga', 'The viewer'])
    expect(JSON.stringify((await viewer.ask('GET', '/api/teammates')).body)).not.toContain('@')
  })
})
