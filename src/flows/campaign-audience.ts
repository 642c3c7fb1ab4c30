import {
  type AudienceFault,
  type AudienceRow,
  type ListReader,
  listIn,
  readRow,
  type Variable,
  valuesOf,
} from '../domain/audience.ts'
import { countryOf } from '../domain/country.ts'
import { inSnakeCase } from '../domain/memory/metadata.ts'
import type { AudienceMember } from './audience-store.ts'
import type { CampaignPlan } from './campaigns.ts'
import type { World } from './world.ts'

/** Somebody who may be meant, and whose number it is. */
export interface Candidate extends AudienceRow {
  readonly country: string | undefined
}

/** So many of an audience at a time: a server goes on with its own between them. */
export interface AudiencePage {
  readonly rows: number
  readonly candidates: readonly Candidate[]
  readonly faults: readonly AudienceFault[]
}

const ROWS_AT_ONCE = 250

interface Reading extends Omit<ListReader, 'readPhone'> {
  readonly business: string
  readonly plan: Pick<CampaignPlan, 'audience' | 'line'>
  readonly readPhone: (text: string, country?: string) => string | undefined
}

/** Goes through all whom a plan names, with what the template is filled with for each. */
export async function* audienceOf(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  { business, plan, variables, readPhone, isTimeZone }: Reading,
): AsyncGenerator<AudiencePage> {
  const { audience, line } = plan
  if ('csv' in audience) {
    const reader = { variables, isTimeZone, readPhone: (text: string) => readPhone(text, audience.country) }
    const { rows, columns, faults } = listIn(audience.csv, reader)
    if (faults.length > 0) return yield { rows: rows.length, candidates: [], faults }
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE).map((row) => readRow(row, columns, reader))
      yield {
        rows: some.length,
        candidates: some.flatMap((one) => ('row' in one ? [{ ...one.row, country: countryOf(one.row.to) }] : [])),
        faults: some.flatMap((one) => ('faults' in one ? one.faults : [])),
      }
      await clock.breathe()
    }
    return
  }
  const { metadata } = audience.query
  const query = {
    ...audience.query,
    line: audience.query.line ?? line,
    metadata: metadata && inSnakeCase(metadata),
  }
  let after: string | undefined
  let row = 0
  do {
    const { members, next } = await store.audienceOf({ business, query, after, most: ROWS_AT_ONCE })
    const some = members.map((member) => rowOf(member, ++row, variables))
    yield {
      rows: some.length,
      candidates: some.flatMap(({ candidate, faults }) => (faults.length === 0 ? [candidate] : [])),
      faults: some.flatMap(({ faults }) => faults),
    }
    after = next
  } while (after !== undefined)
  if (row === 0) yield { rows: 0, candidates: [], faults: [{ row: undefined, kind: 'list', fault: NOBODY }] }
}

const NOBODY = 'nobody who has written on the line is all of this: ask for less, or give a list'

/** What is known of customers beside their number. */
function rowOf(
  { customer, name, phone, bsuid, language }: AudienceMember,
  row: number,
  variables: readonly Variable[],
): { candidate: Candidate; faults: AudienceFault[] } {
  const known: Readonly<Record<string, string | undefined>> = { name, phone: phone && `+${phone}`, language }
  const { values, wrong } = valuesOf(variables, (column) => known[column]?.replaceAll(/\s+/g, ' ') ?? '')
  const country = countryOf(phone ?? bsuid ?? '')
  const faults = wrong.map((fault): AudienceFault => ({ row, kind: 'value', fault: `${name ?? customer}: ${fault}` }))
  return { candidate: { row, to: customer, name, values, zone: undefined, country }, faults }
}
