import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StartOptions } from './servers.ts'

/** The disk that servers are started on, and how it is called in the table; nothing for the one that is there. */
export type Disk = Partial<Pick<StartOptions, 'env' | 'preload' | 'probe'>> & { readonly suffix?: string }

export interface SlowDisk {
  readonly disk: Disk
  /** Also for programs that are not Node. */
  readonly forAll: boolean
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A disk whose sync takes 5 ms: below every program where a C compiler is there, inside Node where not. */
export function slowDisk(home: string): SlowDisk {
  const suffix = ', 5 ms disk'
  const library = join(home, 'slow-disk.so')
  const compiled =
    process.platform === 'linux' &&
    spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, here('./slow-disk.c'), '-ldl']).status === 0
  if (compiled) return { disk: { suffix, env: { LD_PRELOAD: library } }, forAll: true }
  return { disk: { suffix, preload: [here('./product/slow-disk.ts')] }, forAll: false }
}
