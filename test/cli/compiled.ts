import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Hundreds of commands are started: what one of them has compiled, the next ones need not. */
export const COMPILED = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'wabaton-compile-cache'),
}
