import { mayBeMarketing } from '../domain/consent.ts'
import type { PhoneHash } from '../domain/phone.ts'
import type { AddedRecipient, AddingRecipients, NewRecipient, RecipientsAdded } from '../flows/campaign-store.ts'
import type { Ids } from '../flows/world.ts'
import { type Meant, meet } from './campaign-people.ts'
import { campaign as find, lockCampaign } from './campaigns.ts'
import { consentsOf } from './consents.ts'
import { categoriesOf } from './marketing.ts'
import { statement, type Tx } from './statement.ts'

interface Needs {
  readonly ids: Ids
  readonly hash: PhoneHash
}

const INSERT = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, values } = each('fresh', {
    business: 'text',
    id: 'id',
    campaign: 'id',
    place: 'int',
    customer: 'id',
    filled: 'text',
    zone: 'text',
    state: 'text',
    reason: 'text',
    due_at: 'ms',
  })
  const list = [row.business, row.id, row.campaign, row.place, row.customer, row.filled, row.zone]
  return `
  insert into campaign_recipients (business, id, campaign, place, customer, filled, zone, state, reason, due_at)
  ${values([...list, row.state, row.reason, row.due_at], [row.business, row.campaign, row.customer])}
  on conflict (business, campaign, customer) do nothing returning id`
})

const PLACES = statement<{ rows: readonly object[] }, { customer: string; place: number }>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', campaign: 'id', customer: 'id' })
  return `
  select r.customer, r.place from campaign_recipients r ${join}
  where r.business = ${row.business} and r.campaign = ${row.campaign} and r.customer = ${row.customer}`
})

const COUNT = statement<{ business: string; id: string; count: number }>(
  () => 'update campaigns set recipients = recipients + :count where business = :business and id = :id',
)

/**
 * Says of each row whom it means and what becomes of it, all rows at once. Whoever wants no marketing is kept on record
 * as left out, so that the report names them.
 */
export async function addRecipients(tx: Tx, adding: AddingRecipients, needs: Needs): Promise<RecipientsAdded> {
  const { business, campaign: id, recipients, dry, now } = adding
  const campaign = id === undefined ? undefined : await (dry ? find : lockCampaign)(tx, { business, campaign: id })
  if (!dry && campaign?.state !== 'draft') return { kind: 'conflict', state: campaign?.state }
  const template = campaign?.content ?? adding.template
  const evidence = dry ? undefined : `campaign ${id}`
  const meant = await meet(tx, { business, people: recipients, evidence, now }, needs)
  const isOut = await stopped(tx, business, meant, template)
  const before = campaign ? await placesOf(tx, business, campaign.id, meant) : new Map<string, number>()
  const taken = new Map<string, number>()
  const fresh: object[] = []
  const rows = recipients.map((recipient, index): AddedRecipient => {
    const { row } = recipient
    const one = meant[index]
    if (!one?.reachable) return { row, who: one?.who, kind: 'not-reachable' }
    const { who, customer } = one
    const of = taken.get(who) ?? before.get(who)
    if (of !== undefined) return { row, who, kind: 'duplicate', of }
    taken.set(who, row)
    const kind = isOut(who) ? 'opted-out' : 'added'
    if (!dry) fresh.push({ ...rowOf(recipient, kind, now), business, campaign: id, customer, id: needs.ids.next() })
    return { row, who, kind }
  })
  if (dry) return { kind: 'looked', rows }
  if (fresh.length > 0) await INSERT(tx, { rows: fresh })
  if (fresh.length > 0) await COUNT(tx, { business, id: id!, count: fresh.length })
  return { kind: 'added', rows }
}

const rowOf = ({ row, values, zone, dueFrom }: NewRecipient, kind: 'added' | 'opted-out', now: number) => ({
  place: row,
  filled: JSON.stringify(values),
  zone: zone ?? null,
  state: kind === 'added' ? 'waiting' : 'left-out',
  reason: kind === 'added' ? null : kind,
  due_at: Math.ceil(dueFrom ?? now),
})

async function stopped(
  tx: Tx,
  business: string,
  meant: readonly (Meant | undefined)[],
  template: { readonly name: string; readonly language: string } | undefined,
): Promise<(who: string) => boolean> {
  const customers = meant.flatMap((one) => (one?.customer === undefined ? [] : [{ business, customer: one.customer }]))
  if (!template || customers.length === 0) return () => false
  const named = { business, name: template.name, language: template.language }
  if (!mayBeMarketing((await categoriesOf(tx, [named]))(named))) return () => false
  const consentOf = await consentsOf(tx, customers)
  return (who) => consentOf({ business, customer: who }).state === 'out'
}

async function placesOf(
  tx: Tx,
  business: string,
  campaign: string,
  meant: readonly (Meant | undefined)[],
): Promise<Map<string, number>> {
  const customers = new Set(meant.flatMap((one) => one?.customer ?? []))
  const rows = [...customers].map((customer) => ({ business, campaign, customer }))
  const found = rows.length > 0 ? await PLACES(tx, { rows }) : []
  return new Map(found.map(({ customer, place }) => [customer, place]))
}

const FORGET = statement<{ business: string; rows: readonly object[] }, { one: number }>(
  ({ all }) => `
  update campaign_recipients set customer = null, filled = null, zone = null, state = 'left-out', reason = 'erased'
  where business = :business and customer in (select named.id from ${all('named', { id: 'id' })}) returning 1 as one`,
)

/** The campaign still adds up, and nobody can say any more who it was. */
export async function forgetRecipients(
  tx: Tx,
  { business, customers }: { business: string; customers: readonly string[] },
): Promise<number> {
  return (await FORGET(tx, { business, rows: customers.map((id) => ({ id })) })).length
}
