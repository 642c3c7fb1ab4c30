import type { KnownTemplate } from '../domain/template.ts'
import type { KeptTemplate, SyncedTemplates } from '../flows/store.ts'
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
  synced_at: 'ms',
} as const

type Row = Record<Exclude<keyof typeof COLUMNS, 'quality' | 'synced_at'>, string> & {
  quality: string | null
  synced_at: number
}

/** Two syncs of one account at the same time would each delete what the other has not yet written. */
const LOCK_SYNC = statement<{ business: string; account: string; synced_at: number }>(
  () => `
  insert into template_syncs (business, account, synced_at) values (:business, :account, :synced_at)
  on conflict (business, account) do update set synced_at = excluded.synced_at`,
)

const FORGET = statement<{ business: string; account: string }>(
  () => 'delete from templates where business = :business and account = :account',
)

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('synced', COLUMNS)
  const columns = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
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

/** What an account has now takes the place of what it had. */
export async function keepTemplates(
  tx: Tx,
  { business, account, templates, syncedAt }: SyncedTemplates,
): Promise<void> {
  await LOCK_SYNC(tx, { business, account, synced_at: syncedAt })
  await FORGET(tx, { business, account })
  const byId = new Map(templates.map((template) => [template.id, template]))
  if (byId.size === 0) return
  await INSERT(tx, {
    rows: [...byId.values()].map(({ id, name, language, status, category, quality, parameters, components }) => ({
      business,
      account,
      id,
      name,
      language,
      status,
      category,
      quality: quality ?? null,
      parameter_format: parameters,
      components: JSON.stringify(components),
      synced_at: syncedAt,
    })),
  })
}

export async function templatesNamed(tx: Tx, key: { business: string; account: string; name: string }) {
  const [sync] = await SYNCED_AT(tx, key)
  return { syncedAt: sync?.synced_at, templates: sync ? (await NAMED(tx, key)).map(templateOf) : [] }
}

export async function templatesOf(tx: Tx, business: string): Promise<KeptTemplate[]> {
  const rows = await ALL(tx, { business })
  return rows.map((row) => ({ ...templateOf(row), account: row.account, syncedAt: row.synced_at }))
}

function templateOf({
  id,
  name,
  language,
  status,
  category,
  quality,
  parameter_format,
  components,
}: Row): KnownTemplate {
  return {
    id,
    name,
    language,
    status,
    category,
    quality: quality ?? undefined,
    parameters: parameter_format === 'named' ? 'named' : 'positional',
    components: JSON.parse(components),
  }
}
