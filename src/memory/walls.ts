/** Who asks, and from where. */
export interface Asking {
  /** The line that asks, by its name; undefined is a person or a program. */
  readonly line?: string | undefined
  readonly ownLineOnly?: boolean | undefined
  /** Of somebody who works on some lines only. */
  readonly lines?: readonly string[] | undefined
}

/** Whether what was said on a line stays there. */
export interface Walls {
  keepsToItself(line: string): boolean
}

/** Whether it is asked for at all. */
export function isOpenTo({ line, ownLineOnly, lines }: Asking, said: string | undefined): boolean {
  if (ownLineOnly && said !== line) return false
  return lines === undefined || (said !== undefined && lines.includes(said))
}

/** Whether it is kept back from an agent on another line. */
export const isWithheld = (walls: Walls, { line }: Asking, said: string | undefined): boolean =>
  line !== undefined && said !== undefined && said !== line && walls.keepsToItself(said)
