import type { DeskHome } from '../../../src/http/wire.ts'

/** As people call it; a line that is there no more by the name it had. */
export const lineName = (home: DeskHome | undefined, line: string): string =>
  home?.lines.find(({ name }) => name === line)?.displayName ?? line
