import { onOneLine } from './media-words.ts'

/** A block that nothing inside can end: what stands in it has no signs that a mark could be made of, and one line each. */
export function data(title: string, lines: readonly string[]): string {
  const body = lines.map((line) => onOneLine(line).replaceAll('<', '‹').replaceAll('>', '›')).join('\n')
  return `${title}:\n<data>\n${body}\n</data>`
}
