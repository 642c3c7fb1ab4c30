import { beforeEach, describe, expect, it } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import type { Sender } from '../../src/domain/customer.ts'
import type { Scene } from './scene.ts'

const OLD = { phone: '15550001111', bsuid: 'US.1111', name: 'Maya' }
const NEW = { phone: '15550001111', bsuid: 'US.2222', name: 'Bo' }
const BACK = { bsuid: OLD.bsuid }

/** What hangs on a conversation and on a customer when two customers are joined, and when they are split again. */
export function joiningWithAllContract(scene: () => Scene) {
  const find = async (name: string) => (await scene().store.findCustomer('acme', name))!
  const notes = (customer: string, { line, text }: { line: string; text: string }) => {
    const { store, ids, now } = scene()
    return store.keepMemory({
      ...{ scope: { business: 'acme', customer }, id: ids.next(), documentType: 'note', body: text, parts: [{ text }] },
      ...{ speaker: 'agent', line, metadata: {}, at: now, now },
    })
  }
  /** Somebody sends a picture, which is kept; a tool runs, a note and a post are written, and the agent answers. */
  const talks = async (sender: Sender, name: string, line = 'support') => {
    scene().now += 60_000
    const content: Content = { kind: 'image', medium: { id: `of ${name}`, mime: 'image/jpeg' } }
    const raw = { from: sender.phone, from_user_id: sender.bsuid }
    const { conversation } = await scene().says({ sender, content, raw, line })
    scene().now += 1000
    const { store, ids } = scene()
    const key = { business: 'acme', id: conversation }
    const [attachment] = await store.attachmentsOf(key, 0)
    const file = { kind: 'file', bytes: new Uint8Array([1, 2]), mime: 'image/jpeg' } as const
    await store.keepAttachment({ ...attachment!, conversation: key, file })
    const { claimed } = await scene().claimAll()
    for (const work of claimed) {
      if (work.kind !== 'answer' || work.key !== conversation) {
        await store.letGo(work)
        continue
      }
      const turn = (await store.loadTurn(key, 0))!
      const begun = { fence: turn.fence, key: name, input: { of: name } }
      expect(await scene().begins(work, begun)).toEqual({ kind: 'begun' })
      await store.keepRun({ ...scene().ran({ outcome: 'interrupted', notes: [name] }), conversation: key })
      const customer = turn.customer.id
      await notes(customer, { line, text: `note of ${name}` })
      const post = { id: ids.next(), channel: 'webhook', target: 'crm', text: name } as const
      const run = scene().ran({ notes: [name] })
      const passOn = { agent: 'specialist', note: `about ${name}` }
      const promised = [{ id: ids.next(), about: name, dueAt: scene().now + 3_600_000, repeat: undefined }]
      const updates = { promised, stopped: undefined, told: [], unsaid: undefined, known: [] }
      await store.commitTurn(await scene().finished(work, [`to ${name}`], { run, posts: [post], passOn, updates }))
    }
    return conversation
  }
  const hung = async (id: string) => {
    const { store } = scene()
    const key = { business: 'acme', id }
    const posts = await scene().rows<{ text: string }>(
      `select text from posts where conversation = '${id}' order by created_at, id`,
    )
    return {
      runs: (await store.runsOf(key)).map(({ trace }) => trace.notes[0]).toReversed(),
      calls: (await store.callsOf(key, 0)).map((call) => call.key),
      posts: posts.map(({ text }) => text),
      updates: (await store.followUps(key)).map(({ about, state }) => `${about}: ${state}`),
      files: (await store.attachmentsOf(key, 0)).map(({ medium }) => medium.id).toReversed(),
      kept: await Promise.all(
        (await store.attachmentsOf(key, 0)).map(async ({ medium }) => !!(await store.attachment(key, medium.id))),
      ),
    }
  }
  const all = (...names: string[]) => ({
    runs: names.flatMap((name) => [name, name]),
    calls: names,
    posts: names,
    updates: names.map((name) => `${name}: waiting`),
    files: names.map((name) => `of ${name}`),
    kept: names.map(() => true),
  })
  const notesOf = async (customer: string) =>
    (await scene().store.memories({ scope: { business: 'acme', customer }, most: 100 }))
      .map(({ body }) => body)
      .toReversed()
  const decide = async () => {
    scene().now += 60_000
    const { store, now } = scene()
    const [question] = await store.identityQuestions('acme')
    await store.decideIdentity({ business: 'acme', question: question!.id, decision: 'same', by: 'Ada', now })
    return question!.id
  }
  const undo = (question: string) => {
    scene().now += 60_000
    return scene().store.undoIdentity({ business: 'acme', question, now: scene().now })
  }

  describe('what hangs on customers who turn out to be the same', () => {
    let first: string
    let second: string
    let ids: string[]
    beforeEach(async () => {
      first = await talks(OLD, 'one')
      second = await talks(NEW, 'two')
      await talks(BACK, 'three')
      ids = [await find(OLD.bsuid), await find(NEW.bsuid)]
    })

    it('[I19 A28 A19 O10] runs, calls, files, posts and notes are those of the one', async () => {
      expect(await hung(first)).toEqual(all('one', 'three'))
      expect(await hung(second)).toEqual(all('two'))
      await decide()
      expect(await hung(first)).toEqual(all('one', 'two', 'three'))
      expect(await hung(second)).toEqual(all())
      const due = await scene().rows<{ key: string }>(`select key from work where kind = 'follow-up'`)
      expect(due.map(({ key }) => key)).toContain(first)
      for (const id of ids) expect(await notesOf(id)).toEqual(['note of one', 'note of two', 'note of three'])
    })

    it('[I19 A28] a call that no answer has told of is found by the next turn, whoever had asked', async () => {
      scene().now += 60_000
      await scene().says({ sender: NEW })
      const { claimed } = await scene().claimAll()
      for (const work of claimed)
        if (work.kind !== 'answer') await scene().store.letGo(work)
        else await scene().begins(work, { key: 'untold' })
      await decide()
      const { claimed: after } = await scene().claimAll()
      const answer = after.find(({ kind, key }) => kind === 'answer' && key === first)!
      const { fence } = (await scene().store.loadTurn({ business: 'acme', id: first }, 0))!
      const found = await scene().begins(answer, { key: 'untold', fence })
      expect(found).toMatchObject({ kind: 'earlier', call: { key: 'untold', state: 'unknown' } })
      const finished = await scene().finished(answer, ['Told'], { run: scene().ran() })
      expect(await scene().store.commitTurn(finished)).toMatchObject({ kind: 'committed' })
      expect(await scene().store.callsOf({ business: 'acme', id: first }, scene().now + 1)).toEqual([])
    })

    it('[I19 A25] who was passed on stays with that agent, which reads of the one it was written about', async () => {
      const load = async (id: string) => (await scene().store.loadTurn({ business: 'acme', id }, 0))!
      const question = await decide()
      expect(await load(first)).toMatchObject({ agent: 'specialist', note: 'about three' })
      await undo(question)
      expect(await load(second)).toMatchObject({ agent: 'specialist', note: 'about two' })
      expect(await load(first)).toMatchObject({ agent: undefined, note: undefined })
    })

    it('[I19] all go back, and what came since goes with whom it was about', async () => {
      const question = await decide()
      await talks(NEW, 'four')
      await talks(BACK, 'five')
      expect(await hung(first)).toEqual(all('one', 'two', 'three', 'four', 'five'))
      expect(await undo(question)).toBe(true)
      expect(await hung(first)).toEqual(all('one', 'three', 'five'))
      expect(await hung(second)).toEqual(all('two', 'four'))
      expect(await notesOf(ids[0]!)).toEqual(['note of one', 'note of three', 'note of five'])
      expect(await notesOf(ids[1]!)).toEqual(['note of two', 'note of four'])
      await decide()
      expect(await hung(first)).toEqual(all('one', 'two', 'three', 'four', 'five'))
      expect(await notesOf(ids[1]!)).toHaveLength(5)
    })

    it('[I19] what was done before for the one stays there, whoever had written last', async () => {
      await talks(NEW, 'four')
      const late = scene().ran({ notes: ['late'] })
      await scene().store.keepRun({ ...late, conversation: { business: 'acme', id: first } })
      await notes(ids[0]!, { line: 'support', text: 'note late' })
      await undo(await decide())
      expect((await hung(first)).runs).toContain('late')
      expect((await hung(second)).runs).not.toContain('late')
      expect(await notesOf(ids[0]!)).toContain('note late')
      expect(await notesOf(ids[1]!)).toEqual(['note of two', 'note of four'])
    })

    it('[I19] lines that were written to since are divided with all that hangs on them', async () => {
      const question = await decide()
      const both = await talks(NEW, 'theirs', 'both')
      expect(await talks(BACK, 'mine', 'both')).toBe(both)
      await talks(NEW, 'sales', 'sales')
      expect(await hung(both)).toEqual(all('theirs', 'mine'))
      await undo(question)
      expect(await hung(both)).toEqual(all('theirs'))
      const mine = await talks(BACK, 'mine again', 'both')
      expect(mine).not.toBe(both)
      expect(await hung(mine)).toEqual(all('mine', 'mine again'))
      expect(await notesOf(ids[0]!)).toEqual(['one', 'three', 'mine', 'mine again'].map((name) => `note of ${name}`))
      expect(await notesOf(ids[1]!)).toEqual(['two', 'theirs', 'sales'].map((name) => `note of ${name}`))
    })

    it('[I19 M19] a note about somebody who was joined to another is read of the one, and goes back with them', async () => {
      const question = await decide()
      await notes(ids[1]!, { line: 'support', text: 'note late' })
      expect(await notesOf(ids[0]!)).toContain('note late')
      await undo(question)
      expect(await notesOf(ids[0]!)).not.toContain('note late')
      expect(await notesOf(ids[1]!)).toContain('note late')
    })
  })
}
