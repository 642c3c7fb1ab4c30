import type { SettableClock } from './clock.ts'
import type { Customer } from './customer.ts'
import type { Fault, FaultScope } from './faults.ts'
import { NAMED_FAULTS } from './faults.ts'
import { knownErrorCodes } from './graph-errors.ts'
import type { ReadMode } from './person.ts'
import type { Simulator } from './simulator.ts'

/** A control request that makes no sense; the message says what would. */
export class BadControl extends Error {}

type Body = Readonly<Record<string, unknown>>

export interface ControlContext {
  readonly simulator: Simulator
  /** Without a settable clock there is no travelling in time. */
  readonly clock?: SettableClock
}

/** Everything a page or a terminal needs to draw itself. */
export function state({ simulator, clock }: ControlContext) {
  return {
    now: simulator.now(),
    ...(clock && { offset: clock.offset }),
    available: simulator.available,
    lines: simulator
      .lines()
      .map(({ phoneNumberId, displayPhoneNumber, name }) => ({ phoneNumberId, displayPhoneNumber, name })),
    customers: simulator.customers().map(describeCustomer(simulator)),
    chaos: simulator.chaos,
    faults: { planned: simulator.faults.planned, rates: simulator.faults.rates },
    knownFaults: [...NAMED_FAULTS, ...knownErrorCodes()],
  }
}

const describeCustomer = (simulator: Simulator) => (customer: Customer) => ({
  phone: customer.phone,
  name: customer.name,
  bsuid: customer.bsuid,
  ...(customer.username && { username: customer.username }),
  reads: customer.reads,
  online: customer.online,
  onWhatsApp: customer.onWhatsApp,
  blocked: simulator
    .lines()
    .map(({ phoneNumberId }) => phoneNumberId)
    .filter((line) => customer.hasBlocked(line)),
})

/** One phone, open at one line. */
export function thread({ simulator }: ControlContext, query: URLSearchParams) {
  const handset = findCustomer(simulator, query.get('customer')).on(query.get('line') ?? '')
  return { entries: handset.entries, typing: handset.typing, windowClosesAt: handset.windowClosesAt }
}

export function log({ simulator }: ControlContext, query: URLSearchParams) {
  const after = Number(query.get('after') ?? 0)
  return { entries: simulator.log.entries().filter(({ id }) => id > after) }
}

/** What can be asked of the simulator, by the last part of the path. */
export const ACTIONS: Readonly<Record<string, (context: ControlContext, body: Body) => unknown>> = {
  customers({ simulator }, body) {
    const customer = simulator.customer({
      phone: text(body, 'phone'),
      ...(body.name !== undefined && { name: text(body, 'name') }),
      ...(body.bsuid !== undefined && { bsuid: text(body, 'bsuid') }),
      ...(body.username !== undefined && { username: text(body, 'username') }),
    })
    return describeCustomer(simulator)(customer)
  },
  /** Changes a customer: network, read receipts, presence on WhatsApp, blocked lines. */
  customer({ simulator }, body) {
    const customer = findCustomer(simulator, body.customer)
    if (body.online === true) customer.comesOnline()
    if (body.online === false) customer.goesOffline()
    if (body.reads !== undefined) {
      if (!['auto', 'manual', 'never'].includes(String(body.reads)))
        throw new BadControl('"reads" is auto, manual or never.')
      customer.reads = body.reads as ReadMode
    }
    if (typeof body.onWhatsApp === 'boolean') customer.onWhatsApp = body.onWhatsApp
    if (body.blocks !== undefined) customer.blocks(text(body, 'blocks'))
    if (body.unblocks !== undefined) customer.unblocks(text(body, 'unblocks'))
    return describeCustomer(simulator)(customer)
  },
  say({ simulator }, body) {
    const handset = findCustomer(simulator, body.customer).on(text(body, 'line'))
    const quoting = body.quoting === undefined ? {} : { quoting: text(body, 'quoting') }
    return { wamid: handset.says(text(body, 'text'), quoting) }
  },
  read({ simulator }, body) {
    findCustomer(simulator, body.customer).on(text(body, 'line')).reads()
    return { success: true }
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
}

function findCustomer(simulator: Simulator, phone: unknown): Customer {
  const digits = String(phone ?? '').replace(/\D/g, '')
  const customer = simulator.customers().find((candidate) => candidate.phone === digits)
  if (!customer) throw new BadControl(`No customer has the number "${String(phone ?? '')}".`)
  return customer
}

function text(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '') throw new BadControl(`"${name}" is missing: it is a text.`)
  return value
}
