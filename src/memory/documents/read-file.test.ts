import { describe, expect, it } from 'vitest'
import { readHtml } from './html.ts'
import { createFileReader } from './read-file.ts'

const PAGE = `<!doctype html><html><head><title>Returns &amp; refunds</title><style>p{}</style></head><body>
<nav><a href="/">Home</a></nav><div>We use cookies.</div>
<main><h1>Returns</h1><p>You have <b>14 days</b>.<br>From   the
 delivery.</p><ul><li>One</li><li><p>Two</p><ul><li>Deep</li></ul></li></ul><ol><li>first<li>second</ol>
<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Free<br>for all</td><td>0 | nothing</td></tr></table>
<pre>code  here
  indented</pre><p hidden>not told</p><p style="display: none">nor this</p><img src=x aria-hidden="true">After.</main>
<footer>(c) 2026</footer><script>alert('no')</script></body></html>`

describe('[A29] a page is read as Markdown', () => {
  it('its main text, with headings, lists and tables', () => {
    expect(readHtml(PAGE)).toEqual({
      title: 'Returns & refunds',
      text: `# Returns

You have 14 days.
From the delivery.

- One
- Two
  - Deep

1. first
1. second

| Plan | Price |
| Free for all | 0 / nothing |

\`\`\`
code  here
  indented
\`\`\`

After.`,
    })
  })

  it('all of it, where nothing is called the main part', () => {
    expect(readHtml('<h2>Hours</h2><nav>Home</nav>Nine to five<aside>Advert</aside>').text).toBe(
      '## Hours\n\nNine to five',
    )
  })

  it('what is broken or hostile ends', () => {
    const began = performance.now()
    for (const html of [
      '<',
      '<div'.repeat(50_000),
      '<ul><li>'.repeat(20_000),
      '<table><tr><td>'.repeat(20_000),
      '<main>'.repeat(20_000),
      `<p style="display${' '.repeat(100_000)}">x`,
    ])
      readHtml(html)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

const bytes = (text: string) => new TextEncoder().encode(text)
const read = createFileReader({
  readPdf: async (pdf) =>
    Buffer.from(pdf).includes('words')
      ? { kind: 'text', text: 'words' }
      : { kind: 'unreadable', words: 'it is damaged' },
})

describe('[A29 M6] files', () => {
  it.each([
    [
      'a title before the text',
      'faq.md',
      '---\ntitle: Questions\n---\n# Other\n\nText',
      'Questions',
      '# Other\n\nText',
    ],
    ['the first heading', 'faq.md', '# Other #\n\nText', 'Other', '# Other #\n\nText'],
    ['the name of the file', 'opening-hours.txt', 'Nine to five', 'opening hours', 'Nine to five'],
    ['a mark of UTF-8', 'a.txt', '\ufeffNine', 'a', 'Nine'],
    ['broken front matter', 'a.md', '---\n: [\n---\nText', 'a', 'Text'],
    ['the title of a page', 'a.html', '<title>Hours</title><p>Nine', 'Hours', 'Nine'],
    ['no more than three dashes', 'a.md', '---\nText', 'a', '---\nText'],
  ])('%s', async (_, name, content, title, text) => {
    expect(await read({ name, bytes: bytes(content) })).toEqual({ kind: 'text', title, text, documentType: 'document' })
  })

  it('other encodings than UTF-8', async () => {
    const utf16 = Buffer.from('\ufeffgrün', 'utf16le')
    expect(await read({ name: 'a.txt', bytes: utf16 })).toMatchObject({ text: 'grün' })
    expect(await read({ name: 'a.txt', bytes: Uint8Array.of(0x67, 0x72, 0xfc, 0x6e) })).toMatchObject({ text: 'grün' })
  })

  it('a PDF by its name or by its bytes', async () => {
    expect(await read({ name: 'a.pdf', bytes: bytes('words') })).toMatchObject({ documentType: 'pdf', text: 'words' })
    expect(await read({ name: 'a.bin', bytes: bytes('%PDF-1.7 words') })).toMatchObject({ documentType: 'pdf' })
  })

  it.each([
    ['a.pdf', bytes('broken'), 'it is damaged'],
    ['a.txt', Uint8Array.of(0x61, 0, 0x62), 'it is no text'],
    ['a.txt', bytes(' \n '), 'there are no words in it'],
    ['a.html', bytes('<script>x</script>'), 'there are no words in it'],
    ['a.docx', bytes('PK'), 'only Markdown, text, HTML and PDF are read here'],
    ['a.txt', new Uint8Array(10 * 1024 * 1024 + 1), 'it has more than 10 MB'],
    ['a.txt', bytes('word '.repeat(100_001)), 'it has more than 500000 characters: divide it'],
  ])('%s is refused: %#', async (name, content, reason) => {
    expect(await read({ name, bytes: content })).toEqual({ kind: 'unreadable', reason })
  })
})
