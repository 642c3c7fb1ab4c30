import type { Where } from './agent-tree.ts'
import type { Combined } from './combine.ts'

/** The name a path was written under; for a block, that of its first setting. */
export function labelOf(chosen: Combined['chosen'], path: string) {
  const exact = chosen.get(path)
  if (exact) return exact.where
  // A variable of the environment is no block: it is named as it is.
  for (const [other, { where }] of chosen) if (other.startsWith(`${path}.`)) return where.replace(/\.[^.]*$/, '')
  return path
}

/** What stands inside of a setting. */
export const settingAt =
  (label: string): Where =>
  (path) =>
    path === '' || path.startsWith('[') ? label + path : `${label}.${path}`
