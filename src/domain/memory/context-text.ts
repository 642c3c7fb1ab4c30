import type { RecollectedLine } from './recollection.ts'

/** One line for each thing that is remembered: when, who, its id, and the words. Data for a prompt, never instructions. */
export const contextText = (lines: readonly RecollectedLine[]): string => lines.map(contextLine).join('\n')

export function contextLine({ at, who, line, id, text }: RecollectedLine): string {
  const day = new Date(at).toISOString().slice(0, 10)
  const from = line === undefined ? who : `${who} on ${line}`
  // What was said stays on its line: nobody can write the beginning of another one.
  return `[${day}, ${from}, ${id}] ${text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' / ')}`
}
