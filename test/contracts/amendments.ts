import { describe, expect, it } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { NOON, newWamid, type Scene } from './scene.ts'

const text = (words: string): Content => ({ kind: 'text', text: words })

/** Edits, deletions and reactions change the message they speak of, in whatever order both come. */
export function amendmentsContract(scene: () => Scene) {
  const amend = (content: Content, sentAt = NOON + 1) =>
    scene().says({ content, sentAt, receivedAt: NOON + 10, ignoredBecause: 'it starts no turn' })
  const edit = (of: string, words: string, sentAt?: number) => amend({ kind: 'edit', of, content: text(words) }, sentAt)
  const turn = async () =>
    scene().store.loadTurn(
      {
        business: 'acme',
        id: (await scene().rows<{ id: string }>('select id from conversations'))[0]!.id,
      },
      30,
    )

  describe('what changes an earlier message', () => {
    it('[W22] an edit is read in its place by the turn to come', async () => {
      const wamid = newWamid()
      await scene().says({ wamid, text: 'order 21' })
      expect(await edit(wamid, 'order 22')).toMatchObject({ amends: true, dueAt: undefined })
      expect((await turn())?.unanswered).toMatchObject([{ text: 'order 22', content: text('order 22'), edited: true }])
    })

    it('[W22] a message that was deleted before it was answered asks for nothing any more', async () => {
      const wamid = newWamid()
      await scene().says({ wamid, text: 'my card number is …' })
      await amend({ kind: 'revoke', of: wamid })
      const loaded = await turn()
      expect(loaded?.unanswered).toEqual([])
      expect(loaded?.history).toMatchObject([{ text: '[This message was deleted]', deleted: true }])
      expect(JSON.stringify(loaded)).not.toContain('card number')
    })

    it('[W22] an edit or a deletion that overtook its message applies when the message comes', async () => {
      const [edited, deleted] = [newWamid(), newWamid()]
      await edit(edited, 'two')
      await amend({ kind: 'revoke', of: deleted })
      await scene().says({ wamid: edited, text: 'one', receivedAt: NOON + 20 })
      await scene().says({ wamid: deleted, text: 'never mind', receivedAt: NOON + 20 })
      expect((await turn())?.unanswered).toMatchObject([{ text: 'two' }])
    })

    it('[W22] of two edits the later one stands, whichever came last', async () => {
      const wamid = newWamid()
      await scene().says({ wamid, text: 'one' })
      await edit(wamid, 'three', NOON + 3000)
      await edit(wamid, 'two', NOON + 2000)
      expect((await turn())?.unanswered).toMatchObject([{ text: 'three' }])
    })

    it('[W22] an edit during a turn sends the turn back', async () => {
      const wamid = newWamid()
      await scene().says({ wamid, text: 'one' })
      const work = await scene().claim('answer')
      const finished = await scene().finished(work, ['You said one'])
      await edit(wamid, 'two')
      expect(await scene().store.commitTurn(finished)).toEqual({ kind: 'newer' })
      expect((await scene().finished(await scene().claim('answer'), ['You said two'])).answered).toHaveLength(1)
    })

    it('[W14] a reaction shows on what it was given to, also on a reply whose name comes later, and can be taken back', async () => {
      const deliver = await scene().replies(['Hi Maya'])
      await amend({ kind: 'reaction', to: 'wamid.reply', emoji: '❤️' })
      const sending = await scene().sends(deliver)
      await scene().record(deliver, sending, { kind: 'accepted', wamid: 'wamid.reply' })
      expect((await turn())?.history).toMatchObject([{ author: 'customer' }, { text: 'Hi Maya', reaction: '❤️' }])
      await amend({ kind: 'reaction', to: 'wamid.reply' }, NOON + 2000)
      expect((await turn())?.history[1]).not.toHaveProperty('reaction')
    })

    it('[W22] nobody edits or deletes what the business wrote', async () => {
      const deliver = await scene().replies(['Hi Maya'])
      await scene().record(deliver, await scene().sends(deliver), { kind: 'accepted', wamid: 'wamid.ours' })
      await edit('wamid.ours', 'Bye Maya')
      await amend({ kind: 'revoke', of: 'wamid.ours' })
      expect((await turn())?.history[1]).toMatchObject({ text: 'Hi Maya' })
    })

    it('[W12] a quote is resolved to the message it speaks of', async () => {
      const deliver = await scene().replies(['Hi Maya'])
      await scene().record(deliver, await scene().sends(deliver), { kind: 'accepted', wamid: 'wamid.hi' })
      await scene().says({ quotes: 'wamid.hi', text: 'this one', receivedAt: NOON + 10 })
      await scene().says({ quotes: 'wamid.unknown', text: 'and that', receivedAt: NOON + 10 })
      const unanswered = (await turn())!.unanswered
      expect(unanswered[0]).toMatchObject({ text: 'this one', quoted: { author: 'agent', text: 'Hi Maya' } })
      expect(unanswered[1]).not.toHaveProperty('quoted')
    })

    it('[D13] edits, deletions and notices leave the window as it was; a reaction opens it', async () => {
      await scene().says({ wamid: 'w', sentAt: NOON })
      const opened = async () => (await scene().rows('select last_inbound_at from conversations'))[0]
      await edit('w', 'two', NOON + 5000)
      await amend({ kind: 'system', type: 'user_changed_number' }, NOON + 5000)
      expect(await opened()).toEqual({ last_inbound_at: NOON })
      await amend({ kind: 'reaction', to: 'w', emoji: '👍' }, NOON + 6)
      expect(await opened()).toEqual({ last_inbound_at: NOON + 6 })
    })
  })
}
