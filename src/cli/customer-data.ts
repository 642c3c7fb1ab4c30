import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { systemClock } from '../ports/clock.ts'
import { createIds } from '../ports/ids.ts'
import { inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import type { Surroundings } from './surroundings.ts'

interface WhichCustomer extends WhichStore {
  readonly customer: string
}

const NOBODY = 'There is no such customer. Name them by a phone, an id or a scoped id.'

/** `wabaton export <customer>`: all that is kept of a customer, as JSON. */
export async function exportData(
  { customer: name, out, ...which }: WhichCustomer & { readonly out?: string },
  surroundings: Surroundings,
): Promise<number> {
  const { print, folder } = surroundings
  const settings = await settingsOf(which, surroundings)
  const { business } = settings
  const customer = await inquire(settings, 'findCustomer', { business, name })
  if (!customer) {
    print(NOBODY)
    return 1
  }
  const tables = await inquire(settings, 'exportCustomer', { business, customer })
  const text = JSON.stringify({ customer, tables }, null, 2)
  if (out === undefined) print(text)
  else {
    await writeFile(resolve(folder, out), `${text}\n`, { mode: 0o600 })
    print(`All that is kept of them stands in ${out}.`)
  }
  return 0
}

/** `wabaton erase <customer>`: what would go; with `--yes` it goes, and the receipt is shown. */
export async function erase(
  { customer: name, yes, ...which }: WhichCustomer & { readonly yes?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings
  const settings = await settingsOf(which, surroundings)
  const { business } = settings
  const customer = await inquire(settings, 'findCustomer', { business, name })
  if (!customer) {
    print(NOBODY)
    return 1
  }
  if (!yes) {
    const tables = await inquire(settings, 'exportCustomer', { business, customer })
    for (const [table, rows] of Object.entries(tables)) print(`${table}  ${rows.length}`)
    print('Nothing is erased yet, and what is erased cannot be brought back. Say it again with --yes.')
    return 0
  }
  const receipt = await inquire(settings, 'eraseCustomer', { business, customer, id: createIds(systemClock).next() })
  if (!receipt) {
    print(NOBODY)
    return 1
  }
  for (const [table, rows] of Object.entries(receipt.removed)) print(`${table}  ${rows} removed`)
  for (const { table, column, rows } of receipt.leftovers)
    print(`${table}.${column}  still names them in ${rows} ${rows === 1 ? 'row' : 'rows'}: look at it yourself`)
  print(`Erased. The receipt is ${receipt.id}.`)
  return receipt.leftovers.length === 0 ? 0 : 1
}

/** `wabaton memory rekey`: takes over what was kept under another business. */
export async function rekey(
  { from, to, apply, ...which }: WhichStore & { readonly from: string; readonly to: string; readonly apply?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings
  const settings = await settingsOf(which, surroundings)
  const counts = Object.entries(await inquire(settings, 'rekey', { from, to, dry: !apply }))
  if (counts.length === 0) {
    print(`Nothing is kept under ${from}.`)
    return 0
  }
  for (const [what, count] of counts)
    print(what === 'joined' ? `${count} customers are known in both: joined` : `${what}  ${count}`)
  print(apply ? `All of it is kept under ${to} now.` : 'Nothing is moved yet. Say it again with --apply.')
  return 0
}
