import type { Fault, FaultScope } from '../faults.ts'
import { type Actions, BadControl, flag, text } from './body.ts'

/** The world around: time, what goes wrong, and beginning anew. */
export const SETTING_ACTIONS = {
  /** What Meta keeps of a line. */
  line({ simulator }, body) {
    const asked = text(body, 'line')
    const line = simulator.lines().find(({ phoneNumberId, name }) => phoneNumberId === asked || name === asked)
    if (!line) throw new BadControl(`No line is called "${asked}".`)
    if (body.coexistence !== undefined) line.coexistence = flag(body, 'coexistence')
    if (body.identityCheck !== undefined) line.identityCheck = flag(body, 'identityCheck')
    simulator.announceSettings()
    const { coexistence = false, identityCheck = false } = line
    return { line: line.phoneNumberId, coexistence, identityCheck }
  },
  clock({ clock, simulator }, body) {
    if (!clock) throw new BadControl('This simulator runs on a clock that cannot be moved.')
    const ms = body.shift
    if (typeof ms !== 'number' || !Number.isFinite(ms) || ms < 0)
      throw new BadControl('"shift" is a number of milliseconds, forward.')
    clock.shift(ms)
    simulator.announceSettings()
    return { now: clock.now(), offset: clock.offset }
  },
  chaos({ simulator }, body) {
    const known = simulator.chaos as unknown as Record<string, unknown>
    for (const [name, value] of Object.entries(body)) {
      if (typeof value !== typeof known[name]) {
        const kind = name in known ? `takes a ${typeof known[name]}` : 'is no chaos setting'
        throw new BadControl(`"${name}" ${kind}. The settings are: ${Object.keys(known).join(', ')}.`)
      }
    }
    Object.assign(simulator.chaos, body)
    simulator.announceSettings()
    return simulator.chaos
  },
  faults({ simulator }, body) {
    const { faults } = simulator
    if (body.clear === true) faults.clear()
    else if (typeof body.rate === 'number') faults.rate(body.fault as Fault, body.rate)
    else faults.next(body.fault as Fault, body as FaultScope)
    return { planned: faults.planned, rates: faults.rates }
  },
  available({ simulator }, body) {
    simulator.setAvailable(body.available === true)
    return { available: simulator.available }
  },
  reset({ simulator }) {
    simulator.reset()
    return { success: true }
  },
} satisfies Actions
