import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { ACME, all, document, fact, keepsFacts, sourceIn, talks, textsOf } from './memory-scene.ts'
import type { Scene } from './scene.ts'

const OLD = { phone: '15550001111', bsuid: 'US.1111' }
const NEW = { phone: '15550001111', bsuid: 'US.2222' }

/** What is known of customers who turn out to be the same, and of those who were not after all. */
export function memoryJoinsContract(scene: () => Scene) {
  describe('the memory of customers who turn out to be the same', () => {
    const find = async (name: string) => ({
      business: 'acme',
      customer: (await scene().store.findCustomer('acme', name))!,
    })
    const writes = (sender: typeof OLD, text: string, line = 'support') =>
      talks(scene(), text, `to ${text}`, { sender, raw: { from: sender.phone, from_user_id: sender.bsuid }, line })
    const decide = async () => {
      scene().now += 60_000
      const [question] = await scene().store.identityQuestions('acme')
      const options = {
        business: 'acme',
        question: question!.id,
        decision: 'same',
        by: 'Ada',
        now: scene().now,
      } as const
      expect(await scene().store.decideIdentity(options)).toBe(true)
      return question!.id
    }
    const undo = async (question: string) => {
      scene().now += 60_000
      expect(await scene().store.undoIdentity({ business: 'acme', question, now: scene().now })).toBe(true)
    }
    const tables = async () => {
      const rows = ['memories', 'memory_parts', 'memory_vectors', 'facts', 'fact_sources'].map(async (table) => [
        table,
        (await scene().rows(`select * from ${table}`)).map((row) => JSON.stringify(row)).toSorted(),
      ])
      return Object.fromEntries(await Promise.all(rows))
    }

    it('[I19] is read as one, the later of two facts first, and is as it was before when it is taken back', async () => {
      await writes(OLD, 'one')
      const older = await find(OLD.bsuid)
      await writes(NEW, 'two')
      const newer = await find(NEW.bsuid)
      await scene().store.keepMemory(document(scene(), older, 'Likes blue.'))
      await scene().store.keepMemory(document(scene(), newer, 'Likes red.'))
      const berlin = fact(scene(), 'Berlin')
      const paris = fact(scene(), 'Paris', { validFrom: scene().now + 1 })
      await keepsFacts(scene(), older, { added: [berlin] })
      await keepsFacts(scene(), newer, { added: [paris] })
      const entries = await all(scene(), older)
      const vectors = entries.map(() => Float32Array.of(1, 2))
      await scene().store.keepVectors({ scope: older, model: 'm', entries, vectors })
      const before = await tables()
      const states = [await scene().store.stateOf(older), await scene().store.stateOf(newer)]
      const question = await decide()
      for (const name of [older, newer]) {
        expect((await scene().store.vectorsOf({ scope: name, model: 'm', entries })).size).toBe(entries.length)
        expect(textsOf(await all(scene(), name, 1)).toSorted()).toEqual(
          ['one', 'to one', 'two', 'to two', 'Likes blue.', 'Likes red.'].toSorted(),
        )
        expect((await scene().store.facts({ scope: name })).map(({ value }) => value)).toEqual(['Paris', 'Berlin'])
        expect(states.map(({ version }) => version)).not.toContain((await scene().store.stateOf(name)).version)
      }
      const same = document(scene(), older, 'Likes red.')
      expect(await scene().store.keepMemory(same)).toMatchObject({ fresh: false })
      const joint = await scene().store.stateOf(older)
      await undo(question)
      expect(await tables()).toEqual(before)
      expect(textsOf(await all(scene(), older))).toEqual(['one', 'to one', 'Likes blue.'])
      expect(textsOf(await all(scene(), newer))).toEqual(['two', 'to two', 'Likes red.'])
      for (const name of [older, newer])
        expect((await scene().store.stateOf(name)).version).toBeGreaterThan(joint.version)
    })

    it('[I19] what was written meanwhile goes to whom it is about, and replaces nothing of the other', async () => {
      await writes(OLD, 'one')
      const older = await find(OLD.bsuid)
      await writes(NEW, 'two')
      const newer = await find(NEW.bsuid)
      const berlin = fact(scene(), 'Berlin')
      await keepsFacts(scene(), older, { added: [berlin] })
      const question = await decide()
      await writes(NEW, 'three')
      await scene().store.keepMemory(document(scene(), older, 'Wrote three.', { line: 'support' }))
      const three = (await all(scene(), older)).find(({ text }) => text === 'three')!
      const paris = fact(scene(), 'Paris', { sources: [sourceIn(three.id, 'Paris')] })
      const over = { ...berlin, status: 'superseded', validTo: scene().now, supersededBy: paris.id } as const
      const again = [sourceIn(three.id, 'Berlin')]
      await keepsFacts(scene(), older, { added: [paris], changed: [over], seen: [{ id: berlin.id, sources: again }] })
      await writes({ ...OLD, phone: '15550009999' }, 'four', 'sales')
      await scene().store.keepMemory(document(scene(), older, 'Wrote four.', { line: 'sales' }))
      await undo(question)
      expect(textsOf(await all(scene(), newer))).toEqual(expect.arrayContaining(['three', 'Wrote three.']))
      expect(textsOf(await all(scene(), older))).toEqual(expect.arrayContaining(['one', 'four', 'Wrote four.']))
      expect(textsOf(await all(scene(), older))).not.toContain('Wrote three.')
      expect(await scene().store.facts({ scope: older, history: true })).toEqual([berlin])
      expect(await scene().store.facts({ scope: newer, history: true })).toEqual([paris])
    })

    it('[I19 I2] joined and split in any order: every table as it was, and nobody reads of anybody else', async () => {
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
      const random = seededRandom(seed)
      const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
      const people = [...Array(4).keys()].map((one) => ({ phone: '15550001111', bsuid: `US.${one}` }))
      const written = new Map<string, string[]>()
      const say = async (person: (typeof people)[number], text: string) => {
        await writes(person, `${text} canary-${person.bsuid}`, pick(['support', 'sales']))
        written.set(person.bsuid, [...(written.get(person.bsuid) ?? []), text])
      }
      for (const person of people) await say(person, 'hello')
      for (let step = 0; step < 12; step++) {
        const person = pick(people)
        const scope = await find(person.bsuid)
        const text = `${step} canary-${person.bsuid}`
        if (random() < 0.3) await say(person, `said ${step}`)
        else if (random() < 0.5) await scene().store.keepMemory(document(scene(), scope, text))
        else {
          const messages = (await all(scene(), scope)).filter(({ source }) => source === 'message')
          if (messages.length === 0) continue
          const said = pick(messages)
          await keepsFacts(scene(), scope, {
            added: [fact(scene(), text, { key: `${step}`, sources: [sourceIn(said.id)] })],
          })
          if (random() < 0.3) await scene().store.hideMessages({ scope, messages: [said.id], now: scene().now })
        }
      }
      const scopes = await Promise.all(people.map(({ bsuid }) => find(bsuid)))
      const known = async () =>
        Promise.all(
          scopes.map(async (scope) => [
            (await all(scene(), scope)).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
            await scene().store.facts({ scope, history: true }),
          ]),
        )
      const [before, knownBefore] = [await tables(), await known()]
      const joins: string[] = []
      for (;;) {
        const open = (await scene().store.identityQuestions('acme')).filter(({ decision }) => decision === undefined)
        if (open.length === 0 || (joins.length > 0 && random() < 0.2)) break
        scene().now += 60_000
        const options = {
          business: 'acme',
          question: pick(open).id,
          decision: 'same',
          by: 'Ada',
          now: scene().now,
        } as const
        if (await scene().store.decideIdentity(options)) joins.push(options.question)
        else break
      }
      expect(joins.length, `seed ${seed}`).toBeGreaterThan(0)
      for (const question of joins.toReversed()) await undo(question)
      expect(await tables(), `seed ${seed}`).toEqual(before)
      expect(await known(), `seed ${seed}`).toEqual(knownBefore)
      for (const [index, scope] of scopes.entries()) {
        const words = JSON.stringify([await all(scene(), scope), await scene().store.facts({ scope, history: true })])
        const canaries = new Set(words.match(/canary-US\.\d/g))
        expect(
          [...canaries].filter((one) => one !== `canary-US.${index}`),
          `seed ${seed}`,
        ).toEqual([])
      }
      expect(await all(scene(), ACME)).toEqual([])
    })
  })
}
