/** A part of a text that belongs together, in the order of the text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly title: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly text: string }
  /** A table, or code: parted only where it is too long. */
  | { readonly kind: 'whole'; readonly text: string }

/** What is longer is no heading, whatever stands before or below it. */
const LONGEST_HEADING = 200
const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ITEM = /^[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+\S/
const ROW = /^[ \t]*\|/
/** A line that is drawn, and says nothing. */
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/

/** Reads a text line by line: each line is in exactly one block, but for empty ones. */
export function blocksOf(body: string): readonly Block[] {
  const blocks: Block[] = []
  let kind: 'paragraph' | 'list' | 'whole' = 'paragraph'
  let gathered: string[] = []
  let fence: string | undefined

  const flush = () => {
    if (gathered.some((line) => line.trim() !== '')) blocks.push({ kind, text: gathered.join('\n') })
    gathered = []
    kind = 'paragraph'
  }
  const isList = () => kind === 'list'
  const add = (line: string, to: typeof kind) => {
    if (to !== kind) flush()
    kind = to
    gathered.push(line)
  }

  for (const line of body.replaceAll(/\r\n?/g, '\n').split('\n')) {
    const opens = FENCE.exec(line)?.[1]
    if (fence !== undefined) {
      gathered.push(line)
      if (opens && line.trim() === opens && opens.startsWith(fence)) {
        fence = undefined
        flush()
      }
    } else if (opens) {
      flush()
      kind = 'whole'
      gathered.push(line)
      fence = opens
    } else if (line.trim() === '') flush()
    else if (ROW.test(line)) add(line, 'whole')
    else if (ITEM.test(line)) add(line, 'list')
    // What is indented below an item belongs to it.
    else if (isList() && /^[ \t]/.test(line)) gathered.push(line)
    else if (line.length <= LONGEST_HEADING && HEADING.test(line)) {
      flush()
      const [, marks = '', title = ''] = HEADING.exec(line)!
      blocks.push({ kind: 'heading', level: marks.length, title: bare(title), text: line.trim() })
    } else if (UNDERLINE.test(line) && kind === 'paragraph' && isShort(gathered)) {
      const [title = ''] = gathered
      gathered = []
      const level = line.trim().startsWith('=') ? 1 : 2
      blocks.push({ kind: 'heading', level, title: bare(title), text: title.trim() })
    } else if (!RULE.test(line)) add(line, 'paragraph')
  }
  flush()
  return blocks
}

const isShort = ([line = '', ...more]: readonly string[]) =>
  line !== '' && more.length === 0 && line.length <= LONGEST_HEADING

/** Without the marks that close a heading, and those of emphasis and links. */
const bare = (title: string) =>
  title
    .replace(/[ \t]+#+[ \t]*$/, '')
    .replaceAll(/\[([^\]]{1,200})\]\([^)]{0,500}\)/g, '$1')
    .replaceAll(/[*_`]{1,3}/g, '')
    .trim()
