import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { type MemoryScope, scopeKey, scopesSeenFrom, WORLD } from '../../src/domain/memory/scope.ts'
import { all, document, fact, keepsFacts, sourceIn, whose } from './memory-scene.ts'
import type { Scene } from './scene.ts'

const PHONES = ['15550001111', '15550002222', '15550003333']
const TENANTS = [undefined, 'east', 'west', 'customer:east']

/**
 * Nothing of one scope is ever an answer in another. Each of the 41 scopes looks at least once: on PostgreSQL no more,
 * where every question is a journey; `npm run faults` looks 400 times there too.
 */
export function memoryScopesContract(scene: () => Scene, looks?: number) {
  describe('the scopes of memory', () => {
    it('[I13 M5 A9] a canary in each is found in its own, and in no other', async () => {
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
      const random = seededRandom(seed)
      const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
      const customers = new Map<string, string>()
      for (const business of ['acme', 'globex'])
        for (const phone of PHONES) {
          await scene().says({ business, from: phone })
          customers.set(`${business} ${phone}`, (await scene().store.findCustomer(business, phone))!)
        }
      // A tenant may have any name, that of a scope too.
      const tenants = [...TENANTS, `east/customer:${[...customers.values()][0]}`]
      const scopes: MemoryScope[] = [
        { business: WORLD },
        ...['acme', 'globex'].flatMap((business) =>
          tenants.flatMap((tenant) => [
            { business, tenant },
            ...PHONES.map((phone) => ({ business, tenant, customer: customers.get(`${business} ${phone}`)! })),
          ]),
        ),
      ]
      const canaryOf = (scope: MemoryScope) => `canary-${scopes.indexOf(scope)}-`
      const ids = new Map<MemoryScope, string[]>()
      const { store } = scene()
      for (const scope of scopes) {
        const canary = canaryOf(scope)
        const memory = document(scene(), scope, `${canary} a secret`, {
          documentType: pick(['note', 'email', 'document']),
          line: pick(['support', 'sales', undefined]),
          origin: pick(['shared.md', undefined]),
        })
        await store.keepMemory(memory)
        const kept = fact(scene(), canary, { key: 'same', sources: [sourceIn(memory.id, canary)] })
        await keepsFacts(scene(), scope, { added: [kept] })
        ids.set(scope, [memory.id, kept.id])
      }
      const by = { kind: 'system', id: 'x', name: 'x', source: 'system', ip: undefined } as const
      const most = looks ?? (scene().database.dialect.name === 'postgres' ? scopes.length : 200)
      for (let step = 0; step < most; step++) {
        const scope = scopes[step] ?? pick(scopes)
        const other = pick(scopes.filter((one) => one !== scope))
        const [memory, kept] = ids.get(other)!
        const answers = [
          await all(scene(), scope, pick([1, 2, 500])),
          await store.entriesById(scope, [memory!, kept!, `${memory}#0`, ...ids.get(scope)!]),
          await store.entriesSince(scope, { version: 0, added: 0, facts: 0, conversations: [] }),
          await store.facts({ scope, history: random() < 0.5 }),
          await store.memories({
            scope,
            most: 50,
            documentType: pick(['note', 'email', undefined]),
            origin: pick(['shared.md', undefined]),
          }),
          await store.memory(scope, memory!),
        ]
        const found = new Set(JSON.stringify(answers).match(/canary-\d+-/g))
        expect([...found], `seed ${seed}, step ${step}, ${scope.business} ${scopeKey(scope)}`).toEqual([
          canaryOf(scope),
        ])
        expect(await store.forgetMemory(scope, memory!)).toBe(false)
        expect(await store.changeMemory({ ...document(scene(), scope, 'taken over'), id: memory! })).toBe(false)
        expect(await store.changeFact({ scope, fact: kept!, change: 'forget', by, now: 1 })).toBe(false)
      }
      for (const scope of scopes) expect(scopesSeenFrom(scope)).toContainEqual({ business: WORLD })
    })

    it('[I13] what was said in conversations belongs to the customer of the business, and to no tenant', async () => {
      const maya = await whose(scene())
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['Hi']))
      expect(await all(scene(), maya)).toHaveLength(2)
      expect(await all(scene(), { ...maya, tenant: 'east' })).toEqual([])
      expect((await scene().store.stateOf({ ...maya, tenant: 'east' })).conversations).toEqual([])
    })
  })
}
