import { parse } from 'yaml'

const FRONT = /^---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/
const FIRST_HEADING = /^#[ \t]+(\S.{0,299})$/m

/** The text without what stands before it for programs; its title stands there, or is the first heading. */
export function readMarkdown(written: string): { title: string | undefined; text: string } {
  const front = FRONT.exec(written)
  const text = front ? written.slice(front[0].length) : written
  const heading = FIRST_HEADING.exec(text)?.[1]
  return { title: (front && titleIn(front[1]!)) ?? heading?.replace(/[ \t]+#+[ \t]*$/, '').trim(), text }
}

function titleIn(front: string): string | undefined {
  try {
    const { title } = (parse(front) ?? {}) as { title?: unknown }
    return typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined
  } catch {
    return undefined
  }
}
