import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { formatMarks } from './marks.ts'

const CASES: readonly [what: string, markdown: string, marks: string][] = [
  ['bold', 'a **b c** d __e f__ g', 'a *b c* d *e f* g'],
  ['bold and italic at once', '***a***', '*_a_*'],
  ['italic within bold', '**a *b* c** and **a *b***', '*a _b_ c* and *a _b_*'],
  ['what WhatsApp draws already', '*bold* _italic_ ~gone~ `code`', '*bold* _italic_ ~gone~ `code`'],
  ['strike', '~~old~~ new', '~old~ new'],
  ['bold over lines, each for itself', '**a\nb**', '*a*\n*b*'],
  ['bold in scripts without spaces', '这是**重点：**内容', '这是*重点：*内容'],
  ['bold inside a word, which nobody draws', 'un**believ**able', 'unbelievable'],
  ['stars that are no marks', '2 ** 3, ****1234, 5 * 3, a*b*c', '2 ** 3, ****1234, 5 * 3, a*b*c'],
  ['headings', '# One\ntext\n\n### **Two** of *three* ##', '*One*\ntext\n\n*Two of three*'],
  ['underlined headings', 'One\n===\n\nTwo\n---\ntext', '*One*\n\n*Two*\ntext'],
  ['a hashtag', '#sale is no heading', '#sale is no heading'],
  ['links', 'See [our **new** shop](https://x.example/a_b_c "Shop").', 'See our *new* shop (https://x.example/a_b_c).'],
  [
    'links that say what they are',
    '[x.example](https://www.x.example/) [a@b.c](mailto:a@b.c)',
    'https://www.x.example/ a@b.c',
  ],
  ['telephone links', '[+1 555 000-1111](tel:+15550001111) [us](tel:+1555)', '+1 555 000-1111 us (+1555)'],
  ['links in brackets', '<https://x.example/__a__>', 'https://x.example/__a__'],
  ['links to nowhere', '[the FAQ](/faq) and f[0](x)', 'the FAQ and f[0](x)'],
  [
    'bold links',
    '**[Pay now](https://p.example)** **https://p.example/a**',
    '*Pay now* (https://p.example) https://p.example/a',
  ],
  [
    'images',
    '![A cat](https://x.example/cat.png) ![](https://x.example/dog.png)',
    'A cat (https://x.example/cat.png) https://x.example/dog.png',
  ],
  [
    'addresses',
    'https://x.example/a__b__c?d=**e* and www.x.example/__f__',
    'https://x.example/a__b__c?d=**e* and www.x.example/__f__',
  ],
  ['bullets', '* a **b**\n+ c\n  - d', '- a *b*\n- c\n  - d'],
  ['numbers', '1. a **b**\n2.  c\n   10) d', '1. a *b*\n2. c\n   10) d'],
  ['tasks', '- [ ] open\n- [x] **done**', '☐ open\n☑ *done*'],
  [
    'tables',
    '| Plan | Price |\n|:--|--:|\n| **Free** | $0 |\n| Pro | $49 \\| $99 |',
    'Plan: *Free*\nPrice: $0\n\nPlan: Pro\nPrice: $49 | $99',
  ],
  ['tables with gaps', 'Plans:\n| | Free |\n| - | - |\n| Rows | 1k |\n| Seats | |', 'Plans:\nRows\nFree: 1k\n\nSeats'],
  ['code', 'Run `a **b** [c](https://d.example)` or ``e``', 'Run `a **b** [c](https://d.example)` or `e`'],
  ['blocks of code', '```ts\nconst a = "**b**"\n# c\n```\n**d**', '```\nconst a = "**b**"\n# c\n```\n*d*'],
  [
    'blocks of code with waves, or without an end',
    '~~~\n__a__\n~~~\n```\nb **c**',
    '```\n__a__\n```\n```\nb **c**\n```',
  ],
  ['quotes', '> **a**\n>> b\n>\n> c\n\n>5 kg', '> *a*\n> b\n\n> c\n\n>5 kg'],
  ['rules', 'a\n\n---\n\nb\n\n* * *\n\nc.\n---\nd', 'a\n\nb\n\nc.\n\nd'],
  ['escaped characters', '5 \\* 3, snake\\_case, 1\\. and \\#1', '5 * 3, snake_case, 1. and #1'],
  [
    'breaks and marks of HTML',
    'a<br>b<br/>\nc <b>d</b> <em>e</em> <del>f</del> <code>g**h**</code>',
    'a\nb\nc *d* _e_ ~f~ `g**h**`',
  ],
]

