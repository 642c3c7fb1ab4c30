import { buttonsOf } from '../buttons.ts'
import type { Customer } from '../customer.ts'
import { NAMED_FAULTS } from '../faults.ts'
import { errorFacts, knownErrorCodes } from '../graph-errors.ts'
import type { Simulator } from '../simulator.ts'
import type { Bubble, SaidMessage } from '../thread.ts'
import { type ControlContext, findCustomer } from './body.ts'

/** Everything a page or a terminal needs to draw itself. */
export function state({ simulator, clock, desk, slack }: ControlContext) {
  return {
    now: simulator.now(),
    ...(clock && { offset: clock.offset }),
    ...(desk && { desk: desk.page }),
    ...(slack && { slack }),
    available: simulator.available,
    lines: simulator.lines().map(({ phoneNumberId, displayPhoneNumber, name, coexistence }) => ({
      phoneNumberId,
      displayPhoneNumber,
      name,
      ...(coexistence && { coexistence }),
    })),
    customers: simulator.customers().map(describeCustomer(simulator)),
    chaos: simulator.chaos,
    faults: { planned: simulator.faults.planned, rates: simulator.faults.rates },
    knownFaults: [
      ...NAMED_FAULTS.map((fault) => ({ fault })),
      ...knownErrorCodes().map((fault) => ({ fault, title: errorFacts(fault).title })),
    ],
    announcements: simulator.announcements,
  }
}

export const describeCustomer = (simulator: Simulator) => (customer: Customer) => ({
  phone: customer.phone,
  name: customer.name,
  bsuid: customer.bsuid,
  ...(customer.parentBsuid && { parentBsuid: customer.parentBsuid }),
  ...(customer.username && { username: customer.username }),
  inContactBook: customer.inContactBook,
  marketingStopped: customer.marketingStopped,
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
  const { entries, typing, windowClosesAt } = handset
  return { entries: entries.map((entry) => withSize(simulator, withButtons(entry))), typing, windowClosesAt }
}

/** What can be tapped is told with the bubble, wherever its content holds it. */
function withButtons(entry: SaidMessage | Bubble) {
  const buttons = entry.kind === 'bubble' ? buttonsOf(entry) : []
  return buttons.length > 0 ? { ...entry, buttons } : entry
}

/** A phone shows a voice message of more than 512 KB as a file to be loaded. */
function withSize({ media }: Simulator, entry: SaidMessage | Bubble) {
  const { id, voice } = (entry.content ?? {}) as { id?: string; voice?: boolean }
  const file = voice && id !== undefined ? media.find(id) : undefined
  return file ? { ...entry, size: file.bytes.byteLength } : entry
}

export function log({ simulator }: ControlContext, query: URLSearchParams) {
  const after = Number(query.get('after') ?? 0)
  return { entries: simulator.log.entries().filter(({ id }) => id > after) }
}
