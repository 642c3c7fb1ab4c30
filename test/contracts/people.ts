import { describe, expect, it } from 'vitest'
import type { By } from '../../src/flows/store.ts'
import type { Scene } from './scene.ts'

const HOUR = 60 * 60_000
const NOBODY = '01a1fc5c-800a-7001-b719-c855ed9d5bbd'
const BY: By = { kind: 'teammate', id: 'ana', name: 'Ana', source: 'desk', ip: '203.0.113.9' }

export function peopleContract(scene: () => Scene) {
  describe('people', () => {
    const of = (business: string) =>
      ({ business, actor: { role: 'owner', lines: 'all' }, by: BY, now: scene().now }) as const

    it('[H24] the line of a conversation and of all that belongs to it', async () => {
      const { store } = scene()
      const { conversation } = await scene().says({ line: 'sales', from: '15550007777' })
      const lineOf = (kind: Parameters<typeof store.lineOfSubject>[0]['of'], id: string, business = 'acme') =>
        store.lineOfSubject({ business, of: kind, id })
      expect(await lineOf('conversation', conversation)).toBe('sales')
      expect(await lineOf('conversation', conversation, 'other')).toBeUndefined()
      for (const kind of ['conversation', 'handoff', 'delivery', 'run'] as const)
        for (const id of [NOBODY, 'nothing', '', "x' or '1' = '1"]) expect(await lineOf(kind, id)).toBeUndefined()
      const work = await scene().replies(['Hello'], { line: 'sales', from: '15550008888' })
      const [delivery] = await scene().rows<{ id: string }>(
        `select id from deliveries where conversation = '${work.key}'`,
      )
      expect(await lineOf('delivery', delivery!.id)).toBe('sales')
    })

    it('[O5] what one business keeps another does not see', async () => {
      const { store } = scene()
      const now = scene().now
      const made = await store.createToken({
        ...of('one'),
        name: 'A',
        role: 'owner',
        lines: 'all',
        expiresAt: undefined,
      })
      const secret = made.kind === 'done' ? made.secret : ''
      expect(await store.tokenBy({ business: 'one', secret, now })).toMatchObject({ kind: 'token', name: 'A' })
      expect(await store.tokenBy({ business: 'other', secret, now })).toBeUndefined()
      expect(await store.tokens('other')).toEqual([])
      const setUp = (await store.offerSetUp({ business: 'one', now }))!
      const owner = { name: 'O', email: 'o@example.com', passwordHash: 'x', ip: undefined, trusted: false, now }
      expect(await store.setUp({ ...owner, business: 'other', secret: setUp })).toEqual({ kind: 'wrong-secret' })
      expect(await store.setUp({ ...owner, business: 'one', secret: setUp })).toEqual({ kind: 'done' })
      expect(await store.isSetUp('other')).toBe(false)
      expect(await store.credential({ business: 'other', email: 'o@example.com' })).toBeUndefined()
    })

    it('[O12] the audit is read in pages, the newest first, and says who, what, whence and from where', async () => {
      const { store } = scene()
      for (let nth = 0; nth < 5; nth++) {
        scene().now += 1000
        await store.invite({ ...of('audited'), email: `${nth}@example.com`, role: 'viewer', lines: ['support'] })
      }
      const first = await store.audit({ business: 'audited', most: 2 })
      expect(first[0]).toEqual({
        id: expect.any(String),
        at: scene().now,
        by: BY,
        action: 'teammate.invited',
        subject: expect.any(String),
        line: undefined,
        detail: { email: '4@example.com', role: 'viewer', lines: ['support'] },
      })
      const second = await store.audit({ business: 'audited', before: first[1]!.id, most: 10 })
      expect([...first, ...second].map(({ detail }) => detail!.email)).toEqual(
        [4, 3, 2, 1, 0].map((nth) => `${nth}@example.com`),
      )
      expect(await store.audit({ business: 'audited', before: 'nothing', most: 10 })).toEqual([])
      expect(await store.audit({ business: 'other', most: 10 })).toEqual([])
    })

    it('[O5] what has run out is forgotten, and nothing else', async () => {
      const { store } = scene()
      const business = 'forgetful'
      await store.invite({ ...of(business), email: 'a@example.com', role: 'viewer', lines: 'all' })
      const begin = async (token: string) =>
        store.beginSession({
          business,
          teammate: NOBODY,
          token,
          ip: undefined,
          userAgent: 'x'.repeat(9000),
          now: scene().now,
        })
      await begin('early')
      scene().now += 11 * HOUR
      await begin('late')
      scene().now += 2 * HOUR
      await store.forgetExpired({ now: scene().now })
      const count = async (table: string) =>
        (await scene().rows<{ n: number }>(`select count(*) as n from ${table} where business = '${business}'`))[0]!.n
      expect(Number(await count('sessions'))).toBe(1)
      expect(Number(await count('one_time_secrets'))).toBe(1)
      scene().now += 72 * HOUR
      await store.forgetExpired({ now: scene().now })
      expect(Number(await count('sessions'))).toBe(0)
      expect(Number(await count('one_time_secrets'))).toBe(0)
    })

    it('[O5] a session that begins in the moment in which somebody is removed opens nothing', async () => {
      const { store } = scene()
      const business = 'leaving'
      const now = scene().now
      const come = async (email: string) => {
        const invited = await store.invite({ ...of(business), email, role: 'owner', lines: 'all' })
        const secret = invited.kind === 'done' ? invited.secret : ''
        await store.acceptInvitation({ business, secret, name: email, passwordHash: 'x', ip: undefined, now })
        return (await store.credential({ business, email }))!.id
      }
      await come('stays@example.com')
      const id = await come('goes@example.com')
      const begin = (token: string) =>
        store.beginSession({ business, teammate: id, token, ip: undefined, userAgent: undefined, now })
      await begin('before')
      expect(await store.sessionBy({ business, token: 'before', now })).toMatchObject({ actor: { id, role: 'owner' } })
      expect(await store.removeTeammate({ ...of(business), id })).toMatchObject({ kind: 'done' })
      await begin('after')
      for (const token of ['before', 'after']) expect(await store.sessionBy({ business, token, now })).toBeUndefined()
    })

    it('[O5] what sessions are signed with is made once', async () => {
      const { store } = scene()
      const secrets = await Promise.all(Array.from({ length: 5 }, () => store.sessionSecret('signed')))
      expect(new Set(secrets).size).toBe(1)
      expect(await store.sessionSecret('another')).not.toBe(secrets[0])
    })
  })
}