const PARTS = [
  'Hello',
  'order',
  'ORD-22',
  '重点',
  '👍',
  ' ',
  ' ',
  ' ',
  '\n',
  '\n\n',
  '**',
  '**',
  '__',
  '*',
  '_',
  '~~',
  '~',
  '`',
  '``',
  '```',
  '\n```js\n',
  '\n~~~\n',
  '\n# ',
  '\n## ',
  '\n- ',
  '\n* ',
  '  + ',
  '\n1. ',
  '\n- [ ] ',
  '- [x] ',
  '\n> ',
  '>',
  '\n---\n',
  '\n===\n',
  '| a | b |\n|---|---|\n| c | d |\n',
  '|',
  '\\',
  '\\*',
  '\\_',
  '\\`',
  '[a](https://x.example/a_b)',
  '![a](b.png)',
  '[',
  '](',
  ')',
  'https://x.example/a__b__c',
  '<br>',
  '<b>',
  '</b>',
  '<https://y.example>',
  '.',
  ':',
  '\uE000',
  '\uE0010',
] as const

function someMarkdown(seed: number): string {
  const random = seededRandom(seed)
  const length = 1 + Math.floor(random() * 24)
  return Array.from({ length }, () => PARTS[Math.floor(random() * PARTS.length)]!).join('')
}

describe('the Markdown of models in the marks of WhatsApp', () => {
  it.each(CASES.map(([what, markdown, marks]) => ({ what, markdown, marks })))('[D22] $what', ({ markdown, marks }) => {
    expect(formatMarks(markdown)).toBe(marks)
    expect(formatMarks(marks)).toBe(marks)
  })

  it('[D22] plain words pass through as they are', () => {
    for (const plain of [
      'Hello, is it 5-7 days? - Yes!',
      'a\n\n  b \r\nc',
      '',
      ' ',
      '> quoted',
      '1. a\n2. b',
      'C# costs $5 & up',
    ])
      expect(formatMarks(plain)).toBe(plain)
  })

  it('[D22] doing it twice changes nothing, whatever the text', () => {
    for (let seed = 1; seed <= 20_000; seed++) {
      const once = formatMarks(someMarkdown(seed))
      expect(formatMarks(once), `seed ${seed}`).toBe(once)
    }
  })

  it('[D22] code and links come out as they went in, whatever stands around them', () => {
    const precious = ['`a **b** __c__`', 'https://x.example/a__b__c/_d_?e=*f']
    for (let seed = 1; seed <= 5000; seed++) {
      const random = seededRandom(seed)
      const around = () =>
        ['word', '**bold**', '- item', '# title', '> quote', '_it_', '~~x~~'][Math.floor(random() * 7)]!
      const piece = precious[seed % 2]!
      expect(formatMarks(`${around()} ${around()}\n\n${around()} ${piece} ${around()}`), `seed ${seed}`).toContain(
        piece,
      )
    }
  })

  it('[D22] takes time in proportion to the text on hostile input', () => {
    const started = performance.now()
    for (const hostile of [
      '*',
      '**',
      '**a ',
      '_',
      '__a ',
      '`',
      '` `` ``` ',
      '[',
      '[a](',
      '[a](b "',
      '<b>',
      '<b>a',
      '|',
      '| a |\n|-|\n',
      '> ',
      '>',
      '~~',
      '\\',
      '# ',
      '- ',
      '\n---',
      '![',
    ])
      formatMarks(hostile.repeat(Math.ceil(20_000 / hostile.length)))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
