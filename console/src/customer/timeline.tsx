import { useQuery } from '@tanstack/react-query'
import type { ConversationRow } from '../../../src/http/wire.ts'
import { handoffQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { clockTime } from '../words/times.ts'
import { Section } from './section.tsx'

/** What has happened to the open case, and who did it. */
export function TimelineSection({ row }: { readonly row: ConversationRow }) {
  const { data } = useQuery({ ...handoffQuery(row.handoff ?? ''), enabled: row.handoff !== undefined })
  if (!row.handoff || !data || data.steps.length === 0) return null
  return (
    <Section name="timeline" title={t('timeline.title')}>
      <ol className="grid gap-1">
        {data.steps.map(({ id, at, kind, by, about, source }) => (
          <li key={id} className="flex gap-3">
            <time className="figures shrink-0 text-quiet" dateTime={new Date(at).toISOString()}>
              {clockTime(at)}
            </time>
            <span className="min-w-0 break-words">
              {t(`step.${kind}`)}
              {by && (
                <>
                  {' · '}
                  <bdi>{by.name}</bdi>
                </>
              )}
              {about && (
                <bdi dir="auto" className="block text-quiet">
                  {about}
                </bdi>
              )}
              {source === 'slack' || source === 'api' ? (
                <span className="text-quiet"> · {t(`source.${source}`)}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
