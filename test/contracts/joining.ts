import { beforeEach, describe, expect, it } from 'vitest'
import type { Sender } from '../../src/domain/customer.ts'
import { newWamid, type Scene } from './scene.ts'

const OLD = { phone: '15550001111', bsuid: 'US.1111', name: 'Maya' }
const NEW = { phone: '15550001111', bsuid: 'US.2222', name: 'Bo' }

export function joiningContract(scene: () => Scene) {
  const says = async (sender: Sender, text: string, line = 'support') => {
    scene().now += 60_000
    const raw = { from: sender.phone, from_user_id: sender.bsuid }
    return (await scene().says({ sender, text, raw, line })).conversation
  }
  /** The agent answers whatever is due; the answers are accepted, or stay queued. */
  const answered = async (text: string, { sent = true } = {}) => {
    scene().now += 60_000
    const { claimed } = await scene().claimAll()
    for (const work of claimed) {
      if (work.kind !== 'answer') await scene().store.letGo(work)
      else {
        const verdict = await scene().store.commitTurn(await scene().finished(work, [text]))
        if (verdict.kind !== 'committed' || !verdict.deliver) continue
        if (sent) {
          const delivery = await scene().sends(verdict.deliver)
          await scene().record(verdict.deliver, delivery, { kind: 'accepted', wamid: newWamid() })
        } else await scene().store.letGo(verdict.deliver)
      }
    }
  }
  const told = async (conversation: string) => {
    const turn = await scene().store.loadTurn({ business: 'acme', id: conversation }, 30)
    return [...turn!.history, ...turn!.unanswered].map(({ text }) => text)
  }
  const decide = async (decision: 'same' | 'different') => {
    scene().now += 60_000
    const [question] = await scene().store.identityQuestions('acme')
    const { now, store } = scene()
    const done = await store.decideIdentity({ business: 'acme', question: question!.id, decision, by: 'Ada', now })
    return done ? question!.id : undefined
  }
  const undo = (question: string) => {
    scene().now += 60_000
    return scene().store.undoIdentity({ business: 'acme', question, now: scene().now })
  }
  const find = (name: string) => scene().store.findCustomer('acme', name)
  const contactOf = async (name: string) =>
    (await scene().rows(`select phone, bsuid, name from contacts where customer = '${await find(name)}'`))[0]

  describe('who turns out to be the same', () => {
    let first: string
    let second: string
    beforeEach(async () => {
      first = await says(OLD, 'one')
      await answered('to one')
      second = await says(NEW, 'two')
      await answered('to two')
      await says({ bsuid: OLD.bsuid }, 'three')
      await answered('to three')
    })

    it('[I19] has one id, one conversation a line, in the order things came, and one address', async () => {
      const older = await find(OLD.bsuid)
      const newer = await find(NEW.bsuid)
      expect(await told(second)).toEqual(['two', 'to two'])
      expect(await decide('same')).toBeDefined()
      expect(await told(first)).toEqual(['one', 'to one', 'two', 'to two', 'three', 'to three'])
      expect(await told(second)).toEqual([])
      for (const name of [OLD.bsuid, NEW.bsuid, NEW.phone, older!, newer!]) expect(await find(name)).toBe(older)
      expect(await contactOf(OLD.bsuid)).toEqual({ phone: NEW.phone, bsuid: NEW.bsuid, name: 'Bo' })
      expect(await says(NEW, 'four')).toBe(first)
      expect(await says({ bsuid: OLD.bsuid }, 'five')).toBe(first)
      expect(await told(first)).toEqual(['one', 'to one', 'two', 'to two', 'three', 'to three', 'four', 'five'])
    })

    it('[I19] are split again as they were, and what came since goes to whom it came from', async () => {
      const ids = [await find(OLD.bsuid), await find(NEW.bsuid)]
      const question = await decide('same')
      await says(NEW, 'four')
      await answered('to four')
      await says({ bsuid: OLD.bsuid }, 'five')
      await answered('to five')
      await says(NEW, 'six')
      expect(await undo(question!)).toBe(true)
      expect(await told(first)).toEqual(['one', 'to one', 'three', 'to three', 'five', 'to five'])
      expect(await told(second)).toEqual(['two', 'to two', 'four', 'to four', 'six'])
      expect([await find(OLD.bsuid), await find(NEW.bsuid)]).toEqual(ids)
      expect(await find(NEW.phone)).toBe(ids[1])
      expect(await contactOf(OLD.bsuid)).toMatchObject({ phone: null, bsuid: OLD.bsuid, name: 'Maya' })
      expect(await contactOf(NEW.bsuid)).toEqual({ phone: NEW.phone, bsuid: NEW.bsuid, name: 'Bo' })
      expect(await says(NEW, 'seven')).toBe(second)
      expect(await says({ bsuid: OLD.bsuid }, 'eight')).toBe(first)
      expect(await undo(question!)).toBe(false)
      expect(await decide('same')).toBe(question)
      expect((await told(first)).slice(-3)).toEqual(['six', 'seven', 'eight'])
    })

    it('[I19 A20] what was pending or queued on either side is answered and sent in the one conversation', async () => {
      await says({ bsuid: OLD.bsuid }, 'old question')
      await answered('a reply on its way', { sent: false })
      await says(NEW, 'new question')
      await decide('same')
      const { claimed } = await scene().claimAll()
      const deliver = claimed.find(({ kind, key }) => kind === 'deliver' && key === first)!
      const delivery = await scene().sends(deliver)
      expect(delivery).toMatchObject({ to: { phone: NEW.phone }, content: { text: 'a reply on its way' } })
      const answer = claimed.find(({ kind, key }) => kind === 'answer' && key === first)!
      expect((await scene().finished(answer, ['x'])).answered).toHaveLength(1)
    })

    it('[I19 A20] a turn that was under way on either side begins anew, and sends nothing of what it did not know', async () => {
      await says({ bsuid: OLD.bsuid }, 'old question')
      await says(NEW, 'new question')
      const { claimed } = await scene().claimAll()
      const works = claimed.filter(({ kind }) => kind === 'answer')
      const turns = await Promise.all(works.map((work) => scene().finished(work, ['from half the history'])))
      expect(turns).toHaveLength(2)
      await decide('same')
      for (const turn of turns)
        expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: expect.stringMatching(/overtaken|lost/) })
      await answered('from all of it')
      expect((await told(first)).slice(-3)).toEqual(['old question', 'new question', 'from all of it'])
      expect((await scene().store.figures(scene().now)).unansweredSince).toBeUndefined()
    })

    it('[I19] a line that only the newer one wrote to goes over whole, and back', async () => {
      const sales = await says(NEW, 'a price?', 'sales')
      const question = await decide('same')
      expect(await says({ bsuid: OLD.bsuid }, 'and mine?', 'sales')).toBe(sales)
      await answered('to both')
      await undo(question!)
      expect(await says(NEW, 'thanks', 'sales')).toBe(sales)
      expect(await told(sales)).toEqual(['a price?', 'thanks'])
      const other = await says({ bsuid: OLD.bsuid }, 'hello?', 'sales')
      expect(await told(other)).toEqual(['and mine?', 'to both', 'hello?'])
    })

    it('[I19] lines that were written to since go to whom wrote, and are divided where both did', async () => {
      const question = await decide('same')
      const vip = await says({ bsuid: OLD.bsuid }, 'mine', 'vip')
      const sales = await says(NEW, 'theirs', 'sales')
      const both = await says(NEW, 'theirs', 'both')
      expect(await says({ bsuid: OLD.bsuid }, 'mine', 'both')).toBe(both)
      await undo(question!)
      expect(await says({ bsuid: OLD.bsuid }, 'mine again', 'vip')).toBe(vip)
      expect(await says(NEW, 'theirs again', 'sales')).toBe(sales)
      expect(await says(NEW, 'theirs again', 'both')).toBe(both)
      expect(await told(both)).toEqual(['theirs', 'theirs again'])
      expect(await told(await says({ bsuid: OLD.bsuid }, 'mine again', 'both'))).toEqual(['mine', 'mine again'])
    })

    it('[I19 H7] an open handoff of either stays open, and its owner keeps the conversation', async () => {
      await says(NEW, 'a person, please')
      const work = await scene().claim('answer')
      const handoff = { id: scene().ids.next(), reason: 'agent_failed', summary: 'It failed.' } as const
      const conversation = { business: 'acme', id: second }
      await scene().store.failTurn({
        work,
        conversation,
        handoff,
        run: undefined,
        sentence: undefined,
        now: scene().now,
      })
      const { ids, now, store } = scene()
      const file = { id: ids.next(), name: 'list.csv', mime: 'text/csv', bytes: new Uint8Array([1]) }
      const by = { id: 'dana', name: 'Dana' }
      const note = { id: ids.next(), by, source: 'api', text: 'She is right.', files: [file], now } as const
      await store.keepPrivateNote({ ...note, conversation })
      const inside = async (id: string) => {
        const key = { business: 'acme', id }
        const { notes, steps } = await store.thread(key, { most: 9 })
        const bytes = await store.privateFile(key, { note: note.id, file: file.id })
        return [notes.map(({ text }) => text), steps.map(({ kind }) => kind), bytes?.name]
      }
      const all = [['She is right.'], ['opened', 'noted'], 'list.csv']
      const nothing = [[], [], undefined]
      const question = await decide('same')
      expect(await store.handoffs()).toMatchObject([{ id: handoff.id, conversation: first }])
      expect([await inside(first), await inside(second)]).toEqual([all, nothing])
      const owners = () => scene().rows('select id, owner from conversations order by id')
      expect(await owners()).toEqual([
        { id: first, owner: 'waiting' },
        { id: second, owner: 'agent' },
      ])
      await undo(question!)
      expect(await scene().store.handoffs()).toMatchObject([{ id: handoff.id, conversation: second }])
      expect([await inside(first), await inside(second)]).toEqual([nothing, all])
      expect(await owners()).toEqual([
        { id: first, owner: 'agent' },
        { id: second, owner: 'waiting' },
      ])
    })

    it('[I19 A13] what either had asked to forget stays forgotten', async () => {
      await says(NEW, 'a secret')
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['forgotten'], { forgets: true }))
      const question = await decide('same')
      expect(await told(first)).toEqual(['forgotten'])
      await undo(question!)
      expect(await told(first)).toEqual(['one', 'to one', 'three', 'to three'])
      expect(await told(second)).toEqual(['forgotten'])
    })

    it('[I19] the last join is undone first', async () => {
      const one = await decide('same')
      await says({ phone: NEW.phone, bsuid: 'US.3333' }, 'a third')
      const two = await decide('same')
      expect(await find('US.3333')).toBe(await find(OLD.bsuid))
      expect(await undo(one!)).toBe(false)
      expect(await undo(two!)).toBe(true)
      expect(await undo(one!)).toBe(true)
      expect(new Set([await find(OLD.bsuid), await find(NEW.bsuid), await find('US.3333')]).size).toBe(3)
      expect(await told(second)).toEqual(['two', 'to two'])
      expect(await told(first)).toEqual(['one', 'to one', 'three', 'to three'])
    })

    it('[I19] `different` closes the question and changes nothing; it can be taken back', async () => {
      const before = await scene().rows('select * from contacts order by customer')
      const question = await decide('different')
      expect(await scene().store.identityQuestions('acme')).toMatchObject([{ id: question, decision: 'different' }])
      expect(await scene().rows('select * from contacts order by customer')).toEqual(before)
      expect(await decide('same')).toBeUndefined()
      expect(await undo(question!)).toBe(true)
      expect(await decide('same')).toBe(question)
    })

    it('[I19] nobody decides for another business, or about what is no question', async () => {
      const [question] = await scene().store.identityQuestions('acme')
      const { store, now, ids } = scene()
      const same = { decision: 'same', by: 'Ada', now } as const
      expect(await store.identityQuestions('globex')).toEqual([])
      expect(await store.decideIdentity({ business: 'globex', question: question!.id, ...same })).toBe(false)
      expect(await store.decideIdentity({ business: 'acme', question: ids.next(), ...same })).toBe(false)
      expect(await store.decideIdentity({ business: 'acme', question: 'none', ...same })).toBe(false)
      expect(await undo('none')).toBe(false)
    })
  })
}
