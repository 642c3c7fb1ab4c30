import { describe, expect, it } from 'vitest'
import { SET_ASIDE } from '../../src/domain/parked.ts'
import type { Work } from '../../src/flows/store.ts'
import { NOON, newWamid, type Scene } from './scene.ts'

const DAY = 24 * 60 * 60_000
const DANA = { id: 'dana', name: 'Dana' }
const OMAR = { id: 'omar', name: 'Omar' }

export function parkedContract(scene: () => Scene) {
  const keyOf = (id: string) => ({ business: 'acme', id })
  const reply = (id: string, text: string, by = DANA) =>
    scene().store.replyAsTeammate({
      ...{ conversation: keyOf(id), by, source: 'api', epoch: undefined, now: scene().now, over: false, holdMs: 0 },
      ...{ parts: [{ id: scene().ids.next(), content: { kind: 'text', text } }], quotes: undefined, seen: undefined },
      ...{ retryOf: undefined, whenClosed: 'park' },
    })
  /** A customer wrote a day ago, and Dana has written since. */
  async function parks(...texts: string[]) {
    const { conversation } = await scene().says()
    const work = await scene().claim('answer')
    await scene().store.commitTurn(await scene().finished(work, []))
    scene().now += DAY
    for (const text of texts) await reply(conversation, text)
    const deliver = await scene().claim('deliver')
    for (const _ of texts) expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'settled', state: 'parked' })
    expect(await scene().nextSend(deliver)).toEqual({ kind: 'done', again: false })
    return conversation
  }
  const leave = (work: Work) => scene().store.leaveParked({ work, conversation: keyOf(work.key), now: scene().now })
  const writes = async (sentAt?: number) => {
    await scene().says({ text: 'Any news?', ...(sentAt !== undefined && { sentAt }) })
    return scene().claim('answer')
  }
  const turn = async (id: string) => (await scene().store.loadTurn(keyOf(id), 30))!
  const wordsIn = async (id: string) =>
    (await scene().store.thread(keyOf(id), { most: 50 })).messages.map(({ text, delivery }) => [text, delivery?.state])

  describe('words that wait for the customer', () => {
    it('[D14 D24] wait where the window is closed, count as unsaid, and leave once behind what was written', async () => {
      const conversation = await parks('one', 'two')
      expect(await turn(conversation)).toMatchObject({ parked: 2, history: [{ text: 'Hello' }] })
      expect(await scene().store.conversation(keyOf(conversation))).toMatchObject({ parked: 2 })
      const work = await writes()
      expect(await leave(work)).toEqual({ left: 2, setAside: 0 })
      expect(await scene().store.conversation(keyOf(conversation))).toMatchObject({ parked: 0 })
      expect(await leave(work)).toEqual({ left: 0, setAside: 0 })
      expect((await turn(conversation)).parked).toBe(0)
      const deliver = await scene().claim('deliver')
      for (const words of ['one', 'two']) {
        const next = await scene().sends(deliver)
        expect(next).toMatchObject({ content: { text: words }, author: 'teammate' })
        await scene().record(deliver, next, { kind: 'accepted', wamid: newWamid() })
      }
      expect(await wordsIn(conversation)).toEqual([
        ...[
          ['Hello', undefined],
          ['one', 'dropped'],
          ['two', 'dropped'],
          ['Any news?', undefined],
        ],
        ...[
          ['one', 'accepted'],
          ['two', 'accepted'],
        ],
      ])
      const { messages } = await scene().store.thread(keyOf(conversation), { most: 50 })
      expect(messages.slice(1, 3).map(({ delivery }) => delivery!.again)).toEqual(
        messages.slice(-2).map(({ id }) => id),
      )
      expect(messages.at(-1)!.writer).toEqual(DANA)
    })

    it('[D13 D24] leave by nobody who has lost the conversation, and not for a message that was written a day ago', async () => {
      const conversation = await parks('one')
      const late = await writes(NOON)
      expect(await leave(late)).toEqual({ left: 0, setAside: 0 })
      expect((await turn(conversation)).parked).toBe(1)
      await scene().store.letGo(late)
      const work = await writes()
      expect(await leave(late)).toEqual({ left: 0, setAside: 0 })
      expect(await leave(work)).toEqual({ left: 1, setAside: 0 })
    })

    it('[D24 H8] are set aside where the agent or another teammate has it by then: the agent is told', async () => {
      const conversation = await parks('one')
      const act = { conversation: keyOf(conversation), source: 'api' as const, epoch: undefined, now: scene().now }
      await scene().store.passBaton({ ...act, by: OMAR, step: { kind: 'claim', by: OMAR, over: true } })
      const owned = await writes()
      expect(await leave(owned)).toEqual({ left: 0, setAside: 1 })
      await scene().store.commitTurn(await scene().finished(owned, []))
      expect((await turn(conversation)).history.some(({ text }) => text.includes('one'))).toBe(false)
      scene().now += DAY
      await reply(conversation, 'two', OMAR)
      await scene().nextSend(await scene().claim('deliver'))
      await scene().store.passBaton({ ...act, by: OMAR, step: { kind: 'release' }, now: scene().now })
      expect(await leave(await writes())).toEqual({ left: 0, setAside: 1 })
      const { messages } = await scene().store.thread(keyOf(conversation), { most: 50 })
      const aside = messages.filter(({ delivery }) => delivery?.state === 'parked')
      expect(aside.map(({ delivery }) => delivery!.error!.reason)).toEqual([SET_ASIDE.teammate, SET_ASIDE.agent])
      const told = (await turn(conversation)).history.filter(({ text }) => text.includes('two'))
      expect(told).toMatchObject([{ author: 'system', text: expect.stringMatching(/^\[Omar wrote this answer/) }])
    })

    it('[D24] are taken back with their words by anybody who may write here, each by itself', async () => {
      const conversation = await parks('one', 'two')
      const [, one] = (await scene().store.thread(keyOf(conversation), { most: 50 })).messages
      const taken = { conversation: keyOf(conversation), by: OMAR, now: scene().now }
      expect(await scene().store.takeBack({ ...taken, delivery: one!.id })).toMatchObject({
        contents: [{ text: 'one' }],
      })
      expect(await scene().store.takeBack({ ...taken, delivery: one!.id })).toBeUndefined()
      expect((await turn(conversation)).parked).toBe(1)
      expect(await leave(await writes())).toEqual({ left: 1, setAside: 0 })
    })
  })
}
