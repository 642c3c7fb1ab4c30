import { describe, expect, it } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { type InboundChange, NOON, newWamid, type Scene } from './scene.ts'

export function attachmentsContract(scene: () => Scene) {
  const picture = (id: string): Content => ({ kind: 'image', medium: { id, mime: 'image/jpeg' }, caption: 'Look' })
  /** A customer sends a picture; its bytes are kept. */
  const sends = async (id: string, more: InboundChange & { keep?: boolean; at?: number } = {}) => {
    const { keep = true, at = scene().now, ...change } = more
    scene().now = at
    const { conversation } = await scene().says({ content: picture(id), ...change })
    const key = { business: 'acme', id: conversation }
    const [attachment] = await scene().store.attachmentsOf(key, 0)
    const bytes = new Uint8Array([0, 255, 128, id.length])
    if (keep)
      await scene().store.keepAttachment({
        ...attachment!,
        conversation: key,
        file: { kind: 'file', bytes, mime: 'image/png' },
      })
    return { key, bytes, attachment: attachment! }
  }

  describe('attachments', () => {
    it('[A19] are kept byte for byte, under the business and the conversation they came in', async () => {
      const { key, bytes } = await sends('m1')
      const { store } = scene()
      expect(await store.attachment(key, 'm1')).toEqual({ kind: 'file', bytes, mime: 'image/png' })
      expect(await store.attachment(key, 'm2')).toBeUndefined()
      expect(await store.attachment({ ...key, business: 'globex' }, 'm1')).toBeUndefined()
      const other = await scene().says({ from: '2' })
      expect(await store.attachment({ business: 'acme', id: other.conversation }, 'm1')).toBeUndefined()
      expect(await store.attachment({ business: 'acme', id: 'none' }, 'm1')).toBeUndefined()
    })

    it('[A19] of megabytes come back whole', async () => {
      const { key, attachment } = await sends('m1', { keep: false })
      const bytes = new Uint8Array(5_000_000).map((_, index) => (index * 31) % 256)
      const part = bytes.subarray(1, 4_999_999)
      const file = { kind: 'file', bytes: part, mime: 'application/pdf' } as const
      await scene().store.keepAttachment({ ...attachment, conversation: key, file })
      const back = await scene().store.attachment(key, 'm1')
      expect(back!.bytes.constructor).toBe(Uint8Array)
      expect(Buffer.from(back!.bytes).equals(part)).toBe(true)
    })

    it('[A19] are told of whether kept or not, the newest first, since a time', async () => {
      await sends('m1', { at: NOON })
      await scene().says({ text: 'words' })
      await sends('m2', { at: NOON + 1, keep: false })
      const voice: Content = { kind: 'audio', medium: { id: 'm3', mime: 'audio/ogg', voice: true } }
      scene().now = NOON + 2
      const { conversation } = await scene().says({ content: voice })
      const key = { business: 'acme', id: conversation }
      const { store } = scene()
      const all = await store.attachmentsOf(key, 0)
      expect(all).toMatchObject([
        { kind: 'audio', medium: { id: 'm3', voice: true }, at: NOON + 2 },
        { kind: 'image', medium: { id: 'm2', mime: 'image/jpeg' } },
        { kind: 'image', medium: { id: 'm1' } },
      ])
      const turn = await store.loadTurn(key, 0)
      expect(all.map(({ message }) => message)).toContain(turn!.unanswered.at(-1)!.id)
      expect(await store.attachmentsOf(key, NOON + 1)).toHaveLength(2)
      expect(await store.attachmentsOf({ ...key, business: 'globex' }, 0)).toEqual([])
      expect(await store.attachmentsOf({ business: 'acme', id: 'none' }, 0)).toEqual([])
    })

    it('[A19] of a conversation the newest twenty stay, and are told of', async () => {
      for (let index = 0; index < 22; index++) await sends(`m${index}`, { at: NOON + index })
      const { key } = await sends('another', { at: NOON, from: '2' })
      expect(await scene().rows('select message from attachments')).toHaveLength(21)
      const { store } = scene()
      expect(await store.attachment(key, 'another')).toBeDefined()
      const [first] = await scene().rows<{ id: string }>(`select id from conversations where id <> '${key.id}'`)
      const there = { business: 'acme', id: first!.id }
      const kept = await Promise.all(['m0', 'm1', 'm2', 'm21'].map((id) => store.attachment(there, id)))
      expect(kept.map((one) => one !== undefined)).toEqual([false, false, true, true])
      expect(await store.attachmentsOf(there, 0)).toHaveLength(20)
    })

    it('[A19] that a customer deletes are gone; a changed caption changes nothing', async () => {
      const wamid = newWamid()
      await sends('m1', { wamid })
      const { key } = await sends('m2')
      const edited: Content = { kind: 'edit', of: wamid, content: picture('m1') }
      await scene().says({ content: edited, ignoredBecause: 'an edit' })
      const { store } = scene()
      expect(await store.attachmentsOf(key, 0)).toHaveLength(2)
      expect(await store.attachment(key, 'm1')).toBeDefined()
      await scene().says({ content: { kind: 'revoke', of: wamid }, ignoredBecause: 'a deletion' })
      expect(await store.attachmentsOf(key, 0)).toMatchObject([{ medium: { id: 'm2' } }])
      expect(await store.attachment(key, 'm1')).toBeUndefined()
      expect(await store.attachment(key, 'm2')).toBeDefined()
    })

    it('[A13] from before the customer began anew are told of no more', async () => {
      const { key } = await sends('m1')
      const work = await scene().claim('answer')
      await scene().store.commitTurn(await scene().finished(work, ['Forgotten'], { forgets: true }))
      await sends('m2')
      expect(await scene().store.attachmentsOf(key, 0)).toMatchObject([{ medium: { id: 'm2' } }])
    })

    it('[A19] are forgotten from before a time; nothing is kept of a conversation that is gone', async () => {
      const { key, attachment, bytes } = await sends('m1', { at: NOON })
      await sends('m2', { at: NOON + 1 })
      const { store, ids } = scene()
      await store.forgetAttachments(NOON + 1)
      expect(await store.attachment(key, 'm1')).toBeUndefined()
      expect(await store.attachment(key, 'm2')).toBeDefined()
      const gone = { business: 'acme', id: ids.next() }
      const file = { kind: 'file', bytes, mime: 'image/png' } as const
      await store.keepAttachment({ ...attachment, message: ids.next(), conversation: gone, file })
      expect(await scene().rows('select message from attachments')).toHaveLength(1)
    })
  })
}
