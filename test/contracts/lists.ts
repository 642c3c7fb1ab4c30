import { describe, expect, it } from 'vitest'
import type { Sender } from '../../src/domain/customer.ts'
import { deskViews } from '../../src/flows/desk-views.ts'
import type { ConversationQuery } from '../../src/flows/reading.ts'
import { type InboundChange, newWamid, type Scene } from './scene.ts'

const DANA = { id: 'dana', name: 'Dana' }
const MAYA = '15550001111'
const BEN = '15550002222'
const ZOE = '15550003333'

/** What people look at before they do anything: lists, what is new to them, what they have begun to write. */
export function listsContract(scene: () => Scene) {
  const says = async (from: string, text: string, change: InboundChange = {}) => {
    scene().now += 1000
    return (await scene().says({ sender: { phone: from, name: NAMES[from]! }, text, ...change })).conversation
  }
  const NAMES: Record<string, string> = { [MAYA]: 'Maya Okafor', [BEN]: 'José-Luis Peña', [ZOE]: 'زوي' }
  const list = (query: Partial<ConversationQuery> = {}) =>
    scene().store.conversations({ business: 'acme', view: 'all', person: DANA.id, lines: undefined, most: 9, ...query })
  const found = async (query: Partial<ConversationQuery>) => (await list(query)).conversations.map(({ id }) => id)
  const reader = (id: string, person = DANA.id) => ({ conversation: { business: 'acme', id }, person })
  const shown = (id: string, person = DANA.id) => scene().store.conversation({ business: 'acme', id }, person)
  const acts = () => ({ by: DANA, source: 'desk', epoch: undefined, now: scene().now }) as const
  const replies = (id: string, text: string) =>
    scene().store.replyAsTeammate({
      ...acts(),
      conversation: { business: 'acme', id },
      parts: [{ id: scene().ids.next(), content: { kind: 'text', text } }],
      quotes: undefined,
      seen: undefined,
      over: true,
      holdMs: 0,
      retryOf: undefined,
    })

  describe('lists of conversations', () => {
    it('[H21] come page by page, where something was written last; what an agent says lifts nothing', async () => {
      const maya = await says(MAYA, 'first')
      const ben = await says(BEN, 'second', { line: 'sales' })
      const zoe = await says(ZOE, 'third')
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['an answer of the agent']))
      expect(await found({})).toEqual([zoe, ben, maya])
      scene().now += 1000
      await replies(maya, 'a teammate writes')
      const pages: string[] = []
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await list({ after, most: 1 })
        expect(page.conversations).toHaveLength(1)
        pages.push(page.conversations[0]!.id)
        after = page.next
      }
      expect(pages).toEqual([maya, zoe, ben])
      expect(await found({ lines: ['sales'] })).toEqual([ben])
      expect(await found({ lines: [] })).toEqual([])
      expect(await found({ view: 'mine' })).toEqual([maya])
      expect(await found({ view: 'agent' })).toEqual([zoe, ben])
      expect(await found({ reason: 'teammate_took' })).toEqual([maya])
      expect(await found({ reason: 'frustration' })).toEqual([])
      expect(await found({ business: 'globex' })).toEqual([])
      expect(await found({ after: 'nothing' })).toEqual([])
      const { now } = scene()
      expect(await found({ written: { after: now - 3000, upTo: now } })).toEqual([zoe, ben])
      const HOUR = 3_600_000
      const within = async (window: 'open' | 'closing' | 'closed', hours: number) => {
        const clock = { now: () => now + hours * HOUR, after: () => () => {} }
        const views = deskViews({ store: scene().store, clock, lines: { all: [] } as never, business: 'acme' } as never)
        return (await views.page({ window })).conversations.length
      }
      for (const [hours, open, closing, closed] of [
        [1, 3, 0, 0],
        [22.5, 3, 3, 0],
        [24, 0, 0, 3],
      ] as const)
        expect([await within('open', hours), await within('closing', hours), await within('closed', hours)]).toEqual([
          ...[open, closing, closed],
        ])
      const speaks = `update contacts set language = 'ar' where name = '${NAMES[ZOE]}'`
      await scene().database.write((tx) => tx.query({ name: '', text: speaks }, []))
      expect(await found({ language: 'ar' })).toEqual([zoe])
      expect((await shown(zoe))?.language).toBe('ar')
      const counts = (lines?: string[]) => scene().store.counts({ business: 'acme', person: DANA.id, lines })
      expect(await counts()).toEqual({ waiting: 0, mine: 1, team: 1, agent: 2, all: 3 })
      expect(await counts(['sales'])).toEqual({ waiting: 0, mine: 0, team: 0, agent: 1, all: 1 })
      expect(await counts([])).toEqual({ waiting: 0, mine: 0, team: 0, agent: 0, all: 0 })
    })

    it('[H21] finds who it is by name, user name, phone, and what was written, on the lines of whoever asks', async () => {
      const maya = await says(MAYA, 'My PARCEL is lost')
      const ben = await says(BEN, 'hello', { line: 'sales' })
      const zoe = await says(ZOE, 'قهوة من فضلك')
      await says(MAYA, 'never mind', { sender: { phone: MAYA, name: 'Maya Okafor', username: 'maya.the_great' } })
      for (const q of [
        'maya',
        'OKAF',
        'okafor may',
        'the great',
        '+1 (555) 000-1111',
        '0001111',
        'parcel lost',
        'ost pär',
      ])
        expect([q, await found({ q })]).toEqual([q, [maya]])
      for (const q of ['jose pena', 'LUIS', '15550002222', 'hello']) expect([q, await found({ q })]).toEqual([q, [ben]])
      for (const q of ['زوي', 'قهوة']) expect([q, await found({ q })]).toEqual([q, [zoe]])
      for (const q of ['nobody', 'kafor', '5550', '👍', 'maya pena', '%', 'parcel hello'])
        expect([q, await found({ q })]).toEqual([q, []])
      expect(await found({ q: '  ' })).toHaveLength(3)
      expect(await found({ q: 'luis', lines: ['support'] })).toEqual([])
      expect(await found({ q: 'luis', business: 'globex' })).toEqual([])
      await says(BEN, 'It is me', { line: 'sales', sender: { phone: BEN, name: 'Ludmila' } })
      expect(await found({ q: 'luis' })).toEqual([])
      expect(await found({ q: 'ludmila' })).toEqual([ben])
    })

    it('[H23] count for each person what they have not seen, also after it was marked unread', async () => {
      const id = await says(MAYA, 'one')
      await says(MAYA, 'two')
      await says(MAYA, '', { content: { kind: 'reaction', to: newWamid(), emoji: '👍' }, ignoredBecause: 'a reaction' })
      const { store } = scene()
      expect((await shown(id))?.unread).toBe(2)
      expect((await shown(id, ''))?.unread).toBe(0)
      expect(await store.markSeen(reader(id), 99)).toBe(3)
      await says(MAYA, 'three')
      await replies(id, 'not news')
      expect((await list()).conversations).toMatchObject([{ unread: 1 }])
      expect((await shown(id, 'omar'))?.unread).toBe(3)
      expect(await store.markSeen(reader(id), 1)).toBe(1)
      expect((await shown(id))?.unread).toBe(2)
      for (const nothing of [scene().ids.next(), 'x']) expect(await store.markSeen(reader(nothing), 1)).toBeUndefined()
      for (let more = 0; more < 120; more++) await says(MAYA, `more ${more}`)
      expect((await shown(id))?.unread).toBe(99)
    })

    it('[H23] keeps what somebody has begun to write, for them alone, until they have sent it', async () => {
      const id = await says(MAYA, 'Hello')
      const other = await says(BEN, 'Hi')
      const { store } = scene()
      const draft = { text: 'Dear Maya\u0000', replyTo: 'wamid.1', drafted: true, at: scene().now }
      expect(await store.keepDraft(reader(id), 'reply', draft)).toBe(true)
      expect(await store.keepDraft(reader(id), 'note', { ...draft, text: 'A note', drafted: false })).toBe(true)
      expect(await store.keepDraft(reader(id, 'omar'), 'reply', { ...draft, text: 'of Omar' })).toBe(true)
      expect(await store.drafts(reader(id))).toEqual({
        reply: { ...draft, text: 'Dear Maya\ufffd' },
        note: { ...draft, text: 'A note', drafted: false },
      })
      expect(await store.drafts(reader(other))).toEqual({})
      expect((await list()).conversations).toMatchObject([{ draft: false }, { draft: true }])
      await replies(other, 'Hello Ben')
      expect(Object.keys(await store.drafts(reader(id)))).toHaveLength(2)
      await replies(id, 'Dear Maya, here it is')
      expect(Object.keys(await store.drafts(reader(id)))).toEqual(['note'])
      const note = {
        ...acts(),
        conversation: { business: 'acme', id },
        id: scene().ids.next(),
        text: 'A note',
        files: [],
      }
      await store.keepPrivateNote(note)
      expect(await store.drafts(reader(id))).toEqual({})
      expect(await store.drafts(reader(id, 'omar'))).toMatchObject({ reply: { text: 'of Omar' } })
      expect(await store.keepDraft(reader(id, 'omar'), 'reply', { ...draft, text: ' ' })).toBe(true)
      expect(await store.drafts(reader(id, 'omar'))).toEqual({})
      for (const nothing of [scene().ids.next(), 'x'])
        expect(await store.keepDraft(reader(nothing), 'reply', draft)).toBe(false)
    })

    it('[I19 H23] goes on where two conversations become one and are parted again', async () => {
      const old = { phone: MAYA, bsuid: 'US.1111', name: 'Maya' }
      const young = { phone: MAYA, bsuid: 'US.2222', name: 'Bo' }
      const by = (sender: Sender, text: string) =>
        says(MAYA, text, { sender, raw: { from: sender.phone, from_user_id: sender.bsuid } })
      const first = await by(old, 'one')
      const second = await by(young, 'two')
      await by({ bsuid: old.bsuid }, 'three')
      const { store, now } = scene()
      const draft = { replyTo: undefined, drafted: false, at: now }
      await store.markSeen(reader(first), 2)
      await store.markSeen(reader(second), 1)
      await store.markSeen(reader(first, 'omar'), 1)
      await store.keepDraft(reader(first), 'reply', { ...draft, text: 'to the first' })
      await store.keepDraft(reader(second), 'reply', { ...draft, text: 'to the second' })
      await store.keepDraft(reader(second), 'note', { ...draft, text: 'noted' })
      const [question] = await store.identityQuestions('acme')
      const about = { business: 'acme', question: question!.id, now }
      expect(await store.decideIdentity({ ...about, decision: 'same', by: 'Ada' })).toBe(true)
      expect(await found({})).toEqual([first])
      expect(await store.counts({ business: 'acme', person: '', lines: undefined })).toMatchObject({ all: 1, agent: 1 })
      expect(await found({ q: 'bo' })).toEqual([first])
      expect([(await shown(first))?.unread, (await shown(first, 'omar'))?.unread]).toEqual([0, 2])
      expect(await store.drafts(reader(first))).toMatchObject({
        reply: { text: 'to the first to the second' },
        note: { text: 'noted' },
      })
      expect(await store.drafts(reader(second))).toEqual({})
      expect(await store.undoIdentity(about)).toBe(true)
      expect(new Set(await found({}))).toEqual(new Set([first, second]))
      expect([await found({ q: 'maya' }), await found({ q: 'bo' })]).toEqual([[first], [second]])
      expect([(await shown(first))?.unread, (await shown(second))?.unread]).toEqual([0, 0])
    })

    it('[H21] knows the turn of each message, and the run that has made one', async () => {
      const id = await says(MAYA, 'Hello')
      const work = await scene().claim('answer')
      const run = scene().ran()
      const turn = await scene().finished(work, ['Hi', 'How are you?'], { run })
      await scene().store.commitTurn(turn)
      await replies(id, 'Dana here')
      const { messages } = await scene().store.thread({ business: 'acme', id }, { most: 9 })
      expect(messages.map((message) => message.turn)).toEqual([turn.id, turn.id, turn.id, undefined])
      const why = messages.map((message) => scene().store.runBehind({ business: 'acme', id }, message.id))
      expect((await Promise.all(why)).map((one) => one?.id)).toEqual([undefined, run.id, run.id, undefined])
      const elsewhere = { business: 'acme', id: await says(BEN, 'Hi') }
      expect(await scene().store.runBehind(elsewhere, messages[1]!.id)).toBeUndefined()
      expect(await scene().store.runBehind(elsewhere, 'x')).toBeUndefined()
    })
  })
}
