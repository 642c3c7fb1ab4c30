import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { CONSENT_STATES, type ConsentState, consentIn } from '../domain/consent.ts'
import { readCsv } from '../domain/csv.ts'
import type { ConsentKept, GivenConsent } from '../flows/consents.ts'
import { inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import type { Surroundings } from './surroundings.ts'

const NOBODY = 'There is no such customer. Name them by a phone, an id or a scoped id.'
const SAID = {
  in: 'Marketing is welcome',
  out: 'No marketing',
  unknown: 'Nobody has said anything of marketing',
} as const

/** `wabaton consent show <customer>`: whether they want marketing, and all that was said of it. */
export async function consentShow(
  { customer: name, ...which }: WhichStore & { readonly customer: string },
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings
  const settings = await settingsOf(which, surroundings)
  const { business } = settings
  const customer = await inquire(settings, 'findCustomer', { business, name })
  const entries = customer && (await inquire(settings, 'consentOf', { business, customer }))
  if (!entries) {
    print(NOBODY)
    return 1
  }
  print(`${SAID[consentIn(entries).state]}.`)
  for (const { state, source, evidence, words, line, by, at } of entries)
    print(
      [new Date(at).toISOString(), state, source, line, by, words && JSON.stringify(words), `(${evidence})`]
        .filter(Boolean)
        .join('  '),
    )
  return 0
}

/** So many rows share a transaction: a server that runs goes on with its own between them. */
const ROWS_AT_ONCE = 200

/** `wabaton consent import <csv>`: what a list says of many. Nothing is kept while a row is at fault, unless asked to leave those out. */
export async function consentImport(
  { file, dry, skipFaulty, ...which }: WhichStore & { file: string; dry?: boolean; skipFaulty?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const { print, folder } = surroundings
  const settings = await settingsOf(which, surroundings)
  const { given, faults } = readList(await readFile(resolve(folder, file), 'utf8'), basename(file), Date.now())
  const looked = await keep(given, { dry: true })
  const unknown = looked.flatMap(({ row, kept }) =>
    kept.kind === 'unknown-customer' ? [{ row, fault: NAMELESS }] : [],
  )
  const all = [...faults, ...unknown].toSorted((one, other) => one.row - other.row)
  for (const { row, fault } of all) print(`${file}:${row}  ${fault}`)
  if (all.length > 0 && !skipFaulty) {
    print(`Nothing was kept: ${all.length} of the rows are at fault. Mend them, or leave them out with --skip-faulty.`)
    return 1
  }
  const done = dry ? looked : await keep(given, { dry: false })
  for (const { row, kept } of done)
    if (kept.kind === 'theirs')
      print(`${file}:${row}  not kept: they have said no themselves, and only they can take it back`)
  const count = done.filter(({ kept }) => kept.kind === 'kept' && kept.fresh).length
  const rest = done.length - count
  print(dry ? `New: ${count}. Nothing was kept.` : `Kept: ${count}. Said nothing new: ${rest}.`)
  return 0

  async function keep(rows: typeof given, { dry }: { dry: boolean }) {
    const all: { row: number; kept: ConsentKept }[] = []
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE)
      const asked = { business: settings.business, given: some.map(({ one }) => one), meets: true, dry }
      const answers = await inquire(settings, 'keepConsents', asked)
      all.push(...answers.map((kept, index) => ({ row: some[index]!.row, kept })))
    }
    return all
  }
}

const NAMELESS = 'this is no phone and no id'

interface Listed {
  readonly given: { readonly row: number; readonly one: GivenConsent }[]
  readonly faults: { readonly row: number; readonly fault: string }[]
}

function readList(text: string, file: string, now: number): Listed {
  const [head, ...rows] = readCsv(text)
  const given: Listed['given'] = []
  const faults: Listed['faults'] = []
  const column = (...names: string[]) => head?.cells.findIndex((cell) => names.includes(cell.toLowerCase())) ?? -1
  const places = {
    customer: column('phone', 'customer'),
    state: column('state'),
    at: column('at'),
    words: column('words'),
  }
  if (places.customer < 0 || places.state < 0) {
    faults.push({
      row: head?.at ?? 1,
      fault: 'the first row names the columns: phone, state (in or out), and if known at and words',
    })
    return { given, faults }
  }
  const seen = new Map<string, number>()
  for (const { at: row, cells } of rows) {
    const cell = (place: number) => (place < 0 ? '' : (cells[place] ?? ''))
    const customer = cell(places.customer)
    const state = cell(places.state).toLowerCase()
    const at = cell(places.at) === '' ? now : Date.parse(cell(places.at))
    const twice = seen.get(customer.replaceAll(/[\s().+-]/g, ''))
    if (!isState(state)) faults.push({ row, fault: `the state is in or out, not "${state}"` })
    else if (Number.isNaN(at))
      faults.push({ row, fault: `"${cell(places.at)}" is no date: write 2026-11-03 or 2026-11-03T10:00:00Z` })
    else if (at > now) faults.push({ row, fault: 'the date lies in the future' })
    else if (twice !== undefined) faults.push({ row, fault: `the same customer stands in row ${twice}` })
    else {
      seen.set(customer.replaceAll(/[\s().+-]/g, ''), row)
      const words = cell(places.words) || undefined
      given.push({ row, one: { customer, state, source: 'import', evidence: `${file}:${row}`, words, at } })
    }
  }
  return { given, faults }
}

const isState = (text: string): text is ConsentState => (CONSENT_STATES as readonly string[]).includes(text)
