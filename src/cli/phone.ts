import { runTerminalPhone } from '../../simulator/terminal.ts'
import type { Surroundings } from './surroundings.ts'

export interface PhoneArguments {
  readonly url: string
  readonly customer?: string
  readonly line?: string
}

/** `wabaton phone`: a customer's phone in the terminal. */
export async function phone(options: PhoneArguments, _surroundings: Surroundings): Promise<number> {
  await runTerminalPhone({ ...options, input: process.stdin, output: process.stdout })
  return 0
}
