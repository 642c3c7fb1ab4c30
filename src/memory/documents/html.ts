import { Parser } from 'htmlparser2'
import { createPage } from './page.ts'

/** What no reader of the page would call its text. */
const SILENT = new Set(
  'script style noscript template svg math nav footer aside iframe object canvas video audio select button dialog'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  'p div section article main header blockquote figure figcaption address form fieldset details summary dl dt dd ul ol body'.split(
    ' ',
  ),
)
const HEADING = /^h([1-6])$/
const EMPTY = new Set('br hr img input meta link area base col embed source track wbr'.split(' '))

export interface HtmlText {
  readonly title: string | undefined
  readonly text: string
}

/** The main text of a page as Markdown: headings, lists and tables stay what they are. */
export function readHtml(html: string): HtmlText {
  const all = createPage()
  const main = createPage()
  let pages = [all]
  let title = ''
  let isTitle = false
  let silent = 0
  let inMain = 0
  const lists: string[] = []
  const write = (act: (page: typeof all) => void) => {
    for (const page of pages) act(page)
  }

  const parser = new Parser({
    onopentag(name, attributes) {
      if (silent > 0 || SILENT.has(name) || isHidden(attributes)) {
        // What has no end tag would silence all that follows.
        if (!EMPTY.has(name)) silent++
        return
      }
      if (name === 'title') isTitle = true
      if (name === 'main' || attributes.role === 'main') {
        inMain++
        pages = [all, main]
      }
      const level = HEADING.exec(name)?.[1]
      if (level) write((page) => page.heading(Number(level)))
      else if (name === 'ul' || name === 'ol') lists.push(name)
      if (name === 'li') {
        const mark = lists.at(-1) === 'ol' ? '1. ' : '- '
        write((page) => page.item(`${'  '.repeat(Math.max(0, Math.min(lists.length, 8) - 1))}${mark}`))
      } else if (name === 'br') write((page) => page.line())
      else if (name === 'pre') write((page) => page.fence(true))
      else if (name === 'tr') write((page) => page.row())
      else if (name === 'td' || name === 'th') write((page) => page.cell())
      else if (name === 'table' || isBlock(name, lists)) write((page) => page.paragraph())
    },
    ontext(text) {
      if (silent > 0) return
      if (isTitle) title += text
      else write((page) => page.text(text))
    },
    onclosetag(name) {
      if (silent > 0) {
        if (!EMPTY.has(name)) silent--
        return
      }
      if (name === 'title') isTitle = false
      if (HEADING.test(name) || name === 'table') write((page) => page.paragraph())
      else if (name === 'ul' || name === 'ol') {
        lists.pop()
        if (lists.length === 0) write((page) => page.paragraph())
      } else if (name === 'pre') write((page) => page.fence(false))
      else if (name === 'tr') write((page) => page.rowEnd())
      else if (isBlock(name, lists)) write((page) => page.paragraph())
      if (name === 'main' && inMain > 0 && --inMain === 0) pages = [all]
    },
  })
  parser.end(html)
  return {
    title: title.replaceAll(/\s+/g, ' ').trim() || undefined,
    text: main.words() || all.words(),
  }
}

const isHidden = ({ hidden, style, ...rest }: Readonly<Record<string, string>>) =>
  hidden !== undefined || rest['aria-hidden'] === 'true' || /display\s{0,9}:\s{0,9}none/i.test(style ?? '')

/** A paragraph within an item is its text, and a list in it belongs to it. */
const isBlock = (name: string, lists: readonly string[]) =>
  BLOCKS.has(name) && lists.length <= (name === 'ul' || name === 'ol' ? 1 : 0)
