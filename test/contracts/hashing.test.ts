import { createHash, createHmac } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createPhoneHash, type IdentityHash, userIdFor } from '../../src/ports/phone-hash.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { keepPhoneHash } from '../../src/store/settings.ts'
import { newDatabase, newFolder, postgresAt, removeFolders, sqliteIn } from './places.ts'
import { inbound, NOON, Scene } from './scene.ts'

afterAll(removeFolders)

const open: Database[] = []
afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

const stores = {
  'the embedded store': async () => sqliteIn(newFolder()),
  PostgreSQL: async () => postgresAt(await newDatabase()),
}
const MAYA = '15550001111'
const MOVED = '15550002222'
const CARD = '15550003333'
const WAITING = '15550004444'
const ECHO = '15550005555'
const HMAC = { hash: 'hmac', secret: 'a long random text' } as const

for (const [name, place] of Object.entries(stores))
  describe(`[I8] phones on ${name}`, () => {
    const begin = async (identity: IdentityHash) => {
      const database = await place()
      open.push(database)
      await migrate(database)
      return new Scene(database, identity)
    }
    /** Every row of every table, except where phones may be. */
    const dump = async (scene: Scene) => {
      const list =
        scene.database.dialect.name === 'sqlite'
          ? `select name from sqlite_master where type = 'table'`
          : `select table_name as name from information_schema.tables where table_schema = 'public'`
      const tables = (await scene.rows<{ name: string }>(list)).map((row) => row.name)
      expect(tables).toContain('contacts')
      const others = tables.filter((table) => table !== 'contacts')
      const rows = await Promise.all(others.map((table) => scene.rows(`select * from ${table}`)))
      return JSON.stringify(rows)
    }

    for (const identity of [{ hash: 'sha256' }, HMAC] as const)
      it(`${identity.hash}: of whom something is known before they write as well`, async () => {
        const scene = await begin(identity)
        const named = (name: string) => scene.store.customerFor({ business: 'acme', name, now: NOON })
        const { of, namesOf } = createPhoneHash(identity)
        const maya = (await named(`+${MAYA}`))!
        const moved = (await named(of(MOVED)))!
        const card = (await named(namesOf(CARD).userId))!
        for (const customer of [maya, moved, card]) {
          const memory = { id: scene.ids.next(), documentType: 'note', body: 'known', parts: [{ text: 'known' }] }
          const scope = { business: 'acme', customer }
          await scene.store.keepMemory({ ...memory, scope, speaker: 'system', metadata: {}, at: NOON, now: NOON })
        }
        for (const from of [MAYA, MOVED, CARD]) await scene.store.receive(inbound({ from, raw: { from } }))
        expect(await scene.store.findCustomer('acme', MAYA)).toBe(maya)
        expect(await scene.store.findCustomer('acme', MOVED)).toBe(moved)
        expect(await scene.store.findCustomer('acme', CARD)).toBe(card)
        const kept = await dump(scene)
        for (const phone of [MAYA, MOVED, CARD]) expect(kept).not.toContain(phone)
        const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const
        const erasure = { business: 'acme', customer: maya, id: scene.ids.next(), by, now: NOON }
        expect(await scene.store.eraseCustomer(erasure)).toMatchObject({ leftovers: [] })
        expect(await dump(scene)).not.toContain(of(MAYA))
      })

    for (const identity of [{ hash: 'sha256' }, HMAC] as const)
      it(`${identity.hash}: stand in the contacts and nowhere else; all goes on as it did`, async () => {
        const scene = await begin(identity)
        const { store } = scene
        const sender = { phone: MAYA, bsuid: 'US.1', name: 'Maya' }
        const raw = { from: MAYA, context: { from: `+${MAYA}` }, text: { body: 'my number is 15559999999' } }
        const first = await scene.says({ sender, raw, text: 'my number is 15559999999' })
        const card = { name: 'Bo', phones: [{ phone: '+1 555 000 3333', waId: CARD }], emails: [] }
        await scene.says({
          sender,
          content: { kind: 'contacts', contacts: [card], requested: false },
          raw: {
            from: MAYA,
            contacts: [{ phones: [{ phone: '+1 555 000 3333', wa_id: CARD }], vcard: `TEL:+1 (555) 000-3333` }],
          },
        })
        const body = `User Maya changed from ${MAYA} to ${MOVED}`
        const change = { from: { phone: MAYA, bsuid: 'US.1' }, to: { phone: MOVED, bsuid: 'US.2' } }
        await scene.says({
          sender: { phone: MAYA },
          content: { kind: 'system', type: 'user_changed_number', body, change },
          ignoredBecause: 'a notice',
          raw: { from: MAYA, type: 'system', system: { body, wa_id: MOVED } },
          sentAt: NOON + 1,
          receivedAt: NOON + 1,
        })
        await scene.says({ sender: { phone: MAYA, bsuid: 'US.3' }, raw: { from: MAYA }, receivedAt: NOON + 2 })
        const waiting = { contacts: [{ wa_id: WAITING }], messages: [{ from: WAITING, id: 'wamid.x' }] }
        const stray = { business: 'acme', reason: 'Unknown WABA', field: 'messages', receivedAt: NOON }
        await store.keepStray({ ...stray, waitsFor: '111', raw: waiting })
        await store.keepStray({ ...stray, waitsFor: undefined, raw: `no JSON, from ${WAITING}` })
        const echo = { message_echoes: [{ to: ECHO, from: '15550783881' }], threads: [{ id: ECHO }] }
        await store.keepNotice({
          business: 'acme',
          field: 'smb_message_echoes',
          line: 'support',
          account: undefined,
          handled: false,
          raw: echo,
          receivedAt: NOON,
        })

        const kept = await dump(scene)
        for (const phone of [MAYA, MOVED, CARD, WAITING, ECHO])
          for (const form of [phone, '555 000 3333', '(555) 000-3333']) expect(kept).not.toContain(form)
        expect(kept).toContain('15559999999')
        const digest =
          identity.hash === 'sha256'
            ? createHash('sha256').update(`e164:+${MAYA}`).digest('hex')
            : createHmac('sha256', identity.secret).update(`e164:+${MAYA}`).digest('hex')
        expect(kept).toContain(digest)
        expect(await scene.rows('select phone from contacts order by phone')).toMatchObject([
          { phone: MAYA },
          { phone: MOVED },
          { phone: WAITING },
        ])

        const owner = await store.findCustomer('acme', 'US.1')
        expect(owner).toBe(await store.findCustomer('acme', `+${MOVED}`))
        const stranger = await store.findCustomer('acme', MAYA)
        expect(stranger).not.toBe(owner)
        for (const other of [digest, userIdFor(MAYA, identity)])
          expect(await store.findCustomer('acme', other)).toBe(stranger)
        expect(await store.findCustomer('acme', userIdFor(MAYA))).toBeUndefined()
        expect(await store.straysOf(['111'])).toMatchObject([{ raw: waiting }])
        const turn = await store.loadTurn({ business: 'acme', id: first.conversation }, 30)
        expect(turn!.sender).toEqual({ phone: MOVED, bsuid: 'US.2' })
      })

    it('off: stand as they are, and hash and UUID name the customer all the same', async () => {
      const scene = await begin({ hash: 'off' })
      await scene.says({ from: MAYA, raw: { from: MAYA } })
      expect(await scene.rows('select raw from messages')).toEqual([{ raw: JSON.stringify({ from: MAYA }) }])
      const digest = createHash('sha256').update(`e164:+${MAYA}`).digest('hex')
      const customer = await scene.store.findCustomer('acme', MAYA)
      expect(customer).toBeDefined()
      for (const other of [digest, userIdFor(MAYA)])
        expect(await scene.store.findCustomer('acme', other)).toBe(customer)
    })

    it('a store keeps the hash it began with, and says so; an empty one may change', async () => {
      const scene = await begin({ hash: 'off' })
      const keep = (identity: IdentityHash) => keepPhoneHash(scene.database, 'acme', createPhoneHash(identity))
      for (const identity of [{ hash: 'off' }, { hash: 'sha256' }, HMAC] as const) await keep(identity)
      await new Scene(scene.database, HMAC).store.receive(inbound())
      await keep(HMAC)
      await expect(keep({ hash: 'off' })).rejects.toThrow(
        'identity.hash is off now, and this store was begun with hmac: no customer would be recognised. Set it back to hmac, or begin with an empty store.',
      )
      await expect(keep({ ...HMAC, secret: 'another' })).rejects.toThrow('Set WABATON_HASH_SECRET to what it was.')
      await keepPhoneHash(scene.database, 'globex', createPhoneHash({ hash: 'off' }))
    })
  })
