import type { Arguments } from './arguments.ts'
import type { TokenKind } from './faults.ts'
import type { Plain } from './shapes.ts'
import type { World } from './world.ts'

export interface Caller {
  readonly scopes: readonly string[]
}

export interface Method {
  /** Any of them will do. */
  readonly scopes: readonly string[]
  readonly token: TokenKind
  /** Calls a minute. */
  readonly perMinute: number
  /** Whether it reads a JSON body; the others know forms only. */
  readonly json?: boolean
  run(world: World, given: Arguments, caller: Caller): Plain
}

export const TIER_2 = 20
export const TIER_3 = 50
export const TIER_4 = 100
