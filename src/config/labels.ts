import type { Where } from './agent-tree.ts'
import type { Combined } from './combine.ts'

/** The name a path was written under; for a block, that of its first setting. */
export function labelOf(chosen: Combined['chosen'], path: string) {
  const exact = chosen.get(path)
  if (exact) return exact.where
  for (const [other, { where }] of chosen)
    if (other.startsWith(`${path}.`)) return where.slice(0, where.lastIndexOf('.'))
  return path
}

/** What stands inside of a setting. */
export const settingAt =
  (label: string): Where =>
  (path) =>
    path === '' || path.startsWith('[') ? label + path : `${label}.${path}`
