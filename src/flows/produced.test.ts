import { afterEach, describe, expect, it } from 'vitest'
import { createMediaWorld } from '../../test/media-world.ts'
import type { Produced } from '../domain/turn.ts'
import { uploadProduced } from './produced.ts'

const bytesOf = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(100)])
const PNG = bytesOf('\x89PNG\r\n\x1a\n')
const OGG = bytesOf(`OggS${'\0'.repeat(24)}OpusHead`)

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function open() {
  const media = createMediaWorld()
  closing.push(() => media.simulator.stop())
  const fileOf = (id: string) => media.simulator.media.find(id)
  return { ...media, fileOf, send: (...parts: Produced[]) => uploadProduced(media.world, media.line, parts) }
}
const produced = (bytes: Uint8Array, change: Partial<Produced> & { mime?: string; filename?: string } = {}) => {
  const { mime, filename, ...rest } = change
  return { kind: 'produced', file: { bytes, ...(mime && { mime }), ...(filename && { filename }) }, ...rest } as const
}
const found = { id: expect.stringMatching(/^\d+$/) }

describe('files that an agent makes', () => {
  it('[D5] are uploaded with the type of their bytes, whatever they are called, and keep their place', async () => {
    const { world, line, fileOf } = open()
    const { parts, failures } = await uploadProduced(world, line, [
      { kind: 'text', text: 'Here you are' },
      produced(PNG, { mime: 'image/jpeg', caption: 'Your kitchen' }),
      { kind: 'text', text: 'Anything else?' },
    ])
    expect(failures).toEqual([])
    expect(parts).toEqual([
      { kind: 'text', text: 'Here you are' },
      { kind: 'image', media: found, caption: 'Your kitchen' },
      { kind: 'text', text: 'Anything else?' },
    ])
    const image = parts[1] as { media: { id: string } }
    expect(fileOf(image.media.id)).toMatchObject({ mime: 'image/png' })
    expect(Buffer.compare(fileOf(image.media.id)!.bytes, PNG)).toBe(0)
  })

  it('[A27 D5] keep what is said in them, and go out in words where they cannot be uploaded', async () => {
    const { send, simulator } = open()
    const spoken = produced(OGG, { voice: true, transcript: 'It leaves today.' })
    expect((await send(spoken)).parts).toEqual([
      { kind: 'audio', media: found, voice: true, words: 'It leaves today.' },
    ])
    simulator.faults.rate(131053, 1, { call: 'media' })
    expect((await send({ ...spoken, caption: 'Listen!' })).parts).toEqual([
      { kind: 'text', text: 'It leaves today.' },
      { kind: 'text', text: 'Listen!' },
    ])
  })

  it('[D5] become what WhatsApp shows of their type', async () => {
    const { send } = open()
    const { parts, failures } = await send(
      produced(bytesOf('\0\0\0\x18ftypmp42')),
      produced(OGG, { voice: true }),
      produced(bytesOf('ID3\x03'), { voice: true }),
      produced(bytesOf('%PDF-1.7'), { filename: 'quote.pdf', caption: 'Your quote' }),
      produced(bytesOf('RIFF\0\0\0\0WEBP')),
      produced(Buffer.from('a,b\n1,2\n'), { mime: 'text/plain', filename: 'orders.txt' }),
    )
    expect(failures).toEqual([])
    expect(parts).toEqual([
      { kind: 'video', media: found },
      { kind: 'audio', media: found, voice: true },
      { kind: 'audio', media: found },
      { kind: 'document', media: found, filename: 'quote.pdf', caption: 'Your quote' },
      { kind: 'sticker', media: found },
      { kind: 'document', media: found, filename: 'orders.txt' },
    ])
  })

  it('[D5] words follow where WhatsApp shows no caption, or not so long a one', async () => {
    const { send } = open()
    const long = 'long '.repeat(300)
    const { parts } = await send(produced(OGG, { caption: 'Listen' }), produced(PNG, { caption: long }))
    expect(parts).toEqual([
      { kind: 'audio', media: found },
      { kind: 'text', text: 'Listen' },
      { kind: 'image', media: found },
      { kind: 'text', text: long },
    ])
  })

  it.each([
    ['refuses it', 131053, 'wrong-type'],
    ['refuses our token', 190, 'refused'],
    ['is down', 'html-502', 'unreachable'],
    ['is not reached', 'reset', 'unreachable'],
    ['takes it and does not say so', 'accepted-bare-500', 'unreachable'],
  ] as const)('[D5] where WhatsApp %s, the words go out alone and the failure is told', async (_, fault, because) => {
    const { world, line, simulator } = open()
    simulator.faults.rate(fault, 1, { call: 'media' })
    const { parts, failures } = await uploadProduced(world, line, [
      produced(PNG, { caption: 'Your kitchen' }),
      produced(PNG),
      { kind: 'text', text: 'Anything else?' },
    ])
    expect(parts).toEqual([
      { kind: 'text', text: 'Your kitchen' },
      { kind: 'text', text: 'Anything else?' },
    ])
    expect(failures).toMatchObject([{ because }, { because }])
  })

  it('[D5] are tried once more where that may help', async () => {
    const { send, simulator } = open()
    simulator.faults.next(131016, { call: 'media' })
    expect(await send(produced(PNG))).toEqual({ parts: [{ kind: 'image', media: found }], failures: [] })
  })

  it('[D5] are not waited for without end', async () => {
    const { send, simulator, virtual } = open()
    simulator.faults.rate({ latency: 600_000 }, 1, { call: 'media' })
    const sent = send(produced(PNG, { caption: 'Your kitchen' }))
    await virtual.advance(61_000)
    expect(await sent).toMatchObject({
      parts: [{ kind: 'text', text: 'Your kitchen' }],
      failures: [{ because: 'unreachable' }],
    })
  })

  it('[D5] that WhatsApp does not take are left out', async () => {
    const { send, simulator } = open()
    const { parts, failures } = await send(
      produced(bytesOf('GIF89a'), { caption: 'Moving' }),
      produced(Buffer.alloc(0), { mime: 'image/png' }),
    )
    expect(parts).toEqual([{ kind: 'text', text: 'Moving' }])
    expect(failures).toMatchObject([{ because: 'wrong-type' }, { because: 'wrong-type' }])
    expect(simulator.log.entries().filter(({ kind }) => kind === 'graph')).toEqual([])
  })
})
