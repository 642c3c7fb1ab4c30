import { consentIn } from '../domain/consent.ts'
import { addConsents, entriesOf, NOBODY } from './consents.ts'
import { statement, type Tx } from './statement.ts'

type Pair = { business: string; from: string; into: string }

const COLUMNS = 'id, state, source, evidence, words, line, person, person_name, at, recorded_at'

const GIVE = statement<Pair>(
  ({ types: { id } }) => `
  insert into consents (business, customer, origin, ${COLUMNS})
  select business, cast(:into as ${id}), customer, ${COLUMNS} from consents where business = :business and customer = :from
  on conflict do nothing`,
)

/** Two are one from now on: if either has said no, that one has, until they say otherwise. */
export async function joinConsents(tx: Tx, pair: Pair, ids: { next(): string }, now: number): Promise<void> {
  const { business, from, into } = pair
  const both = [from, into].map((customer) => ({ business, customer }))
  const entries = await entriesOf(tx, both)
  const said = [...entries.values()]
  const no = said.map(consentIn).find(({ state }) => state === 'out')?.entry
  await GIVE(tx, pair)
  if (!no) return
  const at = Math.max(now, ...said.flat().map((entry) => entry.at))
  const entry = { state: 'out', source: 'join', words: no.words ?? null, line: no.line ?? null, ...NOBODY } as const
  const id = ids.next()
  await addConsents(tx, [{ business, customer: into, id, evidence: `${no.id} ${id}`, ...entry, at, recorded_at: now }])
}

/** What was said of both since then holds for each. */
const SPREAD = statement<Pair & { since: number }>(
  ({ types: { id } }) => `
  insert into consents (business, customer, origin, ${COLUMNS})
  select business, cast(:from as ${id}), cast(:from as ${id}), ${COLUMNS} from consents
  where business = :business and customer = :into and origin = :into and recorded_at >= :since
  on conflict do nothing`,
)
const RETURN = statement<Pair>(
  () => 'delete from consents where business = :business and customer = :into and origin = :from',
)

/** Each has their own again, and both what was said while they were one. */
export async function splitConsents(tx: Tx, { since, ...pair }: Pair & { since: number }): Promise<void> {
  await SPREAD(tx, { ...pair, since })
  await RETURN(tx, pair)
}
