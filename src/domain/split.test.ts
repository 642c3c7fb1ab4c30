import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { split, TEXT_LIMIT } from './split.ts'

const words = (count: number, word = 'word') => Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ')

/** Paragraphs, marks, links, code and quotes, some longer than a part. */
function someText(seed: number): string {
  const random = seededRandom(seed)
  const below = (most: number) => Math.floor(random() * most)
  const some = (most: number) => words(1 + below(most), ['wort', 'où', '👍🏽', 'слово'][below(4)])
  const pieces = [
    () => some(12),
    () => `*${some(30)}*`,
    () => `_${some(6)}_`,
    () => `~${some(4)}~`,
    () => `https://x.example/${'a'.repeat(1 + below(30))}`,
    () => `\n\`\`\`\n${Array.from({ length: 1 + below(12) }, () => `  ${some(3)}`).join('\n')}\n\`\`\`\n`,
    () => `\n> ${some(30)}\n`,
    () => `\n\n${some(5)}.`,
    () => `\n- ${some(5)}`,
  ]
  return Array.from({ length: 2 + below(12) }, () => pieces[below(pieces.length)]!()).join(' ')
}

describe('split', () => {
  it('[D2 D29] leaves what fits in one part, and says nothing of parts', () => {
    expect(split('Hello')).toEqual(['Hello'])
    expect(split('x'.repeat(TEXT_LIMIT))).toHaveLength(1)
    expect(split('  ')).toEqual([])
  })

  it('[D2] loses no word, and no part is above the limit', () => {
    const text = words(3000)
    const parts = split(text)
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(TEXT_LIMIT)
    expect(parts.join(' ').split(/\s+/)).toEqual(text.split(' '))
  })

  it('[D2] cuts at a paragraph before a line, at a line before a sentence, at a sentence before a word', () => {
    expect(split('aaaa bbbb.\n\ncccc\ndddd. eeee', 20)).toEqual(['aaaa bbbb.', 'cccc\ndddd. eeee'])
    expect(split('aaaa bbbb cccc\ndddd. eeee ffff', 20)).toEqual(['aaaa bbbb cccc', 'dddd. eeee ffff'])
    expect(split('aaaa bbbb cccc. dddd eeee ffff', 20)).toEqual(['aaaa bbbb cccc.', 'dddd eeee ffff'])
    expect(split('aaaa bbbb cccc dddd eeee', 20)).toEqual(['aaaa bbbb cccc dddd', 'eeee'])
  })

  it('[D2] never cuts a link or a formatting mark that fits into a part', () => {
    const link = 'https://example.com/a/long/path'
    expect(split(`look at this ${link} now`, 40)).toEqual(['look at this', `${link} now`])
    expect(split('read this *very bold passage here* now', 24)).toEqual([
      'read this',
      '*very bold passage here*',
      'now',
    ])
    expect(split('see _an italic one here_ and ~gone for good~', 26)).toEqual([
      'see _an italic one here_',
      'and ~gone for good~',
    ])
    expect(split('run ```one two three four``` now', 26)).toEqual(['run', '```one two three four```', 'now'])
  })

  it('[D2] never cuts inside what people see as one character', () => {
    const family = '👩‍👩‍👧‍👦'
    for (const part of split(family.repeat(5), 30)) expect(part.replaceAll(family, '')).toBe('')
    const parts = split('é'.repeat(50), 33)
    for (const part of parts) expect(part.startsWith('́')).toBe(false)
    expect(split('😀'.repeat(3000)).every((part) => part.isWellFormed())).toBe(true)
  })

  it('[D2 D22] opens code again that is too long for one part, and keeps its indentation', () => {
    expect(split('Look:\n```\none\n  two\n  three\nfour\n```\nDone', 24)).toEqual([
      'Look:\n```\none\n  two\n```',
      '```\n  three\nfour\n```',
      'Done',
    ])
  })

  it('[D2 D22] closes a mark that is too long for one part, and opens it again; a quote stays one', () => {
    expect(split('*one two three four five* six', 16)).toEqual(['*one two three*', '*four five* six'])
    expect(split('> one two three four five', 14)).toEqual(['> one two', '> three four', '> five'])
  })

  it('[D2 D22] never breaks what it cuts, whatever the text', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const text = someText(seed)
      const limit = 60 + (seed % 40)
      const parts = split(text, limit)
      const about = `seed ${seed}`
      for (const part of parts) {
        expect(part.length, about).toBeLessThanOrEqual(limit)
        expect(part.isWellFormed(), about).toBe(true)
        expect(part.split('```').length % 2, `${about}, code in ${part}`).toBe(1)
        const outside = part.replaceAll(/```[\s\S]*?```|https?:\S+/g, '')
        for (const sign of ['*', '_', '~']) expect(outside.split(sign).length % 2, `${about}, ${part}`).toBe(1)
      }
      const links = (of: string) => of.match(/https?:\S+/g) ?? []
      expect(parts.flatMap(links), about).toEqual(links(text))
      const plainWords = (of: string) =>
        of
          .replaceAll(/[`*_~>]/g, ' ')
          .split(/\s+/)
          .filter(Boolean)
      expect(parts.flatMap(plainWords), about).toEqual(plainWords(text))
    }
  })

  it('[D2] cuts what has no place to cut all the same', () => {
    expect(split('a'.repeat(45), 20)).toEqual(['a'.repeat(20), 'a'.repeat(20), 'a'.repeat(5)])
  })

  it('[D2] takes time in proportion to the text on hostile input', () => {
    for (const hostile of [
      '*'.repeat(50_000),
      '*a '.repeat(20_000),
      '_'.repeat(50_000),
      '```'.repeat(20_000),
      'https://'.repeat(9000),
    ])
      expect(split(hostile).join('').replaceAll(/\s/g, '')).toBe(hostile.replaceAll(/\s/g, ''))
  })
})
