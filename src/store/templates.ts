import { type KnownTemplate, statusAfter } from '../domain/template.ts'
import type { KeptTemplate, SyncedTemplates, ToldOfTemplate } from '../flows/template-rows.ts'
import { statement, type Tx } from './statement.ts'

const COLUMNS = {
  business: 'text',
  account: 'text',
  id: 'text',
  name: 'text',
  language: 'text',
  status: 'text',
  category: 'text',
  quality: 'text',
  parameter_format: 'text',
  components: 'text',
  rejection: 'text',
  synced_at: 'ms',
  since: 'ms',
  told: 'text',
  told_reason: 'text',
  told_detail: 'text',
  told_at: 'ms',
  category_before: 'text',
  category_next: 'text',
  category_next_at: 'ms',
} as const

type Column = keyof typeof COLUMNS
type Optional = 'quality' | 'rejection' | 'told' | 'told_reason' | 'told_detail' | 'category_before' | 'category_next'
type Row = Record<Exclude<Column, Optional | 'synced_at' | 'since' | 'told_at' | 'category_next_at'>, string> &
  Record<Optional, string | null> & {
    synced_at: number
    since: number
    told_at: number | null
    category_next_at: number | null
  }

/** Two syncs of one account at the same time would each delete what the other has not yet written. */
const LOCK_SYNC = statement<{ business: string; account: string; synced_at: number }>(
  () => `
  insert into template_syncs (business, account, synced_at) values (:business, :account, :synced_at)
  on conflict (business, account) do update set synced_at = excluded.synced_at`,
)

const OF_ACCOUNT = statement<{ business: string; account: string }, Row>(
  () => 'select * from templates where business = :business and account = :account',
)

const FORGET = statement<{ business: string; account: string }>(
  () => 'delete from templates where business = :business and account = :account',
)

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('synced', COLUMNS)
  const columns = Object.keys(COLUMNS) as Column[]
  return `
  insert into templates (${columns.join(', ')})
  ${values(columns.map((column) => row[column]))}`
})

const SYNCED_AT = statement<{ business: string; account: string }, { synced_at: number }>(
  () => 'select synced_at from template_syncs where business = :business and account = :account',
)

const NAMED = statement<{ business: string; account: string; name: string }, Row>(
  () => `
  select * from templates where business = :business and account = :account and name = :name order by language`,
)

const ALL = statement<{ business: string }, Row>(
  () => 'select * from templates where business = :business order by account, name, language',
)

type Which = { business: string; account: string; name: string; language: string; at: number }
const THIS_ONE = 'business = :business and account = :account and name = :name and language = :language'

const TELL_STATUS = statement<
  Which & { event: string; reason: string | null; detail: string | null; status: string },
  { id: string }
>(
  () => `
  update templates set told = :event, told_reason = :reason, told_detail = :detail, told_at = :at,
    since = case when status = :status then :at else since end
  where ${THIS_ONE} and (told_at is null or told_at <= :at) returning id`,
)

/** What is told later of the category than of the status is another thing: the two do not wait for each other. */
const TELL_CATEGORY = statement<
  Omit<Which, 'at'> & { before: string | null; next: string | null; next_at: number | null },
  { id: string }
>(
  () => `
  update templates set category_before = coalesce(:before, category_before), category_next = :next, category_next_at = :next_at
  where ${THIS_ONE} returning id`,
)

export async function keepTemplates(
  tx: Tx,
  { business, account, templates, syncedAt }: SyncedTemplates,
): Promise<void> {
  await LOCK_SYNC(tx, { business, account, synced_at: syncedAt })
  const before = new Map((await OF_ACCOUNT(tx, { business, account })).map((row) => [row.id, row]))
  await FORGET(tx, { business, account })
  const byId = new Map(templates.map((template) => [template.id, template]))
  if (byId.size === 0) return
  const rows = [...byId.values()].map((template) => ({
    business,
    account,
    synced_at: syncedAt,
    ...rowOf(template, before.get(template.id), syncedAt),
  }))
  await INSERT(tx, { rows })
}

function rowOf(template: KnownTemplate, before: Row | undefined, now: number) {
  const { id, name, language, status, category, quality, rejection, parameters, components } = template
  return {
    id,
    name,
    language,
    status,
    category,
    quality: quality ?? null,
    parameter_format: parameters,
    components: JSON.stringify(components),
    rejection: rejection ?? null,
    since: before?.status === status ? before.since : now,
    told: before?.told ?? null,
    told_reason: before?.told_reason ?? null,
    told_detail: before?.told_detail ?? null,
    told_at: before?.told_at ?? null,
    category_before: before?.category_before ?? null,
    // What was announced has come to pass.
    category_next: before && before.category_next !== category ? before.category_next : null,
    category_next_at: before && before.category_next !== category ? before.category_next_at : null,
  }
}

export async function keepTemplateNews(tx: Tx, told: ToldOfTemplate): Promise<boolean> {
  const { business, account, name, language, at, status, category } = told
  const which = { business, account, name, language }
  const { event, reason = null, detail = null } = status ?? {}
  const kept = [
    ...(event ? await TELL_STATUS(tx, { ...which, at, event, reason, detail, status: statusAfter(event) }) : []),
    ...(category
      ? await TELL_CATEGORY(tx, {
          ...which,
          before: category.before ?? null,
          next: category.next ?? null,
          next_at: category.nextAt ?? null,
        })
      : []),
  ]
  return kept.length > 0
}

export async function templatesNamed(tx: Tx, key: { business: string; account: string; name: string }) {
  const [sync] = await SYNCED_AT(tx, key)
  return { syncedAt: sync?.synced_at, templates: sync ? (await NAMED(tx, key)).map(templateOf) : [] }
}

export async function templatesOf(tx: Tx, business: string): Promise<KeptTemplate[]> {
  const rows = await ALL(tx, { business })
  return rows.map((row) => ({
    ...templateOf(row),
    account: row.account,
    syncedAt: row.synced_at,
    since: row.since,
    news: newsOf(row),
    categoryBefore: row.category_before !== row.category ? (row.category_before ?? undefined) : undefined,
    categoryNext: row.category_next
      ? { category: row.category_next, at: row.category_next_at ?? undefined }
      : undefined,
  }))
}

/** What was told of a status that it has not any more, or not yet, is nothing to go by. */
function newsOf({ told, told_reason, told_detail, told_at, status }: Row): KeptTemplate['news'] {
  if (!told || told_at === null || statusAfter(told) !== status) return undefined
  return { event: told, reason: told_reason ?? undefined, detail: told_detail ?? undefined, at: told_at }
}

function templateOf(row: Row): KnownTemplate {
  const { id, name, language, status, category, quality, rejection, parameter_format, components } = row
  return {
    id,
    name,
    language,
    status,
    category,
    quality: quality ?? undefined,
    rejection: rejection ?? undefined,
    parameters: parameter_format === 'named' ? 'named' : 'positional',
    components: JSON.parse(components),
  }
}
