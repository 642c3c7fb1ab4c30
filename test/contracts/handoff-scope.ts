import { beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../src/domain/ownership.ts'
import type { Pass } from '../../src/flows/store.ts'
import { keepHandoffScope } from '../../src/store/settings.ts'
import type { Scene } from './scene.ts'

const DANA: Person = { id: 'dana', name: 'Dana' }
const OMAR: Person = { id: 'omar', name: 'Omar' }
const OLD = { phone: '15550001111', bsuid: 'US.1111', name: 'Maya' }
const NEW = { phone: '15550001111', bsuid: 'US.2222', name: 'Bo' }

/** `handoff.scope: customer`: one handoff holds for all lines of a customer. */
export function handoffScopeContract(scene: () => Scene) {
  const pass = (conversation: string, step: Pass['step'], by = DANA) =>
    scene().store.passBaton({
      conversation: { business: 'acme', id: conversation },
      step,
      by,
      source: 'api',
      epoch: undefined,
      now: scene().now,
    })
  const says = async (
    line: string,
    text = 'Hello',
    sender: { phone?: string; bsuid?: string; name?: string } = OLD,
  ) => {
    scene().now += 1000
    const raw = { from: sender.phone, from_user_id: sender.bsuid }
    return (await scene().says({ line, text, sender, raw })).conversation
  }
  /** Whatever is due is answered by the agent. */
  const answered = async () => {
    for (const work of (await scene().claimAll()).claimed) {
      if (work.kind !== 'answer') await scene().store.letGo(work)
      else await scene().store.commitTurn(await scene().finished(work, []))
    }
  }
  /** The agent calls people there. Hands back the handoff. */
  const called = async (conversation: string) => {
    const { claimed } = await scene().claimAll()
    const work = claimed.find(({ kind, key }) => kind === 'answer' && key === conversation)!
    for (const other of claimed) if (other !== work) await scene().store.letGo(other)
    const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
    await scene().store.commitTurn(await scene().finished(work, ['They come.'], { handoff }))
    return handoff.id
  }
  const owners = async () =>
    Object.fromEntries(
      (await scene().rows<{ line: string; owner: string; teammate: string | null }>('select * from conversations')).map(
        ({ line, owner, teammate }) => [line, teammate ?? owner],
      ),
    )
  /** Conversations that people own and no open handoff speaks of. */
  const forgotten = async () => {
    const silent = await scene().rows<{ id: string }>(`select id from conversations where owner <> 'agent'`)
    const left: string[] = []
    for (const { id } of silent)
      if (!(await scene().store.conversation({ business: 'acme', id }))?.handoff) left.push(id)
    return left
  }

  describe('a handoff for all lines of a customer', () => {
    beforeEach(() => keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'customer' }))

    it('[H6] silences every line in one transaction, and overtakes a turn that runs on another', async () => {
      const sales = await says('sales')
      const { claimed } = await scene().claimAll()
      const running = claimed.find(({ kind }) => kind === 'answer')!
      const turn = await scene().finished(running, ['Too late'])
      const support = await says('support', 'a person!')
      await called(support)
      expect(await owners()).toEqual({ sales: 'waiting', support: 'waiting' })
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'overtaken' })
      const one = { business: 'acme', id: sales }
      expect(await scene().store.conversation(one)).toMatchObject({ owner: 'waiting', reason: 'customer_asked' })
      expect(await scene().store.handoffs()).toHaveLength(1)
    })

    it('[H6] holds for a line that the customer had not written to yet, with whoever has it', async () => {
      const support = await says('support', 'a person!')
      await called(support)
      await says('sales')
      expect(await owners()).toEqual({ sales: 'waiting', support: 'waiting' })
      await pass(support, { kind: 'claim', by: DANA, over: false })
      const billing = await says('billing')
      expect(await owners()).toEqual({ sales: 'dana', support: 'dana', billing: 'dana' })
      expect(await pass(billing, { kind: 'claim', by: OMAR, over: false }, OMAR)).toMatchObject({
        kind: 'refused',
        because: 'another-teammate',
      })
    })

    it('[H6 H9] moves with a claim, a reply, a release or an undo on any of them', async () => {
      const support = await says('support', 'a person!')
      const sales = await says('sales')
      const handoff = await called(support)
      expect(await pass(sales, { kind: 'claim', by: DANA, over: false })).toMatchObject({
        conversations: [sales, support],
      })
      expect(await owners()).toEqual({ sales: 'dana', support: 'dana' })
      await pass(support, { kind: 'put-back' })
      expect(await owners()).toEqual({ sales: 'waiting', support: 'waiting' })
      const parts = [{ id: scene().ids.next(), content: { kind: 'text', text: 'Here I am' } }] as const
      await scene().store.replyAsTeammate({
        conversation: { business: 'acme', id: sales },
        by: OMAR,
        source: 'api',
        epoch: undefined,
        now: scene().now,
        parts,
        quotes: undefined,
        seen: undefined,
        over: false,
        holdMs: 0,
        retryOf: undefined,
      })
      expect(await owners()).toEqual({ sales: 'omar', support: 'omar' })
      await pass(sales, { kind: 'release' }, OMAR)
      expect(await owners()).toEqual({ sales: 'agent', support: 'agent' })
      expect(await scene().store.handoffs()).toEqual([])
      expect(await pass(sales, { kind: 'undo' }, OMAR)).toMatchObject({ kind: 'passed' })
      expect(await owners()).toEqual({ sales: 'omar', support: 'omar' })
      expect(await scene().store.handoffs()).toMatchObject([{ id: handoff, conversation: support }])
      expect(await forgotten()).toEqual([])
    })

    it('[H6] taken by a teammate without a call it holds for all lines as well', async () => {
      const support = await says('support')
      await says('sales')
      await pass(support, { kind: 'claim', by: DANA, over: false })
      await says('billing')
      expect(await owners()).toEqual({ sales: 'dana', support: 'dana', billing: 'dana' })
    })

    it('[H6] held for one line, the agents of the other lines are told of it, and nobody else is', async () => {
      await keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'line' })
      const sales = await says('sales', 'a person!')
      const support = await says('support')
      await says('billing', 'Hello', { phone: '15559990000', bsuid: 'US.9999', name: 'Bo' })
      const casesOf = async (id: string) => (await scene().store.loadTurn({ business: 'acme', id }, 0))!.cases
      expect(await casesOf(support)).toEqual([])
      const since = scene().now
      await called(sales)
      expect(await owners()).toEqual({ sales: 'waiting', support: 'agent', billing: 'agent' })
      expect(await casesOf(support)).toEqual([{ line: 'sales', reason: 'customer_asked', since }])
      expect(await casesOf(sales)).toEqual([])
      const rows = await scene().rows<{ id: string }>(`select id from conversations where line = 'billing'`)
      expect(await casesOf(rows[0]!.id)).toEqual([])
      await pass(sales, { kind: 'release' })
      expect(await casesOf(support)).toEqual([])
    })

    it('[H6] leaves a case alone that was open on another line before, and that one goes on when it ends', async () => {
      await keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'line' })
      const sales = await says('sales', 'a person!')
      await called(sales)
      await pass(sales, { kind: 'claim', by: OMAR, over: false }, OMAR)
      await keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'customer' })
      const support = await says('support', 'a person!')
      await says('billing')
      await called(support)
      expect(await owners()).toEqual({ sales: 'omar', support: 'waiting', billing: 'waiting' })
      await pass(support, { kind: 'release' })
      expect(await owners()).toEqual({ sales: 'omar', support: 'agent', billing: 'agent' })
      expect(await forgotten()).toEqual([])
    })

    describe('with customers who turn out to be the same, or not', () => {
      const decide = async () => {
        scene().now += 1000
        const [question] = await scene().store.identityQuestions('acme')
        await scene().store.decideIdentity({
          business: 'acme',
          question: question!.id,
          decision: 'same',
          by: 'Ada',
          now: scene().now,
        })
        return question!.id
      }
      const undo = (question: string) => scene().store.undoIdentity({ business: 'acme', question, now: scene().now })
      const unanswered = async (id: string) =>
        (await scene().store.loadTurn({ business: 'acme', id }, 0))!.unanswered.map(({ text }) => text)

      it('[H6 I19] joined, all lines of both come under it; split, what is not its customer’s goes back and is answered', async () => {
        const support = await says('support', 'one')
        await answered()
        const sales = await says('sales', 'two', NEW)
        await answered()
        await says('support', 'a person!', { bsuid: OLD.bsuid })
        await called(support)
        const question = await decide()
        expect(await owners()).toEqual({ support: 'waiting', sales: 'waiting' })
        await says('sales', 'three', NEW)
        for (const work of (await scene().claimAll()).claimed) {
          const own = { outcome: 'owned', because: 'people own it' } as const
          if (work.kind === 'answer') await scene().store.commitTurn(await scene().finished(work, [], own))
          else await scene().store.letGo(work)
        }
        expect(await unanswered(sales)).toEqual([])
        await undo(question)
        expect(await owners()).toEqual({ support: 'waiting', sales: 'agent' })
        expect(await unanswered(sales)).toEqual(['three'])
        expect(await forgotten()).toEqual([])
      })

      it('[H6 I19] two handoffs that become one conversation leave nobody silenced without one', async () => {
        await keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'line' })
        const first = await says('support', 'one')
        await answered()
        await keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'customer' })
        await says('support', 'two', NEW)
        await says('sales', 'three', NEW)
        await answered()
        const second = await says('support', 'a person!', NEW)
        await called(second)
        await keepHandoffScope(scene().database, { business: 'acme', handoffScope: 'line' })
        await says('support', 'me too!', { bsuid: OLD.bsuid })
        await called(first)
        const question = await decide()
        expect(await forgotten()).toEqual([])
        await undo(question)
        expect(await forgotten()).toEqual([])
      })
    })
  })
}
