import { bold, inline, withoutBold } from './marks-inline.ts'
import { isTableAt, tableLines } from './marks-table.ts'

/** Without any of these a text holds no Markdown: most replies, so they cost one look. */
const MAY_BE_MARKDOWN = /[*_~`#|[\\<+]|^[ \t]*(?:>|[-=]{2})/m

/** What one pass uncovers (an escaped mark, HTML around Markdown) is the work of the next; more than this is nobody's text. */
const MOST_PASSES = 6

/**
 * Turns the Markdown that models write into the marks that WhatsApp draws. Code, links and addresses stay as they are, and
 * so does what is right already: doing it twice changes nothing.
 */
export function formatMarks(markdown: string): string {
  if (!MAY_BE_MARKDOWN.test(markdown)) return markdown
  let text = markdown.replaceAll('\r\n', '\n')
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = formatBlocks(text.split('\n')).join('\n')
    if (next === text) break
    text = next
  }
  return text
}

const FENCE = /^([ \t]*)(`{3,}|~{3,})([^`]*)$/
const HEADING = /^ {0,3}#{1,6}(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/
/** `>5 kg` is no quote: neither models nor WhatsApp leave the space out. */
const QUOTE = /^ {0,3}(?:>[ \t]*)*>(?:[ \t]|$)/
const BULLET = /^([ \t]*)[-*+][ \t]+(?:\[([ xX])\][ \t]+)?(\S.*)$/
const NUMBER = /^([ \t]*)(\d{1,9}[.)])[ \t]+(\S.*)$/
/** A line that ends like this is a sentence above a rule, no heading. */
const ENDS_A_SENTENCE = /[.!?:;,…][*_)"']*$/

/** Lines that belong together: marks may span them. The first may be an item of a list. */
interface Paragraph {
  readonly prefix: string
  readonly lines: string[]
}

function formatBlocks(lines: readonly string[]): string[] {
  const done: string[] = []
  let paragraph: Paragraph | undefined

  const end = () => {
    if (paragraph) done.push(...(paragraph.prefix + inline(paragraph.lines.join('\n'))).split('\n'))
    paragraph = undefined
  }
  const begin = (prefix: string, text: string) => {
    end()
    const heading = HEADING.exec(text)
    if (heading) done.push(prefix + asHeading(heading[1]))
    else paragraph = { prefix, lines: [text] }
  }

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const fence = FENCE.exec(line)
    if (fence) {
      end()
      const code = codeFrom(lines, at, fence)
      done.push(...code.lines)
      at = code.last
      continue
    }
    if (isTableAt(lines, at)) {
      end()
      const table = tableLines(lines, at)
      done.push(...table.lines)
      at = table.last
      continue
    }
    if (QUOTE.test(line)) {
      end()
      const quoted: string[] = []
      for (; QUOTE.test(lines[at] ?? ''); at++) quoted.push(lines[at]!.replace(QUOTE, ''))
      at--
      for (const inner of formatBlocks(quoted)) done.push(inner.trim() ? `> ${inner}` : '')
      continue
    }
    if (paragraph && isTitle(paragraph, line)) {
      const [title] = paragraph.lines
      paragraph = undefined
      done.push(asHeading(title))
      continue
    }
    if (RULE.test(line)) {
      end()
      // WhatsApp draws no line: an empty one stays, and only one.
      if (done.at(-1)?.trim() !== '' && done.length > 0) done.push('')
      while (lines[at + 1]?.trim() === '') at++
      continue
    }
    const bullet = BULLET.exec(line)
    const number = NUMBER.exec(line)
    const heading = HEADING.exec(line)
    if (bullet) {
      const [, indent, task, text] = bullet
      begin(`${indent}${task === undefined ? '-' : task === ' ' ? '☐' : '☑'} `, text!)
    } else if (number) begin(`${number[1]}${number[2]} `, number[3]!)
    else if (heading) {
      end()
      done.push(asHeading(heading[1]))
    } else if (line.trim() === '') {
      end()
      done.push(line)
    } else if (paragraph) paragraph.lines.push(line)
    else paragraph = { prefix: '', lines: [line] }
  }
  end()
  return done
}

/** A line above `=====` or, if it is no sentence, above `-----`. */
function isTitle(paragraph: Paragraph, line: string): boolean {
  const underline = UNDERLINE.exec(line)
  if (!underline || paragraph.lines.length !== 1 || paragraph.prefix) return false
  return underline[1]!.startsWith('=') || !ENDS_A_SENTENCE.test(paragraph.lines[0]!.trimEnd())
}

/** WhatsApp has one size of letters: a heading is a bold line. */
const asHeading = (text: string | undefined) => bold(withoutBold(inline((text ?? '').trim())))

/** A block of code, untouched but for its fence: WhatsApp would show the name of a language as its first line. */
function codeFrom(lines: readonly string[], first: number, [, indent, fence]: RegExpExecArray) {
  const isEnd = (line: string) => {
    const closing = line.trim()
    return closing.startsWith(fence!) && /^(`+|~+)$/.test(closing)
  }
  let last = first + 1
  while (last < lines.length && !isEnd(lines[last]!)) last++
  const body = lines
    .slice(first + 1, last)
    .map((line) => (line.startsWith(indent!) ? line.slice(indent!.length) : line))
  const holdsFence = body.some((line) => line.includes('```'))
  if (holdsFence) return { lines: [fence!, ...body, fence!], last }
  return { lines: ['```', ...body, '```'], last }
}
