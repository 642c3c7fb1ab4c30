import type { Worker } from 'node:worker_threads'
import { deflateSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createPdfReader } from './pdf.ts'
import { createSeats } from './seats.ts'
import { laughingPdf, lockedPdf, pdfSaying, pdfWithContent } from './test-pdf.ts'

const stopping: (() => void)[] = []
afterEach(() => {
  for (const stop of stopping.splice(0)) stop()
})

/** How many threads there are, and were at once. */
function countThreads() {
  const count = { now: 0, most: 0, ever: 0 }
  const begun = (worker: Worker) => {
    count.ever++
    count.now++
    count.most = Math.max(count.most, count.now)
    worker.once('exit', () => count.now--)
  }
  process.on('worker', begun)
  stopping.push(() => process.off('worker', begun))
  return count
}

describe('a PDF that a customer sends', () => {
  it('[A18 A27] is read, page by page', async () => {
    const told = await createPdfReader()(pdfSaying(['Invoice (no. 22)\nTotal: 49 USD', 'Thank you']))
    expect(told).toEqual({
      kind: 'text',
      text: 'Invoice (no. 22)\nTotal: 49 USD\nThank you',
      pages: 2,
      complete: true,
    })
  })

  it('[A27] is read as far as its words are wanted, however long it is', async () => {
    const pages = Array.from({ length: 30 }, (_, index) => `Page ${index + 1}\n${'word '.repeat(20)}`)
    const told = await createPdfReader({ maxChars: 500 })(pdfSaying(pages))
    expect(told).toMatchObject({ kind: 'text', pages: 30, complete: false })
    expect('text' in told && told.text).toMatch(/^Page 1\n.*Page 2\n/s)
    expect('text' in told && told.text.length).toBe(500)
    expect(await createPdfReader({ maxPages: 3 })(pdfSaying(['a', 'b', 'c', 'd']))).toMatchObject({
      text: 'a\nb\nc',
      complete: false,
    })
  })

  it('[A27] is no danger when it claims to have a billion pages', async () => {
    expect(await createPdfReader()(pdfSaying(['the only one'], { count: 1_000_000_000 }))).toMatchObject({
      kind: 'text',
      text: 'the only one',
    })
  })

  it.each([
    ['is locked', lockedPdf(), 'encrypted'],
    ['is no PDF at all', Buffer.from('hello'), 'damaged'],
    ['is empty', new Uint8Array(), 'damaged'],
    ['breaks off', pdfSaying(['Hello']).subarray(0, 200), 'damaged'],
    ['is random', Buffer.from(`%PDF-1.7\n${'\x93\x01<</Kids[1 0 R]>>'.repeat(500)}`, 'latin1'), 'damaged'],
  ] as const)('[A27] that %s says so', async (_, bytes, because) => {
    expect(await createPdfReader()(bytes)).toMatchObject({ kind: 'unreadable', because })
  })

  it('[A27] that never ends is given up in time, and its thread ends', async () => {
    const threads = countThreads()
    const startedAt = Date.now()
    const told = await createPdfReader({ timeLimitMs: 1000 })(laughingPdf())
    expect(told).toMatchObject({ kind: 'unreadable', because: 'too-slow' })
    expect(Date.now() - startedAt).toBeLessThan(5000)
    expect(threads).toMatchObject({ now: 0, ever: 1 })
  })

  it('[A27] that unfolds into very much takes no more memory than it may', async () => {
    const twice = deflateSync(deflateSync(Buffer.alloc(150_000_000, ' ')))
    expect(twice.length).toBeLessThan(2000)
    const bytesBeside = pdfWithContent(twice, '[/FlateDecode/FlateDecode]')
    expect(await createPdfReader({ memoryMb: 100 })(bytesBeside)).toMatchObject({ because: 'too-much-memory' })
    const words = deflateSync(`BT /F 1 Tf ${'[(a) 1 (b)] TJ '.repeat(2_000_000)} ET`)
    const objects = createPdfReader({ memoryMb: 64, maxChars: 1e9 })
    expect(await objects(pdfWithContent(words, '/FlateDecode'))).toMatchObject({ because: 'too-much-memory' })
    // Whoever comes next is served.
    expect(await objects(pdfSaying(['Hello']))).toMatchObject({ text: 'Hello' })
  })

  it('[A27] waits while two others are read', async () => {
    const threads = countThreads()
    const read = createPdfReader()
    const told = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => read(pdfSaying([text]))))
    expect(told.map((one) => 'text' in one && one.text)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(threads).toEqual({ now: 0, most: 2, ever: 5 })
  })

  it('[A27 A28] is left as soon as nobody waits for it, being read or not yet', async () => {
    const threads = countThreads()
    const controller = new AbortController()
    const read = createPdfReader({ atOnce: 1 })
    const reading = [read(laughingPdf(), controller.signal), read(laughingPdf(), controller.signal)]
    const outcomes = Promise.allSettled(reading)
    controller.abort(new Error('a newer message'))
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'a newer message' } })
    await expect(read(laughingPdf(), controller.signal)).rejects.toThrow('a newer message')
    expect(threads.now).toBe(0)
    expect(await read(pdfSaying(['next']))).toMatchObject({ text: 'next' })
  })

  it('[A19] keeps its bytes: they are read from a copy', async () => {
    const bytes = pdfSaying(['Hello'])
    await createPdfReader()(bytes)
    expect(bytes.byteLength).toBeGreaterThan(500)
  })
})

describe('seats', () => {
  it('are given in the order of coming, and whoever gives up makes room', async () => {
    const take = createSeats(1)
    const order: string[] = []
    const leave = await take()
    const controller = new AbortController()
    const impatient = take(controller.signal).catch(() => order.push('gave up'))
    const patient = take().then((leaveToo) => {
      order.push('sat down')
      leaveToo()
    })
    controller.abort()
    await impatient
    leave()
    leave() // a second time counts for nothing
    await patient
    expect(order).toEqual(['gave up', 'sat down'])
    await take()
    let seated = false
    void take().then(() => {
      seated = true
    })
    await Promise.resolve()
    expect(seated).toBe(false)
  })
})
