import { afterEach, describe, expect, it } from 'vitest'
import { createFileShelf, createMediaWorld, MEDIA_START } from '../../test/media-world.ts'
import { type AttachmentPolicy, createAttachments } from './attachments.ts'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)])
const HERE = { business: 'acme', id: 'here' }
const HOUR = 60 * 60_000

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function open(policy: Partial<AttachmentPolicy> = {}) {
  const media = createMediaWorld()
  closing.push(() => media.simulator.stop())
  const { store, kept, known } = createFileShelf()
  const attachments = createAttachments(
    { ...media.world, store },
    { maxFileSize: 10_000, ttlMs: 24 * HOUR, retention: 'keep', ...policy },
  )
  const arrive = (bytes: Uint8Array = PNG, mime = 'image/png') => {
    const { id, sha256 } = media.simulator.media.fromPhone({ bytes, mime, line: media.line.phoneNumberId })
    const medium = { id, mime, sha256 }
    return { id: `message of ${id}`, at: media.world.clock.now(), content: { kind: 'image', medium } } as const
  }
  const requests = () => media.simulator.log.entries().filter(({ kind }) => kind === 'graph').length
  const turn = (...messages: ReturnType<typeof arrive>[]) => attachments.forTurn(HERE, media.line, messages)
  return { ...media, attachments, store, kept, known, arrive, requests, turn }
}

describe('files of customers', () => {
  it('[A17 A19] are fetched once, kept with their message, and come from the store in a later turn', async () => {
    const { arrive, turn, requests, kept, virtual } = open()
    const message = arrive()
    const files = turn(message)
    const [first, second] = await Promise.all([files.file(message.content.medium), files.file(message.content.medium)])
    expect(first).toMatchObject({ kind: 'file', mime: 'image/png' })
    expect('bytes' in first && Buffer.compare(first.bytes, PNG)).toBe(0)
    expect(second).toBe(first)
    expect(requests()).toBe(2) // its address, and the file
    expect(kept).toMatchObject([{ conversation: HERE, message: message.id, kind: 'image', at: MEDIA_START }])
    await virtual.advance(HOUR)
    expect(await turn().file(message.content.medium)).toMatchObject({ kind: 'file' })
    expect(requests()).toBe(2)
  })

  it('[A19] of retention none stay in the memory of their turn, and nothing is written', async () => {
    const { arrive, turn, requests, kept } = open({ retention: 'none' })
    const message = arrive()
    const files = turn(message)
    const first = await files.file(message.content.medium)
    expect(first).toMatchObject({ kind: 'file' })
    expect(await files.file(message.content.medium)).toBe(first)
    expect(requests()).toBe(2)
    expect(kept).toEqual([])
    expect(await turn(message).file(message.content.medium)).toMatchObject({ kind: 'file' })
    expect(requests()).toBe(4)
  })

  it('[A19] that came longer ago than they are kept are gone, and are not kept anew', async () => {
    const { arrive, turn, kept, virtual } = open()
    const message = arrive()
    await turn(message).file(message.content.medium)
    expect(await turn().list()).toHaveLength(1)
    await virtual.advance(25 * HOUR)
    expect(await turn().list()).toEqual([])
    expect(await turn().file(message.content.medium)).toMatchObject({ because: 'not-found' })
    const late = { ...arrive(), at: MEDIA_START }
    expect(await turn(late).file(late.content.medium)).toMatchObject({ kind: 'file' })
    expect(kept).toHaveLength(1)
  })

  it('[A9 A19] of another conversation are not there, and WhatsApp is not even asked', async () => {
    const { arrive, attachments, line, turn, requests } = open()
    const theirs = arrive()
    await attachments.forTurn({ business: 'acme', id: 'there' }, line, [theirs]).file(theirs.content.medium)
    const asked = requests()
    expect(await turn().file(theirs.content.medium)).toMatchObject({ kind: 'failed', because: 'not-found' })
    expect(requests()).toBe(asked)
  })

  it('[A17] above what is allowed never arrive, kept or not', async () => {
    const small = open({ maxFileSize: 50 })
    const message = small.arrive()
    expect(await small.turn(message).file(message.content.medium)).toMatchObject({ because: 'too-large' })
    expect(small.requests()).toBe(1) // its address, and not the file
    small.kept.push({
      conversation: HERE,
      medium: message.content.medium,
      kind: 'image',
      message: message.id,
      at: MEDIA_START,
      file: { kind: 'file', bytes: PNG, mime: 'image/png' },
    })
    expect(await small.turn(message).file(message.content.medium)).toMatchObject({ because: 'too-large' })
    expect(small.requests()).toBe(1)
  })

  it('[A17] what fails in passing is tried once more; what fails for good is not, and may be asked for again', async () => {
    const { arrive, turn, simulator, virtual, requests } = open()
    const message = arrive()
    simulator.faults.next(131016, { call: 'media' })
    const file = turn(message).file(message.content.medium)
    await virtual.advance(2000)
    expect(await file).toMatchObject({ kind: 'file' })
    expect(requests()).toBe(3)

    const other = arrive()
    const files = turn(other)
    simulator.faults.next(190, { call: 'media' })
    expect(await files.file(other.content.medium)).toMatchObject({ because: 'refused' })
    expect(requests()).toBe(4)
    expect(await files.file(other.content.medium)).toMatchObject({ kind: 'file' })
  })

  it('[A17] WhatsApp forgets a file after a week', async () => {
    const { arrive, turn, virtual } = open({ ttlMs: 30 * 24 * HOUR })
    const message = arrive()
    await virtual.advance(8 * 24 * HOUR)
    expect(await turn(message).file(message.content.medium)).toMatchObject({ because: 'not-found' })
  })

  it('[A17] a store that fails costs no file', async () => {
    const { world, line, arrive } = open()
    const broken = async () => {
      throw new Error('the disk is full')
    }
    const attachments = createAttachments(
      { ...world, store: { keepAttachment: broken, attachment: broken, attachmentsOf: async () => [] } },
      { maxFileSize: 10_000, ttlMs: HOUR, retention: 'keep' },
    )
    const message = arrive()
    expect(await attachments.forTurn(HERE, line, [message]).file(message.content.medium)).toMatchObject({
      kind: 'file',
    })
  })

  it('[A19] are listed from the store, also those that were never fetched', async () => {
    const { turn, known, arrive } = open()
    const { id, at, content } = arrive()
    const unfetched = { conversation: HERE, medium: content.medium, kind: content.kind, message: id, at }
    known.push({ ...unfetched, file: { kind: 'file', bytes: PNG, mime: 'image/png' } })
    expect(await turn().list()).toMatchObject([{ message: id, kind: 'image' }])
    expect(await turn().file(content.medium)).toMatchObject({ kind: 'file' })
  })
})
