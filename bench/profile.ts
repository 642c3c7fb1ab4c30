import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Frame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface Share {
  readonly selfMs: number
  readonly share: number
  readonly name: string
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Pass every statement on: who asked is what one wants to know. */
const PASSES_ON = /^dist\/src\/store\/(sqlite|postgres|statement|group-commit|together)\.js/

/**
 * Where the time of a profile went. `functions`: the most time themselves, each built-in one with the function of
 * Wabaton that called it. `files`: each file of Wabaton with all that it called outside Wabaton, and each other file
 * that nothing of Wabaton called.
 */
export function readProfile(file: string): { busyMs: number; functions: Share[]; files: Share[] } {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const caller = (id: number, fits: (place: string) => boolean): string | undefined => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at))
      if (fits(placeOf(frames.get(at)!))) return named(frames.get(at)!)
    return undefined
  }
  const isOurs = (place: string) => place.startsWith('dist/')
  const functions = new Map<number, string>()
  const files = new Map<number, string>()
  for (const { id, callFrame } of nodes) {
    const asked = caller(id, (place) => isOurs(place) && !PASSES_ON.test(place)) ?? caller(id, isOurs)
    functions.set(id, asked && !callFrame.url ? `${named(callFrame)} < ${asked}` : named(callFrame))
    const ours = asked ?? caller(id, Boolean)
    files.set(id, ours?.replace(/^.* (.*):\d+$/, '$1') ?? named(callFrame))
  }
  const sum = (names: ReadonlyMap<number, string>) => {
    const self = new Map<string, number>()
    samples.forEach((id, index) => {
      if (frames.get(id)!.functionName === '(idle)') return
      self.set(names.get(id)!, (self.get(names.get(id)!) ?? 0) + timeDeltas[index]! / 1000)
    })
    return self
  }
  const busyMs = [...sum(functions).values()].reduce((total, ms) => total + ms, 0)
  const shares = (names: ReadonlyMap<number, string>) =>
    [...sum(names)].sort(([, a], [, b]) => b - a).map(([name, selfMs]) => ({ selfMs, share: selfMs / busyMs, name }))
  return { busyMs, functions: shares(functions), files: shares(files) }
}

function placeOf({ url }: Frame): string {
  if (!url.startsWith('file:')) return url
  const path = fileURLToPath(url)
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path.replace(/^.*\/node_modules\//, '')
}

function named(frame: Frame): string {
  const place = placeOf(frame)
  return `${frame.functionName || '(anonymous)'}${place ? ` ${place}:${frame.lineNumber + 1}` : ''}`
}
