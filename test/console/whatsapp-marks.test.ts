import { expect, it } from 'vitest'
import { isOnlyEmoji, type Piece, pieces, webAddress } from '../../console/src/thread/whatsapp-marks.ts'

/** `<b>`, `<i>`, `<s>`, `<c>`, `<a address>`: short to read in a test. */
const shown = (all: readonly Piece[]): string =>
  all
    .map((piece) => {
      if (piece.kind === 'text') return piece.text
      if (piece.kind === 'code') return `<${piece.block ? 'pre' : 'c'}>${piece.text}</>`
      if (piece.kind === 'link') return `<a ${piece.href}>${piece.text}</>`
      return `<${piece.kind[0]}>${shown(piece.pieces)}</>`
    })
    .join('')

it.each([
  ['a *bold* word', 'a <b>bold</> word'],
  ['*bold _and italic_*', '<b>bold <i>and italic</></>'],
  ['~gone~ *, 2*3*4, snake_case_name', '<s>gone</> *, 2*3*4, snake_case_name'],
  ['* a list\n* of two', '* a list\n* of two'],
  ['*not\nover lines*', '*not\nover lines*'],
  ['**', '**'],
  ['```*raw*``` and `x_y_z`', '<pre>*raw*</> and <c>x_y_z</>'],
  ['(*so*)', '(<b>so</>)'],
])('WhatsApp draws %j as people wrote it', (text, expected) => expect(shown(pieces(text))).toBe(expected))

it.each([
  ['see https://acme.com/a_b_c?x=1.', 'see <a https://acme.com/a_b_c?x=1>https://acme.com/a_b_c?x=1</>.'],
  ['(www.acme.com)', '(<a https://www.acme.com/>www.acme.com</>)'],
  ['https://en.example.org/Ada_(name)', '<a https://en.example.org/Ada_(name)>https://en.example.org/Ada_(name)</>'],
  [
    'ada@acme.com or +1 555 010-9999',
    '<a mailto:ada@acme.com>ada@acme.com</> or <a tel:+15550109999>+1 555 010-9999</>',
  ],
  ['order 1555010999 of 2026-11-21', 'order 1555010999 of 2026-11-21'],
  ['javascript:alert(1) data:text/html,x vbscript:x', 'javascript:alert(1) data:text/html,x vbscript:x'],
  ['https://" onmouseover="x', 'https://" onmouseover="x'],
  ['http://localhost/x', 'http://localhost/x'],
])('an address in %j leads out, and nothing else does', (text, expected) => expect(shown(pieces(text))).toBe(expected))

it('what people type keeps every letter', () => {
  for (const text of ['*a_b~c`d', '_*_*_', '``` open', '```a``b```', '<b>&amp;</b>', '', '🙏*🙏*']) {
    const letters = (all: readonly Piece[]): string =>
      all.map((piece) => ('pieces' in piece ? letters(piece.pieces) : piece.text)).join('')
    expect(text.replaceAll(/[*_~`]/g, '')).toBe(letters(pieces(text)).replaceAll(/[*_~`]/g, ''))
  }
})

it('a hostile text costs no time', () => {
  const began = performance.now()
  for (const part of ['*a ', '```a', '_*~', 'https://', 'a@', '+1 2 ', '`', '*a_'])
    pieces(part.repeat(Math.floor(4096 / part.length)))
  expect(performance.now() - began).toBeLessThan(1500)
})

it('only pages are web addresses', () => {
  expect(webAddress('https://acme.com')).toBe('https://acme.com/')
  for (const one of ['javascript:alert(1)', 'data:text/html,x', 'http://x', 'file:///etc/passwd', '//', ''])
    expect(webAddress(one)).toBeUndefined()
})

it('few emoji stand alone, words and figures do not', () => {
  for (const text of ['👍', '❤️', '👩🏽‍🚀 🪐', '🇩🇪🇧🇷']) expect(isOnlyEmoji(text)).toBe(true)
  for (const text of ['ok 👍', '1', '👍👍👍👍👍', '', '#']) expect(isOnlyEmoji(text)).toBe(false)
})
