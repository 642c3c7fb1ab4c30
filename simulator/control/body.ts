import type { SettableClock } from '../clock.ts'
import type { Customer } from '../customer.ts'
import type { Handset } from '../handset.ts'
import type { Simulator } from '../simulator.ts'
import type { PlayedDesk } from './teammate.ts'

/** A control request that makes no sense; the message says what would. */
export class BadControl extends Error {}

export type Body = Readonly<Record<string, unknown>>

export interface ControlContext {
  readonly simulator: Simulator
  /** Without a settable clock there is no travelling in time. */
  readonly clock?: SettableClock
  readonly desk?: PlayedDesk
  readonly slack?: string
}

/** What can be asked of the simulator, by the last part of the path. */
export type Actions = Readonly<Record<string, (context: ControlContext, body: Body) => unknown>>

export function text(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '') throw new BadControl(`"${name}" is missing: it is a text.`)
  return value
}

/** For options: nothing where nothing was given. */
export function given<Name extends string>(body: Body, ...names: Name[]): { [Key in Name]?: string } {
  const present = names.filter((name) => body[name] !== undefined)
  return Object.fromEntries(present.map((name) => [name, text(body, name)])) as { [Key in Name]?: string }
}

export function oneOf<Value extends string>(body: Body, name: string, values: readonly Value[]): Value {
  const value = values.find((one) => one === body[name])
  if (value === undefined) {
    throw new BadControl(`"${name}" is ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`)
  }
  return value
}

export function flag(body: Body, name: string): boolean {
  const value = body[name]
  if (typeof value !== 'boolean') throw new BadControl(`"${name}" is true or false.`)
  return value
}

/** By number, or by user id. */
export function findCustomer(simulator: Simulator, name: unknown): Customer {
  const asked = String(name ?? '')
  const digits = asked.replace(/\D/g, '')
  const customers = simulator.customers()
  const customer =
    customers.find(({ bsuid }) => bsuid === asked) ?? customers.find(({ phone }) => phone === digits && digits !== '')
  if (!customer) throw new BadControl(`No customer has the number "${asked}".`)
  return customer
}

export const findHandset = (simulator: Simulator, body: Body): Handset =>
  findCustomer(simulator, body.customer).on(text(body, 'line'))

/** The body without what names the phone: the message itself. */
export function messageIn({ customer: _, line: __, ...message }: Body): Body {
  return message
}
