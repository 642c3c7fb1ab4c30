import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { ConversationRow, CustomerCard, DeskHome } from '../../../src/http/wire.ts'
import { useGo } from '../shell/place.ts'
import { serverNow } from '../wire/clock.ts'
import { customerQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { shortTime } from '../words/times.ts'
import { lineName } from './line-name.ts'
import { Section } from './section.tsx'

type Past = CustomerCard['handoffs'][number]
interface HistoryProps {
  readonly home: DeskHome
  readonly row: ConversationRow
}

/** Cases of before: why people were called, and what came of it. The last one stands with the briefing where none is open. */
export function HistorySection({ home, row }: HistoryProps) {
  const { data } = useQuery(customerQuery(row.customer.id))
  const all = data?.handoffs ?? []
  const shownAbove = row.handoff ?? all.find(({ conversation }) => conversation === row.id)?.id
  const cases = all.filter(({ id }) => id !== shownAbove)
  if (cases.length === 0) return null
  return (
    <Section name="history" title={t('history.title')} count={cases.length}>
      <ul className="grid gap-1">
        {cases.map((past) => (
          <li key={past.id}>
            <PastCase home={home} row={row} past={past} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const CASE = '-mx-2 block rounded-md px-2 py-1.5'

/** It leads to the conversation it was in, where that is another one. */
export function PastCase({ home, row, past }: HistoryProps & { readonly past: Past }) {
  const { addressOf } = useGo()
  const isHere = past.conversation === row.id
  const words = <PastWords home={home} past={past} isHere={isHere} />
  if (isHere) return <div className={CASE}>{words}</div>
  return (
    <Link href={addressOf({ view: 'all', conversation: past.conversation })} className={`${CASE} hover:bg-hover`}>
      {words}
    </Link>
  )
}

function PastWords({ home, past, isHere }: { readonly home: DeskHome; readonly past: Past; readonly isHere: boolean }) {
  const { reason, openedAt, releasedAt, outcome, summary, line } = past
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="font-medium">{t(`reason.${reason}`)}</span>
        <time className="ms-auto shrink-0 text-small text-quiet" dateTime={new Date(openedAt).toISOString()}>
          {shortTime(openedAt, serverNow())}
        </time>
      </span>
      <span dir="auto" className="line-clamp-3 wrap-anywhere text-quiet">
        {outcome ?? summary}
      </span>
      <span className="flex flex-wrap gap-x-1.5 text-small text-quiet">
        {releasedAt === undefined ? t('history.open') : t('history.closed', { at: shortTime(releasedAt, serverNow()) })}
        {!isHere && (
          <>
            <span aria-hidden>·</span>
            <bdi>{lineName(home, line)}</bdi>
          </>
        )}
      </span>
    </>
  )
}
