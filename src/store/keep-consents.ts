import { consentIn, mayBeMarketing, refusalOf } from '../domain/consent.ts'
import type { PhoneHash } from '../domain/phone.ts'
import type {
  Confirming,
  ConsentKeeping,
  ConsentKept,
  ConsentStore,
  GivenConsent,
  Preference,
} from '../flows/consents.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { addConsents, type ConsentRow, consentsOf, entriesOf, NOBODY } from './consents.ts'
import { canBeMet, customerFor } from './customer-for.ts'
import type { Database } from './database.ts'
import { findCustomer } from './find-customer.ts'
import { rootOf } from './join.ts'
import { categoriesOf } from './marketing.ts'
import { isId, statement, type Tx } from './statement.ts'
import { sayBeside } from './utterances.ts'

interface Needs {
  readonly ids: Ids
  readonly hash: PhoneHash
}

/** What the store keeps of who wants marketing, on either database. */
export const openConsents = ({ write, read }: Database, needs: Needs): ConsentStore => ({
  keepConsents: (keeping) => write((tx) => keepConsents(tx, keeping, needs)),
  keepPreference: (preference) => write((tx) => keepPreference(tx, preference, needs)),
  consentOf: (key) => read((tx) => consentOf(tx, key)),
  marketingRefusal: (asked) => read((tx) => marketingRefusal(tx, asked)),
  consentsSaid: (asked) => read((tx) => consentsSaid(tx, asked)),
  confirmConsent: (confirming) => write((tx) => confirmConsent(tx, confirming)),
})

async function keepConsents(tx: Tx, keeping: ConsentKeeping, needs: Needs): Promise<ConsentKept[]> {
  const kept: ConsentKept[] = []
  // One after another: of two rows on the same customer the second sees the first.
  for (const one of keeping.given) kept.push(await keepConsent(tx, one, keeping, needs))
  return kept
}

async function keepConsent(
  tx: Tx,
  { customer: name, state, source, evidence, words, at }: GivenConsent,
  { business, meets, dry = false, by, now }: ConsentKeeping,
  { ids, hash }: Needs,
): Promise<ConsentKept> {
  const known = await findCustomer(tx, { business, name }, hash)
  if (known === undefined && !(meets && canBeMet(name, hash))) return { kind: 'unknown-customer' }
  if (known === undefined && dry) return { kind: 'kept', customer: undefined, consent: consentIn([]), fresh: true }
  const customer = known ?? (await customerFor(tx, { business, name, now }, { ids, hash }))
  if (customer === undefined) return { kind: 'unknown-customer' }
  const key = { business, customer }
  const before = (await consentsOf(tx, [key]))(key)
  if (state === 'in' && before.state === 'out' && before.theirs) return { kind: 'theirs', customer, consent: before }
  if (dry) return { kind: 'kept', customer, consent: before, fresh: before.state !== state }
  const person = { person: by.id, person_name: by.name }
  const entry: ConsentRow = {
    ...{ ...key, id: ids.next(), state, source, evidence, words: words ?? null, line: null },
    ...{ ...person, at: Math.min(at, now), recorded_at: now },
  }
  const fresh = (await addConsents(tx, [entry])).size > 0
  const consent = (await consentsOf(tx, [key]))(key)
  if (fresh && source !== 'import')
    await audit(tx, ids, { business, by, at: now, action: 'customer.consent', subject: customer, detail: { state } })
  return { kind: 'kept', customer, consent, fresh }
}

/** A no holds for whoever either id names; a yes for the one whom the scoped id names, as numbers find new owners. */
async function keepPreference(
  tx: Tx,
  { business, who, line, state, at, now }: Preference,
  needs: Needs,
): Promise<void> {
  const names = [who.bsuid, who.phone].filter((name) => name !== undefined)
  const found: string[] = []
  for (const name of names) {
    const known = await findCustomer(tx, { business, name }, needs.hash)
    if (known !== undefined && !found.includes(known)) found.push(known)
  }
  const met = found.length > 0 ? undefined : await customerFor(tx, { business, name: names[0]!, now }, needs)
  const meant = met !== undefined ? [met] : state === 'in' ? found.slice(0, 1) : found
  const said = {
    state,
    source: 'preference',
    evidence: `user_preferences ${at}`,
    words: null,
    line: line ?? null,
  } as const
  await addConsents(
    tx,
    meant.map((customer) => ({ business, customer, id: needs.ids.next(), ...said, ...NOBODY, at, recorded_at: now })),
  )
}

async function consentOf(tx: Tx, { business, customer }: { business: string; customer: string }) {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root) return undefined
  const key = { business, customer: root.customer }
  return (await entriesOf(tx, [key])).get(`${business} ${root.customer}`) ?? []
}

async function marketingRefusal(
  tx: Tx,
  { business, customer, template: { name, language } }: Parameters<ConsentStore['marketingRefusal']>[0],
): Promise<string | undefined> {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  const key = root && { business, customer: root.customer }
  const consent = key && (await consentsOf(tx, [key]))(key)
  if (consent?.state !== 'out') return undefined
  const template = { business, name, language }
  const categories = (await categoriesOf(tx, [template]))(template)
  return mayBeMarketing(categories) ? refusalOf(consent, { name, language, categories }) : undefined
}

const SAID = statement<{ rows: readonly object[] }, { evidence: string; state: 'in' | 'out' }>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', evidence: 'text' })
  return `
  select c.evidence, c.state from consents c ${join}
  where c.business = ${row.business} and c.evidence = ${row.evidence} and c.source = 'word'`
})

async function consentsSaid(tx: Tx, { business, wamids }: { business: string; wamids: readonly string[] }) {
  const rows = wamids.map((evidence) => ({ business, evidence }))
  return new Map((await SAID(tx, { rows })).map(({ evidence, state }) => [evidence, state]))
}

const ANSWER = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, from } = each('told', { business: 'text', id: 'id', position: 'int', because: 'text' })
  return `
  update messages set outcome = 'answered', because = ${row.because} ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.id} and messages.position = ${row.position}
    and messages.outcome = 'pending'
  returning messages.id`
})

/** Whoever takes the conversation over meanwhile does not keep it from the customer: they are told what holds. */
async function confirmConsent(tx: Tx, { work, conversation, positions, because, id, text, now }: Confirming) {
  return sayBeside(
    tx,
    { work, conversation },
    { id, content: { kind: 'text', text }, author: 'system', fenced: false, turn: null, now },
    async () => {
      const rows = positions.map((position) => ({ ...conversation, position, because }))
      return (await ANSWER(tx, { rows })).length > 0
    },
  )
}
