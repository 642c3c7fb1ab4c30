import { describe, expect, it } from 'vitest'
import { chunksOf, LONGEST_CHUNK } from './chunks.ts'

const GUIDE = `# Plans

Everybody starts free. ${'We keep what you make. '.repeat(20)}

## Free

- one seat
- two projects
  with files

Support by mail. ${'It is answered within a day. '.repeat(30)}

## Pro

| Seats | Price |
|-------|-------|
| 5     | 20    |

\`\`\`
# no heading
\`\`\`
`

describe('[A29] a document falls apart where it does by itself', () => {
  it('at headings, with the path of those above', () => {
    const chunks = chunksOf(GUIDE)
    expect(chunks.map(({ heading }) => heading)).toEqual(['Plans', 'Plans > Free', 'Plans > Free', 'Plans > Pro'])
    expect(chunks.at(-1)!.text).toContain('| Seats | Price |')
    expect(chunks.at(-1)!.text).toContain('# no heading')
  })

  it('what is short is one piece', () => {
    expect(chunksOf('We open at nine.')).toEqual([{ text: 'We open at nine.' }])
    expect(chunksOf('# Hours\n\nWe open at nine.\n\n## Sunday\n\nClosed.')).toEqual([
      { text: '# Hours\n\nWe open at nine.\n\n## Sunday\n\nClosed.', heading: 'Hours' },
    ])
    expect(chunksOf(' \n\n ')).toEqual([])
  })

  it('headings without anything between stay by what is below them', () => {
    const [first, ...others] = chunksOf(`# A\n\n## B\n\n### C\n\n${'Words and words. '.repeat(80)}`)
    expect(first!.heading).toBe('A > B > C')
    expect(first!.text).toMatch(/^# A\n\n## B\n\n### C\n\nWords/)
    expect(others.length).toBeGreaterThan(0)
  })

  it('long paragraphs at sentences, in any writing', () => {
    for (const sentence of ['It works. ', 'यह काम करता है। ', '它工作。', 'هل يعمل؟ ', 'It "works!" ']) {
      const chunks = chunksOf(sentence.repeat(400))
      expect(chunks.length).toBeGreaterThan(1)
      for (const { text } of chunks) expect(text).toMatch(/[.。।؟"]$/)
    }
  })

  it('hostile texts take no time', () => {
    const began = performance.now()
    for (const text of [
      ' '.repeat(200_000),
      '#'.repeat(200_000),
      `# ${'x '.repeat(9)}${' '.repeat(100_000)}`,
      '- '.repeat(99_999),
      '|'.repeat(200_000),
      '. '.repeat(99_999),
      '```\n'.repeat(40_000),
    ])
      chunksOf(text)
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

describe('[A29] properties of pieces', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  it(`every word is in exactly one piece, in order, and none is too long (seed ${seed})`, () => {
    let state = seed + 1
    const random = (most: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((state / 2_147_483_648) * most)
    }
    let count = 0
    const word = () => `w${count++}${'abcdefghij'.slice(0, random(10))}`
    const words = (most: number, between = ' ') => Array.from({ length: 1 + random(most) }, word).join(between)
    const parts = [
      () => `${'#'.repeat(1 + random(6))} ${words(6)}`,
      () => `${words(5)}\n${random(2) ? '===' : '---'}`,
      () => words(300),
      () => `${words(40, '. ')}.`,
      () => words(30, '\n'),
      () => Array.from({ length: 1 + random(40) }, () => `${random(2) ? '-' : '3.'} ${words(20)}`).join('\n'),
      () => Array.from({ length: 1 + random(60) }, () => `| ${words(3, ' | ')} |`).join('\n'),
      () => `\`\`\`\n${words(400, random(2) ? '\n' : '\t')}\n${random(8) ? '```' : ''}`,
      () => '---',
      () => '  \n\t',
    ]
    for (let round = 0; round < 400; round++) {
      count = 0
      const body = Array.from({ length: random(14) }, () => parts[random(parts.length)]!()).join(
        random(2) ? '\n\n' : '\n',
      )
      const chunks = chunksOf(body)
      expect(chunks.flatMap(({ text }) => wordsIn(text))).toEqual(wordsIn(body))
      for (const { text } of chunks) {
        expect(text.length).toBeLessThanOrEqual(LONGEST_CHUNK)
        expect(text.trim()).not.toBe('')
      }
    }
  })
})
