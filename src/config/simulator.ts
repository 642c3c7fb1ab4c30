import { join, resolve } from 'node:path'
import type { Entry } from './entries.ts'
import type { Environment } from './environment.ts'
import { type Fault, inWords } from './faults.ts'

export const SIMULATOR_FOLDER = join('.wabaton', 'simulator')

const REAL_CREDENTIAL = /(^|\.)(accessToken|appSecret)$/
/** What comes from the caller instead: a pretend number has no use for what verifies or names a real one. */
const NOT_FOR_SIMULATOR =
  /^(phoneNumberId|accountId|verifyToken|accessToken|appSecret|store\.url|slack\..+)$|\.slackChannel$/

export const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** What keeps the simulator from starting: it must never reach a real customer, nor be reached from outside. */
export function simulatorFaults(entries: readonly Entry[], env: Environment): Fault[] {
  const faults: Fault[] = []
  if (env.NODE_ENV === 'production')
    faults.push({
      where: 'NODE_ENV',
      problem: 'is production, and the simulator does not run in production.',
      cure: 'Start the real server with `wabaton serve`, or unset NODE_ENV.',
    })
  const real = [...new Set(entries.filter((entry) => REAL_CREDENTIAL.test(entry.path)).map((entry) => entry.where))]
  if (real.length > 0)
    faults.push({
      where: inWords(real),
      problem: `${real.length === 1 ? 'is' : 'are'} set, and the simulator does not run with real credentials.`,
      cure: 'Start the real server with `wabaton serve`, or run the simulator without them, for example in another folder.',
    })
  return faults
}

export const withoutRealNumber = (entries: readonly Entry[]) =>
  entries.filter((entry) => !NOT_FOR_SIMULATOR.test(entry.path) && !REAL_CREDENTIAL.test(entry.path))

export function hostFault(host: string, where: string): Fault[] {
  if (isLoopback(host)) return []
  const problem = 'is not this computer alone, and the simulator is open to nobody else.'
  return [{ where, problem, cure: 'Remove it: the simulator listens on 127.0.0.1.' }]
}

/** A folder of its own, also where the server's folder is set: pretend customers must not mix with real ones. */
export const simulatorFolder = (folder: string, configured: string | undefined) =>
  configured ? join(resolve(folder, configured), 'simulator') : resolve(folder, SIMULATOR_FOLDER)
