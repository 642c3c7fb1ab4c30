import { describe, expect, it } from 'vitest'
import { inbound, NOON, newWamid, type Scene } from './scene.ts'

export function receivingContract(scene: () => Scene) {
  const messages = () =>
    scene().rows<{ text: string; position: number; outcome: string; conversation: string }>(
      'select text, position, outcome, conversation from messages order by conversation, position',
    )
  const count = async (table: string) =>
    Number((await scene().rows<{ count: number }>(`select count(*) as count from ${table}`))[0]!.count)

  describe('receive', () => {
    it('[W11] takes a message once: twins in one batch, across batches, and later', async () => {
      const wamid = newWamid()
      const { store } = scene()
      const twins = Array.from({ length: 20 }, () => store.receive(inbound({ wamid })))
      const first = await Promise.all(twins)
      expect(first.filter(({ kind }) => kind === 'stored')).toHaveLength(1)
      expect(await store.receive(inbound({ wamid }))).toEqual({ kind: 'duplicate' })
      expect(await messages()).toHaveLength(1)
    })

    it('[W11] the same id on another line or for another business is another message', async () => {
      const wamid = newWamid()
      for (const other of [{}, { line: 'sales' }, { business: 'globex' }])
        expect(await scene().store.receive(inbound({ wamid, ...other }))).toMatchObject({ kind: 'stored' })
      expect(await count('messages')).toBe(3)
      expect(await count('contacts')).toBe(2)
    })

    it('[W11] a duplicate promises nothing and moves nothing', async () => {
      const wamid = newWamid()
      await scene().says({ wamid })
      const before = await scene().rows('select * from conversations')
      const [work] = await scene().rows('select * from work')
      await scene().store.receive(inbound({ wamid, receivedAt: NOON + 1000, agent: 'other' }))
      expect(await scene().rows('select * from conversations')).toEqual(before)
      expect(await scene().rows('select * from work')).toEqual([work])
    })

    it('[W9 A20] 1,000 messages at once are all stored, each conversation in the order it came', async () => {
      const { store } = scene()
      const asked = Array.from({ length: 1000 }, (_, index) =>
        store.receive(inbound({ from: `1555000${index % 10}`, text: String(index) })),
      )
      const receipts = await Promise.all(asked)
      expect(receipts.every(({ kind }) => kind === 'stored')).toBe(true)
      const byConversation = Map.groupBy(await messages(), ({ conversation }) => conversation)
      expect(byConversation.size).toBe(10)
      for (const own of byConversation.values()) {
        const numbers = own.map(({ text }) => Number(text))
        expect(numbers).toHaveLength(100)
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
      }
    })

    it('[I17] knows a customer by phone and by scoped id, whichever a message carries', async () => {
      const bsuid = 'US.13491208655302741918'
      await scene().says({ sender: { phone: '15550001111', name: 'Maya' } })
      await scene().says({ sender: { phone: '15550001111', bsuid } })
      await scene().says({ sender: { bsuid, username: 'maya' } })
      expect(await count('contacts')).toBe(1)
      expect(await count('conversations')).toBe(1)
      expect(await scene().rows('select kind, value from aliases order by kind')).toEqual([
        { kind: 'bsuid', value: bsuid },
        { kind: 'phone', value: '15550001111' },
      ])
      expect(await scene().rows('select name from contacts')).toEqual([{ name: 'Maya' }])
    })

    it('[I17] strangers of one batch who turn out to be one person are one customer', async () => {
      const bsuid = 'US.2'
      const { store } = scene()
      await Promise.all([
        store.receive(inbound({ sender: { phone: '15550002222' } })),
        store.receive(inbound({ sender: { phone: '15550002222', bsuid } })),
        store.receive(inbound({ sender: { bsuid, name: 'Bo' } })),
      ])
      expect(await count('contacts')).toBe(1)
      expect(await scene().rows('select name from contacts')).toEqual([{ name: 'Bo' }])
    })

    it('[W18] remembers the name a customer goes by now', async () => {
      await scene().says({ sender: { phone: '1', name: 'Maya' } })
      await scene().says({ sender: { phone: '1', name: 'Maya K.' } })
      await scene().says({ sender: { phone: '1' } })
      expect(await scene().rows('select name from contacts')).toEqual([{ name: 'Maya K.' }])
    })

    it('[A20] the answer is due when the burst has settled, and every new message puts it off', async () => {
      const first = await scene().says({ settle: 2000 })
      expect(first.dueAt).toBe(NOON + 2000)
      const second = await scene().says({ settle: 2000, receivedAt: NOON + 1500 })
      expect(second.dueAt).toBe(NOON + 3500)
      scene().now = NOON + 3499
      expect(await scene().claimAll()).toEqual({ claimed: [], nextDueAt: NOON + 3500 })
      scene().now = NOON + 3500
      expect((await scene().claimAll()).claimed).toMatchObject([{ kind: 'answer', key: first.conversation }])
    })

    it("[A20] follows the customer's own rhythm, also where that makes half a millisecond", async () => {
      let dueAt: number | undefined
      for (const at of [NOON, NOON + 1001, NOON + 2003])
        dueAt = (await scene().says({ settle: 'rhythm', receivedAt: at })).dueAt
      expect(dueAt).toBe(NOON + 2003 + Math.ceil(1.5 * 1001.5))
      expect(await scene().rows('select due_at from work')).toEqual([{ due_at: dueAt }])
    })

    it('[W14] what asks for nothing is kept with its reason and starts no work', async () => {
      const content = { kind: 'reaction', to: 'wamid.other', emoji: '👍' } as const
      const receipt = await scene().says({ content, ignoredBecause: 'a reaction starts no turn' })
      expect(receipt.dueAt).toBeUndefined()
      expect(await scene().rows('select kind, outcome, because from messages')).toEqual([
        { kind: 'reaction', outcome: 'ignored', because: 'a reaction starts no turn' },
      ])
      expect(await count('work')).toBe(0)
      expect((await scene().store.figures(NOON)).unansweredSince).toBeUndefined()
    })

    it('[D13] the window opens with what the customer wrote last, whatever order it came in', async () => {
      await scene().says({ sentAt: NOON - 1000 })
      await scene().says({ sentAt: NOON - 5000, receivedAt: NOON + 10 })
      await scene().says({ sentAt: NOON + 60_000, receivedAt: NOON + 20 })
      expect(await scene().rows('select last_inbound_at, last_received_at from conversations')).toEqual([
        { last_inbound_at: NOON + 20, last_received_at: NOON + 20 },
      ])
    })

    it('[W12] keeps any text: NUL, half a surrogate, emoji, bidi marks, quotes and backslashes', async () => {
      const texts = [
        'a\0b',
        '\0',
        'half \ud83d',
        '\ude00 other half',
        '👨‍👩‍👧 ok',
        '\u202eabc\u202c',
        `'";--\\u0000 \\`,
        ' \ufeff\r\n\t',
        ':now $1 ?1',
        '',
      ]
      const { store } = scene()
      await Promise.all(texts.map((text) => store.receive(inbound({ text, raw: { text } }))))
      expect((await messages()).map(({ text }) => text)).toEqual([
        'a\ufffdb',
        '\ufffd',
        'half \ufffd',
        '\ufffd other half',
        ...texts.slice(4),
      ])
      const raws = await scene().rows<{ raw: string }>('select raw from messages order by position')
      expect(JSON.parse(raws[0]!.raw)).toEqual({ text: 'a\0b' })
    })

    it('[W10] one message that cannot be stored fails alone', async () => {
      const { store } = scene()
      const batch = Array.from({ length: 5 }, (_, index) =>
        store.receive(index === 2 ? inbound({ sender: {} }) : inbound({ text: String(index) })),
      )
      const results = await Promise.allSettled(batch)
      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ])
      expect((await messages()).map(({ text }) => text)).toEqual(['0', '1', '3', '4'])
    })

    it('[W8] what is stored and what is promised are one: no message waits without its work', async () => {
      const { conversation } = await scene().says()
      expect(await scene().rows('select business, kind, key, due_at, attempts from work')).toEqual([
        { business: 'acme', kind: 'answer', key: conversation, due_at: NOON, attempts: 0 },
      ])
    })
  })

  describe('strays', () => {
    const stray = { business: 'acme', reason: 'Unknown WABA', field: 'messages', receivedAt: NOON }

    it('[W17] are handed out, oldest first, to the number they wait for, until they are forgotten', async () => {
      const { store } = scene()
      await store.keepStray({ ...stray, waitsFor: '111', raw: { nth: 2 }, receivedAt: NOON + 1 })
      await Promise.all([
        store.keepStray({ ...stray, waitsFor: '111', raw: { nth: 1, odd: 'a\0\ud83d' } }),
        store.keepStray({ ...stray, waitsFor: '222', raw: { nth: 3 } }),
        store.keepStray({ ...stray, field: undefined, waitsFor: undefined, raw: 'no JSON' }),
      ])
      expect(await store.straysOf([])).toEqual([])
      const found = await store.straysOf(['111', '333'])
      expect(found.map(({ raw }) => raw)).toEqual([{ nth: 1, odd: 'a\0\ud83d' }, { nth: 2 }])
      expect((await store.figures(NOON)).strays).toBe(3)
      for (const { id } of found) await store.forgetStray(id)
      expect(await store.straysOf(['111', '222'])).toMatchObject([{ raw: { nth: 3 } }])
    })
  })
}
