import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { useGo } from '../shell/place.ts'
import { serverNow } from '../wire/clock.ts'
import { customerQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { shortTime } from '../words/times.ts'
import { Section } from './section.tsx'

/** Cases of before: why people were called, and what came of it. */
export function HistorySection({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const { addressOf } = useGo()
  const { data } = useQuery(customerQuery(row.customer.id))
  const cases = data?.handoffs.filter(({ id }) => id !== row.handoff) ?? []
  if (cases.length === 0) return null
  return (
    <Section name="history" title={t('history.title')} count={cases.length}>
      <ul className="-mx-2 grid">
        {cases.map(({ id, conversation, line, reason, summary, openedAt, outcome }) => (
          <li key={id}>
            <Link
              href={addressOf({ view: 'all', conversation })}
              className="block rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <span className="flex items-baseline gap-2">
                <span className="font-medium">{t(`reason.${reason}`)}</span>
                <span className="ms-auto shrink-0 text-small text-quiet">{shortTime(openedAt, serverNow())}</span>
              </span>
              <span dir="auto" className="block break-words text-quiet">
                {outcome ?? summary}
              </span>
              <bdi className="text-small text-quiet">
                {home.lines.find(({ name }) => name === line)?.displayName ?? line}
              </bdi>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
