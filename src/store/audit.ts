import type { AuditEntry } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { isId, statement, type Tx } from './statement.ts'

const INSERT = statement<{
  business: string
  id: string
  at: number
  kind: string
  actor: string
  name: string
  source: string
  ip: string | null
  action: string
  subject: string | null
  line: string | null
  detail: string | null
}>(
  () => `
  insert into audit (business, id, at, kind, actor, name, source, ip, action, subject, line, detail)
  values (:business, :id, :at, :kind, :actor, :name, :source, :ip, :action, :subject, :line, :detail)`,
)

/** Writes down who did what, in the transaction that does it: neither is there without the other. */
export async function audit(
  tx: Tx,
  ids: Pick<Ids, 'next'>,
  entry: Pick<AuditEntry, 'at' | 'by' | 'action'> & Partial<AuditEntry> & { business: string },
): Promise<void> {
  const { business, at, by, action, subject, line, detail } = entry
  await INSERT(tx, {
    business,
    id: ids.next(),
    at,
    kind: by.kind,
    actor: by.id,
    name: by.name,
    source: by.source,
    ip: by.ip ?? null,
    action,
    subject: subject ?? null,
    line: line ?? null,
    detail: detail ? JSON.stringify(detail) : null,
  })
}

interface AuditRow {
  id: string
  at: number
  kind: AuditEntry['by']['kind']
  actor: string
  name: string
  source: AuditEntry['by']['source']
  ip: string | null
  action: string
  subject: string | null
  line: string | null
  detail: string | null
}

/** Ids sort by time: the one that was seen last says where to go on. */
const PAGE = statement<{ business: string; before: string; most: number }, AuditRow>(
  () => `select * from audit where business = :business and id < :before order by id desc limit :most`,
)
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The newest first. */
export async function auditPage(
  tx: Tx,
  { business, before = AFTER_ALL, most }: { business: string; before?: string | undefined; most: number },
): Promise<(AuditEntry & { id: string })[]> {
  if (!isId(before)) return []
  return (await PAGE(tx, { business, before, most })).map(({ id, at, action, subject, line, detail, ...row }) => ({
    id,
    at,
    by: { kind: row.kind, id: row.actor, name: row.name, source: row.source, ip: row.ip ?? undefined },
    action,
    subject: subject ?? undefined,
    line: line ?? undefined,
    detail: detail === null ? undefined : JSON.parse(detail),
  }))
}
