import { describe, expect, it } from 'vitest'
import type { FetchedFile } from '../../domain/media.ts'
import { createDocumentReader } from './reader.ts'
import { lockedPdf, pdfSaying } from './test-pdf.ts'

const read = createDocumentReader({ maxChars: 1000 })
const file = (bytes: Uint8Array | string, mime: string): FetchedFile => ({
  kind: 'file',
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  mime,
})

describe('what a document says', () => {
  it.each([
    ['text/plain', 'Hello'],
    ['text/csv; charset=utf-8', 'order,sum\nORD-22,49'],
    ['application/json', '{"order":"ORD-22"}'],
    ['text/plain', 'नमस्ते, olá, مرحبا 👋'],
  ])('[A18] %s is read as it stands', async (mime, text) => {
    expect(await read(file(text, mime))).toEqual({ kind: 'text', text, complete: true })
  })

  it.each([
    ['UTF-16 little', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Grüße', 'utf16le')])],
    ['UTF-16 big', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('Grüße', 'utf16le').swap16()])],
    ['UTF-8 that says so', Buffer.from('\ufeffGrüße')],
    ['what Windows writes', Buffer.from('Grüße', 'latin1')],
  ])('[A18] a text in %s', async (_, bytes) => {
    expect(await read(file(bytes, 'text/plain'))).toMatchObject({ text: 'Grüße' })
  })

  it('[A18] is cut to what a prompt may hold, never within a character', async () => {
    for (const text of ['😀'.repeat(501), `a${'😀'.repeat(2000)}`, 'é'.repeat(100_000)]) {
      const told = await read(file(text, 'text/plain'))
      expect(told).toMatchObject({ kind: 'text', complete: false })
      expect('text' in told && text.startsWith(told.text) && told.text.isWellFormed()).toBe(true)
      expect('text' in told && told.text.length).toBeGreaterThan(998)
    }
  })

  it('[A18] is told of a PDF as well, and why not where it cannot', async () => {
    expect(await read(file(pdfSaying(['Hello']), 'application/pdf'))).toMatchObject({ text: 'Hello', pages: 1 })
    expect(await read(file(lockedPdf(), 'application/pdf'))).toMatchObject({
      kind: 'unreadable',
      words: 'it is protected by a password',
    })
    expect(await read(file(pdfSaying(['']), 'application/pdf'))).toMatchObject({
      words: expect.stringContaining('no words in it'),
    })
  })

  it('[A18] is left unread where it is no text', async () => {
    expect(await read(file('\0\x01\x02', 'text/plain'))).toMatchObject({ kind: 'unreadable', words: 'it is no text' })
    expect(await read(file(' \n', 'text/plain'))).toMatchObject({ kind: 'unreadable', words: 'it is empty' })
    for (const mime of ['application/msword', 'application/zip', 'application/octet-stream'])
      expect(await read(file('PK', mime))).toEqual({ kind: 'unread' })
  })
})
