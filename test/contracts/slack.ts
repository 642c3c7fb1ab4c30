import { describe, expect, it } from 'vitest'
import type { SlackSaid } from '../../src/flows/store.ts'
import { giveHandoff } from '../../src/store/merge.ts'
import type { Scene } from './scene.ts'

let phones = 7770000
const DANA = { id: 'dana', name: 'Dana' }

/** What is kept of Slack. */
export function slackContract(scene: () => Scene) {
  /** A case that stands in Slack. */
  async function stands(name = 'one') {
    const { store } = scene()
    const wamid = `wamid.slack.${name}.${scene().now}`
    const { conversation } = await scene().says({ sender: { phone: `1555${++phones}` }, text: name, wamid })
    const key = { business: 'acme', id: conversation }
    const step = { kind: 'claim', by: DANA, over: false } as const
    await store.passBaton({ conversation: key, by: DANA, source: 'slack', epoch: undefined, now: scene().now, step })
    const handoff = (await store.handoffs()).find((one) => one.conversation === conversation)!.id
    const place = { business: 'acme', conversation, handoff, line: 'support', channel: 'C1', root: `1000.${name}` }
    const drawn = { lost: 0, openedAt: scene().now, card: '', drawnAt: 0, seen: '', released: false }
    await store.keepSlackThread({ ...place, ...drawn })
    const hear = (change: Partial<SlackSaid>) =>
      store.hearSlack({
        ...place,
        ts: `1001.${name}`,
        user: 'U1',
        text: 'first',
        files: [],
        broadcast: false,
        version: '',
        deleted: false,
        now: scene().now,
        ...change,
      })
    const said = () => store.slackSaid({ business: 'acme', channel: 'C1', ts: `1001.${name}` })
    return { key, handoff, place, hear, said }
  }

  describe('[H16] Slack', () => {
    it('has one row for what is said, in its latest version, whatever comes first', async () => {
      const { hear, said } = await stands('versions')
      expect(await hear({ text: 'second', version: '1002.0' })).toBe(true)
      expect(await hear({ text: 'first' })).toBe(false)
      expect(await hear({ text: 'second', version: '1002.0' })).toBe(false)
      expect(await said()).toMatchObject({ text: 'second', state: 'new', deleted: false })
      expect(await hear({ deleted: true, text: '' })).toBe(true)
      expect(await hear({ text: 'third', version: '1003.0' })).toBe(false)
      expect(await said()).toMatchObject({ text: 'second', deleted: true })
    })

    it('promises to look at what is new, and at nothing twice', async () => {
      const { key, hear, place } = await stands('promises')
      await hear({})
      const work = await scene().claim('slack')
      expect(work.key).toBe(key.id)
      expect(await scene().store.slackUnsettled(key)).toHaveLength(1)
      const settled = { was: 'new', state: 'inside', sentVersion: '', sentText: '', toldVersion: '', tick: '' } as const
      await scene().store.settleSlack({ business: 'acme', channel: place.channel, ts: '1001.promises', ...settled })
      expect(await scene().store.slackUnsettled(key)).toEqual([])
      const late = { ...settled, business: 'acme', channel: place.channel, ts: '1001.promises', state: 'sent' } as const
      expect(await scene().store.settleSlack(late)).toBe(false)
      await scene().store.putOff(work, undefined)
    })

    it('brings what it was told in the order in which it was told, each once', async () => {
      const { key, handoff } = await stands('posts')
      const { store, ids } = scene()
      const post = (id: string, text: string) =>
        store.keepSlackPost({ business: 'acme', handoff, id, kind: 'line', news: { text }, now: scene().now })
      const [first, second] = [ids.next(), ids.next()]
      expect(await post(second, 'a')).toBe(true)
      expect(await post(first, 'b')).toBe(true)
      expect(await post(second, 'again')).toBe(false)
      expect(await post(ids.next(), 'c')).toBe(true)
      expect((await store.slackPosts(key)).map(({ news }) => (news as { text: string }).text)).toEqual(['a', 'b', 'c'])
      expect(await store.slackDelay({ business: 'acme', before: scene().now })).toMatchObject({ waiting: 3 })
      await store.trySlackPost({ business: 'acme', id: second, file: 'F1' })
      expect((await store.slackPosts(key))[0]).toMatchObject({ tried: true, file: 'F1' })
      for (const { id } of await store.slackPosts(key)) await store.endSlackPost({ business: 'acme', id, ts: '1.0' })
      expect(await store.slackDelay({ business: 'acme', before: scene().now })).toBeUndefined()
      const gone = { business: 'acme', handoff: ids.next(), id: ids.next(), kind: 'line', news: {}, now: 1 } as const
      expect(await store.keepSlackPost(gone)).toBe(false)
    })

    it('goes along where a handoff goes to another conversation', async () => {
      const one = await stands('leaves')
      const other = await stands('takes')
      const { store, ids } = scene()
      await one.hear({})
      await store.keepSlackRelays({
        business: 'acme',
        channel: 'C1',
        ts: '1001.leaves',
        conversation: one.key.id,
        messages: [ids.next()],
      })
      const given = { business: 'acme', id: one.handoff, conversation: other.key.id, released_at: scene().now }
      await scene().database.write((tx) => giveHandoff(tx, given))
      expect((await store.slackUnsettled(other.key)).map(({ ts }) => ts)).toContain('1001.leaves')
      expect(await store.slackUnsettled(one.key)).toEqual([])
      expect(await store.slackThread({ business: 'acme', handoff: one.handoff })).toMatchObject({
        conversation: other.key.id,
      })
      const relays = await scene().rows(`select conversation from slack_relays where ts = '1001.leaves'`)
      expect(relays).toEqual([{ conversation: other.key.id }])
    })
  })
}
