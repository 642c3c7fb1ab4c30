import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Clock ticks a second of /proc: 100 on every Linux that Node runs on. */
const TICKS = 100
export const hasProc = existsSync('/proc/self/stat')

/** User and system time of a process with all its threads, in milliseconds. */
export function cpuMs(pid: number): number {
  if (!hasProc) return Number.NaN
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
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
