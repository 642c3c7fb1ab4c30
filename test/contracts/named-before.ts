import { describe, expect, it } from 'vitest'
import { createPhoneHash, userIdFor } from '../../src/ports/phone-hash.ts'
import { all, document, textsOf } from './memory-scene.ts'
import type { Scene } from './scene.ts'

const PHONE = '15550001111'

/** Customers of whom something is known before they ever wrote. */
export function namedBeforeContract(scene: () => Scene) {
  describe('whom a name means before they ever wrote', () => {
    const named = (name: string, business = 'acme') => scene().store.customerFor({ business, name, now: scene().now })
    const digest = createPhoneHash({ hash: 'off' }).namesOf(PHONE).hash!

    it.each([
      ['a phone', `+${PHONE}`],
      ['a phone as people write it', 'whatsapp:+1 (555) 000-1111'],
      ['a session key', `wa_${PHONE}`],
      ['the id that stands for the phone', userIdFor(PHONE)],
      ['the digest of the phone', digest],
      ['a scoped id', 'US.1349'],
      ['a scoped id of linked portfolios', 'US.ENT.1349'],
    ])('[I9 M2] is found by %s, and by their first message', async (_, name) => {
      const customer = (await named(name))!
      expect(await named(name)).toBe(customer)
      expect(await scene().store.findCustomer('acme', name)).toBe(customer)
      await scene().store.keepMemory(document(scene(), { business: 'acme', customer }, 'Likes blue.'))
      const bsuid = name.startsWith('US.1') ? { bsuid: name } : {}
      const parent = name.startsWith('US.ENT') ? { parentBsuid: name } : {}
      await scene().says({ sender: { phone: PHONE, name: 'Maya', ...bsuid, ...parent }, text: 'hello' })
      const found = (await scene().store.findCustomer('acme', PHONE))!
      expect(textsOf(await all(scene(), { business: 'acme', customer: found }))).toEqual(['Likes blue.'])
      expect(await scene().store.findCustomer('acme', customer)).toBe(found)
      expect(await named(name)).toBe(found)
    })

    it('[I9] every name of a known phone is one customer, who is reached by it', async () => {
      const customer = await named(userIdFor(PHONE))
      for (const name of [PHONE, `wa_${PHONE}`, digest]) expect(await named(name)).toBe(customer)
      const [contact] = await scene().rows('select phone from contacts')
      expect(contact).toEqual({ phone: PHONE })
      await scene().says({ from: PHONE })
      expect(await scene().store.findCustomer('acme', PHONE)).toBe(customer)
    })

    it('[I9] a name that is nobody’s makes nobody, and no business knows those of another', async () => {
      for (const name of ['', 'maya', '12', 'US.', 'x'.repeat(300)]) expect(await named(name)).toBeUndefined()
      expect(await scene().rows('select customer from contacts')).toEqual([])
      expect(await named(PHONE)).not.toBe(await named(PHONE, 'globex'))
    })

    it('[I9] asked many times at once it is one customer', async () => {
      const names = [PHONE, `wa_${PHONE}`, `+${PHONE}`, PHONE, 'US.77', 'US.77']
      const found = await Promise.all(names.map((name) => named(name)))
      expect(new Set(found).size).toBe(2)
      expect(await scene().rows('select customer from contacts')).toHaveLength(2)
    })
  })
}
