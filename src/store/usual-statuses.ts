import { afterStatus, type DeliveryState, STATUSES, type Status } from '../domain/delivery.ts'
import type { ReceivedStatus } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'

/** What is on its way as it should be: Meta has accepted it, and nothing that follows asks anybody to do anything. */
const ON_ITS_WAY = ['accepted', 'sent', 'delivered', 'read'] as const satisfies DeliveryState[]

const earlier = (status: Status) =>
  ON_ITS_WAY.filter((state) => state !== status && afterStatus(state, status) === status)

/** In one look: the status, if the delivery stands before it, is where it stands now. */
const ADVANCE = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, from } = each('told', {
    business: 'text',
    id: 'id',
    status: 'text',
    sent_at: 'ms',
    delivered_at: 'ms',
    read_at: 'ms',
    played_at: 'ms',
  })
  const standsBefore = STATUSES.filter((status) => status !== 'failed').map(
    (status) =>
      `(${row.status} = '${status}' and deliveries.state in (${earlier(status)
        .map((state) => `'${state}'`)
        .join(', ')}))`,
  )
  return `
  update deliveries set state = ${row.status},
    sent_at = coalesce(deliveries.sent_at, ${row.sent_at}), delivered_at = coalesce(deliveries.delivered_at, ${row.delivered_at}),
    read_at = coalesce(deliveries.read_at, ${row.read_at}), played_at = coalesce(deliveries.played_at, ${row.played_at})
  ${from} where deliveries.business = ${row.business} and deliveries.id = ${row.id} and deliveries.wamid is not null
    and (${standsBefore.join(' or ')})
  returning deliveries.id`
})

/**
 * Moves deliveries that go the usual way, sent, delivered, read, in a single statement. Hands back the statuses that are
 * done with; for all others somebody has to look at their delivery first.
 */
export async function applyUsual(
  tx: Tx,
  batch: readonly ReceivedStatus[],
  now: number,
): Promise<ReadonlySet<ReceivedStatus>> {
  const told = Map.groupBy(batch, ({ delivery }) => delivery ?? '')
  const usual = batch.filter(
    // Two statuses of one delivery are put in order by the slow way.
    ({ delivery, status }) => delivery && isId(delivery) && status !== 'failed' && told.get(delivery)!.length === 1,
  )
  if (usual.length === 0) return new Set()
  const rows = usual.map(({ business, delivery, status, at }) => ({
    business,
    id: delivery,
    status,
    [`${status}_at`]: at,
  }))
  const moved = new Set((await ADVANCE(tx, { rows })).map(({ id }) => id))
  const done = usual.filter(({ delivery }) => moved.has(delivery!))
  for (const { business, delivery, status } of done)
    tx.tell({ kind: 'status', business, id: delivery!, state: status, at: now })
  return new Set(done)
}
