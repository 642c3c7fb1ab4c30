import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second of /proc: 100 on every Linux that Node runs on. */
const TICKS = 100
export const hasProc = existsSync('/proc/self/stat')

interface Stat {
  readonly name: string
  readonly parent: number
  readonly cpuMs: number
  /** Of children that have ended. */
  readonly endedCpuMs: number
}

function statOf(pid: number | string): Stat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const msOf = (first: number) => ((Number(fields[first]) + Number(fields[first + 1])) * 1000) / TICKS
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
  return { name, parent: Number(fields[1]), cpuMs: msOf(11), endedCpuMs: msOf(13) }
}

/** User and system time of a process with all its threads, in milliseconds. */
export const cpuMs = (pid: number): number => (hasProc ? statOf(pid).cpuMs : Number.NaN)

/** The same of all PostgreSQL processes that this process, or one of its children, started. */
export function postgresCpuMs(): number {
  if (!hasProc) return Number.NaN
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [{ pid: Number(pid), ...statOf(pid) }]
      } catch {
        return [] // it has just ended
      }
    })
    .filter(({ name }) => name === 'postgres')
  const roots = new Set(all.filter(({ parent }) => parent === process.pid).map(({ pid }) => pid))
  const ours = all.filter(({ pid, parent }) => roots.has(pid) || roots.has(parent))
  return ours.reduce((sum, one) => sum + one.cpuMs + one.endedCpuMs, 0)
}

/** What the host of a virtual machine gave to others, of all cores together, in milliseconds since it was started. */
export function stolenMs(): number {
  if (!hasProc) return 0
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.split(/\s+/)
  return (Number(fields[7]) * 1000) / TICKS
}

/** Resident memory now, and the most there ever was, in megabytes. */
export function residentMb(pid: number): { now: number; peak: number } {
  if (!hasProc) return { now: Number.NaN, peak: Number.NaN }
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
  return { now: of('VmRSS'), peak: of('VmHWM') }
}

export const canPin = spawnSync('taskset', ['-V']).status === 0

/** Binds a running process with all its threads, and whatever it will start, to one core. */
export function pin(pid: number, core: number) {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(core), String(pid)])
}
