import type { Dialect } from './dialect.ts'

/** Whether a line is one of `:lines`; where these are empty it is in any case. */
export const isAmong = ({ name }: Pick<Dialect, 'name'>, line: string) =>
  `(:lines = '' or ${name === 'sqlite' ? 'instr' : 'strpos'}(:lines, ' ' || ${line} || ' ') > 0)`

export const amongLines = (lines: readonly string[] | undefined) => (lines === undefined ? '' : ` ${lines.join(' ')} `)
