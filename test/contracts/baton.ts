import { describe, expect, it } from 'vitest'
import type { Person } from '../../src/domain/ownership.ts'
import type { Pass, Passed, TeammateReply } from '../../src/flows/store.ts'
import type { Scene } from './scene.ts'

const DANA: Person = { id: 'dana', name: 'Dana' }
const OMAR: Person = { id: 'omar', name: 'Omar' }

/** How people take conversations, write in them and give them back. */
export function batonContract(scene: () => Scene) {
  const rows = (text: string) => scene().rows(text)
  const owner = () => rows('select owner, epoch, teammate, teammate_name from conversations order by id')

  const pass = (conversation: string, step: Pass['step'], change: Partial<Pass> = {}): Promise<Passed> =>
    scene().store.passBaton({
      conversation: { business: 'acme', id: conversation },
      step,
      by: DANA,
      source: 'api',
      epoch: undefined,
      now: scene().now,
      ...change,
    })
  const claim = (conversation: string, by = DANA, over = false) =>
    pass(conversation, { kind: 'claim', by, over }, { by })
  const replies = (conversation: string, text: string, change: Partial<TeammateReply> = {}) =>
    scene().store.replyAsTeammate({
      conversation: { business: 'acme', id: conversation },
      by: DANA,
      source: 'api',
      epoch: undefined,
      now: scene().now,
      parts: [{ id: scene().ids.next(), content: { kind: 'text', text } }],
      quotes: undefined,
      seen: undefined,
      over: false,
      holdMs: 0,
      retryOf: undefined,
      ...change,
    })
  /** A customer asks for people. Hands back the conversation. */
  const asks = async () => {
    const { conversation } = await scene().says({ text: 'a person!' })
    const work = await scene().claim('answer')
    const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
    await scene().store.commitTurn(await scene().finished(work, ['They come.'], { handoff }))
    return { conversation, handoff: handoff.id }
  }

  describe('passing the baton', () => {
    it('[H7 H8 H9] claimed once: the second hears who has it, and the timeline tells both steps', async () => {
      const { conversation, handoff } = await asks()
      const both = await Promise.all([claim(conversation, DANA), claim(conversation, OMAR)])
      const [first] = both.filter(({ kind }) => kind === 'passed')
      const [second] = both.filter(({ kind }) => kind === 'refused')
      expect(first).toMatchObject({ moved: true, conversations: [conversation] })
      expect(second).toMatchObject({ because: 'another-teammate', now: { owner: 'teammate', epoch: 2 } })
      expect(await scene().store.stepsOf({ business: 'acme', id: handoff })).toMatchObject([
        { kind: 'opened', source: 'system', about: 'customer_asked' },
        { kind: 'claim', by: first?.kind === 'passed' ? first.now.teammate : undefined },
      ])
      const other = first?.kind === 'passed' && first.now.teammate?.id === 'dana' ? OMAR : DANA
      expect(await claim(conversation, other, true)).toMatchObject({ kind: 'passed' })
      expect(await owner()).toEqual([{ owner: 'teammate', epoch: 3, teammate: other.id, teammate_name: other.name }])
    })

    it('[H8] who decides on an old state decides nothing', async () => {
      const { conversation } = await asks()
      const step = { kind: 'claim', by: DANA, over: false } as const
      expect(await pass(conversation, step, { epoch: 0 })).toMatchObject({ kind: 'stale', now: { epoch: 1 } })
      expect(await pass(conversation, step, { epoch: 1 })).toMatchObject({ kind: 'passed', now: { epoch: 2 } })
      expect(await pass('00000000-0000-7000-8000-000000000000', step)).toEqual({ kind: 'unknown' })
      expect(await pass('nothing', step)).toEqual({ kind: 'unknown' })
    })

    it('[H9] taken from the agent without a call it is a handoff all the same, and what the agent prepared is dropped', async () => {
      const deliver = await scene().replies(['Prepared'])
      const { store } = scene()
      expect(await claim(deliver.key)).toMatchObject({ kind: 'passed', onTheWire: [] })
      expect(await store.handoffs()).toMatchObject([
        { reason: 'teammate_took', conversation: deliver.key, teammate: DANA, claimedAt: scene().now },
      ])
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'settled', state: 'dropped' })
      const turn = await store.loadTurn({ business: 'acme', id: deliver.key }, 30)
      expect(turn!.history.map(({ text }) => text)).toEqual(['Hello'])
    })

    it('[H8] what is on the wire when somebody takes it is told', async () => {
      const deliver = await scene().replies(['On its way'])
      const { id } = await scene().sends(deliver)
      expect(await claim(deliver.key)).toMatchObject({ onTheWire: [id] })
      const { messages } = await scene().store.thread({ business: 'acme', id: deliver.key }, { most: 10 })
      expect(messages.at(-1)).toMatchObject({ author: 'agent', delivery: { state: 'claimed' } })
    })

    it('[H11] released, it is the agent’s again, and history tells it by the record', async () => {
      const { conversation } = await asks()
      await replies(conversation, 'ORD-22-R is on its way')
      scene().now += 1000
      const outcome = 'ORD-22-R reissued'
      expect(await pass(conversation, { kind: 'release' }, { outcome, resolution: 'resolved' })).toMatchObject({
        kind: 'passed',
        now: { owner: 'agent', handoff: undefined },
      })
      expect(await scene().store.handoffs()).toEqual([])
      await scene().says({ text: 'Did it ship?' })
      const turn = await scene().store.loadTurn({ business: 'acme', id: conversation }, 30)
      expect(turn!.history.map(({ author, text }) => `${author}: ${text}`)).toEqual([
        'customer: a person!',
        'system: They come.',
        'teammate: ORD-22-R is on its way',
        'system: [Dana gave the conversation back to the AI. What came of it: ORD-22-R reissued]',
      ])
      expect(turn!.released).toMatchObject({ at: scene().now, reason: 'customer_asked', by: 'Dana', outcome })
      expect(await pass(conversation, { kind: 'release' })).toMatchObject({ because: 'nobody-has-it' })
    })

    it('[H11] given back to go on, the agent answers what nobody has answered', async () => {
      const { conversation } = await asks()
      await replies(conversation, 'One moment')
      await scene().says({ text: 'And the invoice?' })
      const turn = await scene().finished(await scene().claim('answer'), [], {
        outcome: 'owned',
        yieldToNewer: false,
      })
      await scene().store.commitTurn(turn)
      await pass(conversation, { kind: 'release' }, { resolution: 'continue' })
      const work = await scene().claim('answer')
      const open = await scene().store.loadTurn({ business: 'acme', id: work.key }, 30)
      expect(open!.unanswered.map(({ text }) => text)).toEqual(['And the invoice?'])
    })

    it('[H23] the last step is taken back by who made it, as long as nothing came since', async () => {
      const { conversation, handoff } = await asks()
      const undo = (by = DANA) => pass(conversation, { kind: 'undo' }, { by })
      await claim(conversation)
      expect(await undo(OMAR)).toMatchObject({ because: 'nothing-to-undo' })
      expect(await undo()).toMatchObject({ kind: 'passed', now: { owner: 'waiting', handoff } })
      expect(await undo()).toMatchObject({ because: 'nothing-to-undo' })
      await claim(conversation)
      await pass(conversation, { kind: 'release' })
      expect(await undo()).toMatchObject({ kind: 'passed', now: { owner: 'teammate', teammate: DANA, handoff } })
      expect(await scene().store.handoffs()).toMatchObject([{ id: handoff, teammate: DANA }])
      await pass(conversation, { kind: 'assign', to: OMAR })
      scene().now += 61_000
      expect(await undo()).toMatchObject({ because: 'nothing-to-undo', now: { teammate: OMAR } })
    })

    it('[H23 O9] taken by mistake and given back, the agent answers what it was kept from', async () => {
      const { conversation } = await scene().says({ text: 'How much is it?' })
      await claim(conversation)
      const kept = await scene().finished(await scene().claim('answer'), [], { outcome: 'owned', yieldToNewer: false })
      await scene().store.commitTurn(kept)
      expect(await pass(conversation, { kind: 'undo' })).toMatchObject({ kind: 'passed', now: { owner: 'agent' } })
      const work = await scene().claim('answer')
      const open = await scene().store.loadTurn({ business: 'acme', id: work.key }, 30)
      expect(open!.unanswered.map(({ text }) => text)).toEqual(['How much is it?'])
    })

    it('[H6] a handoff of its own goes before one that holds for all lines of the customer', async () => {
      const { conversation, handoff } = await asks()
      const other = await scene().says({ line: 'sales' })
      const text = `insert into settings (business, name, value) values ('acme', 'handoff-scope', 'customer')`
      await scene().database.write((tx) => tx.query({ name: '', text }, []))
      await claim(other.conversation, OMAR)
      expect(
        await scene().store.conversations({ business: 'acme', view: 'all', person: '', lines: undefined, most: 9 }),
      ).toMatchObject({ conversations: [{}, {}] })
      await pass(other.conversation, { kind: 'release' }, { by: OMAR })
      expect(await scene().store.conversation({ business: 'acme', id: conversation })).toMatchObject({
        owner: 'waiting',
        handoff,
      })
      expect(await scene().store.handoffs()).toMatchObject([{ id: handoff }])
    })
  })

  describe('what teammates write', () => {
    it('[H9 H10] a reply takes the conversation and is on its way, under no fence', async () => {
      const { conversation } = await scene().says()
      const replied = await replies(conversation, 'Hi, Dana here')
      expect(replied).toMatchObject({ kind: 'queued', now: { owner: 'teammate', teammate: DANA, epoch: 1 } })
      await claim(conversation, OMAR, true)
      const deliver = await scene().claim('deliver')
      expect(await scene().sends(deliver)).toMatchObject({ author: 'teammate', content: { text: 'Hi, Dana here' } })
      const { messages } = await scene().store.thread({ business: 'acme', id: conversation }, { most: 10 })
      expect(messages.at(-1)).toMatchObject({ author: 'teammate', writer: DANA })
    })

    it('[H23] who has not seen what was said last sends nothing, and is shown it', async () => {
      const { conversation } = await asks()
      const shown = await scene().store.conversation({ business: 'acme', id: conversation })
      const seen = shown!.position
      expect(await replies(conversation, 'First', { seen })).toMatchObject({ kind: 'queued' })
      expect(await replies(conversation, 'Second', { seen })).toMatchObject({
        kind: 'newer',
        messages: [{ text: 'First', writer: DANA }],
      })
      expect(await replies(conversation, 'Second', { by: OMAR })).toMatchObject({ because: 'another-teammate' })
    })

    it('[H10] said again with the same id it is said once', async () => {
      const { conversation } = await asks()
      const parts = [{ id: scene().ids.next(), content: { kind: 'text' as const, text: 'Once' } }]
      await Promise.all([replies(conversation, '', { parts }), replies(conversation, '', { parts })])
      expect(await rows(`select text from messages where author = 'teammate'`)).toEqual([{ text: 'Once' }])
    })

    it('[H10] a repeat is answered as the first time, and an id names one reply only', async () => {
      const { conversation } = await asks()
      const other = await scene().says({ from: '2' })
      const parts = ['One', 'Two'].map((text) => ({ id: scene().ids.next(), content: { kind: 'text' as const, text } }))
      const first = await replies(conversation, '', { parts, holdMs: 3000 })
      scene().now += 1000
      const again = await replies(conversation, '', { parts, holdMs: 3000 })
      const answer = { kind: 'queued', messages: parts.map(({ id }) => id), leavesAt: scene().now + 2000 }
      expect(first).toMatchObject(answer)
      expect(again).toMatchObject(answer)
      expect(await replies(other.conversation, '', { parts })).toMatchObject({
        kind: 'id-taken',
        now: { owner: 'agent' },
      })
    })

    it('[H10] what failed is sent anew once, and a refused try costs none', async () => {
      const { conversation } = await scene().says()
      await replies(conversation, 'Lost')
      const deliver = await scene().claim('deliver')
      const sent = await scene().sends(deliver)
      const { id } = sent
      await scene().record(deliver, sent, { kind: 'refused', code: 131026, reason: 'not on WhatsApp' })
      const retry = (by: Person, change: Partial<TeammateReply> = {}) =>
        replies(conversation, 'Lost', { by, retryOf: id, ...change })
      expect(await retry(OMAR)).toMatchObject({ kind: 'refused', because: 'another-teammate' })
      expect(await retry(DANA, { retryOf: scene().ids.next() })).toMatchObject({ kind: 'not-failed' })
      const both = await Promise.all([retry(DANA), retry(DANA)])
      expect(both.map(({ kind }) => kind).sort()).toEqual(['not-failed', 'queued'])
      const { messages } = await scene().store.thread({ business: 'acme', id: conversation }, { most: 10 })
      const again = both.flatMap((one) => (one.kind === 'queued' ? one.messages : []))
      expect(messages.find((one) => one.id === id)!.delivery).toMatchObject({ state: 'failed', again: again[0] })
    })

    it('[H23] all parts of a reply are taken back together', async () => {
      const { conversation } = await asks()
      const key = { business: 'acme', id: conversation }
      const parts = ['One', 'Two'].map((text) => ({ id: scene().ids.next(), content: { kind: 'text' as const, text } }))
      await replies(conversation, '', { parts, holdMs: 3000 })
      scene().now += 1
      await replies(conversation, 'Stays', { holdMs: 3000 })
      const [first, second] = parts
      expect(
        await scene().store.takeBack({ conversation: key, delivery: second!.id, by: DANA, now: scene().now }),
      ).toEqual({ messages: [first!.id, second!.id], contents: parts.map(({ content }) => content) })
      const { messages } = await scene().store.thread(key, { most: 10 })
      expect(messages.map(({ text, delivery }) => [text, delivery?.state])).toEqual([
        ['a person!', undefined],
        ['They come.', 'queued'],
        ['One', 'dropped'],
        ['Two', 'dropped'],
        ['Stays', 'held'],
      ])
    })

    it('[H23] held back it can be taken back, and was never said', async () => {
      const { conversation } = await scene().says()
      const key = { business: 'acme', id: conversation }
      const parts = [{ id: scene().ids.next(), content: { kind: 'text' as const, text: 'Oops' } }]
      await replies(conversation, '', { parts, holdMs: 3000 })
      const { messages } = await scene().store.thread(key, { most: 10 })
      expect(messages.at(-1)!.delivery).toMatchObject({ state: 'held', leavesAt: scene().now + 3000 })
      const deliver = await scene().claim('deliver')
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'later', at: scene().now + 3000 })
      const other = { business: 'acme', id: (await scene().says({ from: '2' })).conversation }
      const delivery = parts[0]!.id
      const takeBack = (conversation: typeof key, by: Person) =>
        scene().store.takeBack({ conversation, delivery, by, now: scene().now })
      expect(await takeBack(other, DANA)).toBeUndefined()
      expect(await takeBack(key, OMAR)).toBeUndefined()
      expect(await takeBack(key, DANA)).toEqual({
        messages: [delivery],
        contents: [{ kind: 'text', text: 'Oops' }],
      })
      expect(await takeBack(key, DANA)).toBeUndefined()
      const turn = await scene().store.loadTurn(key, 30)
      expect(turn!.history.map(({ text }) => text)).not.toContain('Oops')
    })

    it('[H22] notes stand apart from what can be sent, and their files with them', async () => {
      const { conversation, handoff } = await asks()
      const key = { business: 'acme', id: conversation }
      const { store, ids } = scene()
      const file = { id: ids.next(), name: 'list.csv', mime: 'text/csv', bytes: new Uint8Array([1, 2, 3]) }
      const note = {
        id: ids.next(),
        text: 'She is right.',
        files: [file],
        by: DANA,
        source: 'api',
        now: scene().now,
      } as const
      const { bytes, ...shown } = file
      expect(await store.keepPrivateNote({ ...note, conversation: key })).toEqual({ kind: 'kept', files: [shown] })
      const unknown = { ...key, id: ids.next() }
      expect(await store.keepPrivateNote({ ...note, conversation: unknown })).toEqual({ kind: 'unknown' })
      const { notes, steps, messages } = await store.thread(key, { most: 10 })
      // Sent again by a connection that broke, it is kept once.
      const repeat = { ...note, files: [{ ...file, id: ids.next() }] }
      expect(await store.keepPrivateNote({ ...repeat, conversation: key })).toEqual({ kind: 'kept', files: [shown] })
      const other = { ...key, id: (await scene().says({ from: '2' })).conversation }
      expect(await store.keepPrivateNote({ ...note, conversation: other })).toEqual({ kind: 'id-taken' })
      expect(notes).toMatchObject([{ text: 'She is right.', by: DANA, files: [{ id: file.id, name: 'list.csv' }] }])
      expect(steps.map(({ kind }) => kind)).toEqual(['opened', 'noted'])
      expect(messages.map(({ text }) => text)).not.toContain('She is right.')
      expect(Buffer.from((await store.privateFile(key, { note: note.id, file: file.id }))!.bytes)).toEqual(
        Buffer.from([1, 2, 3]),
      )
      expect(await store.tended({ business: 'acme', id: handoff })).toMatchObject({ lastSignAt: scene().now })
    })
  })
}
