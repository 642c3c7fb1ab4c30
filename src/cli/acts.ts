import type { DeskPort } from '../flows/desk.ts'

/** What commands do as a desk does it. */
const ACTS = ['conversations', 'thread', 'releaseHandoff', 'reply', 'note'] as const satisfies (keyof DeskPort)[]
export type Act = (typeof ACTS)[number]

export const isAct = (name: string): name is Act => ACTS.some((act) => act === name)

/** As it came over the socket. */
// biome-ignore lint/suspicious/noExplicitAny: only a command of this version speaks there, and the desk refuses what it cannot use.
export const actAs = (desk: DeskPort, act: Act, given: readonly any[]): Promise<unknown> =>
  (desk[act] as (...all: readonly unknown[]) => Promise<unknown>)(...given)
