import { useQuery } from '@tanstack/react-query'
import type { ConversationRow, HandoffStep } from '../../../src/http/wire.ts'
import { serverNow } from '../wire/clock.ts'
import { type HandoffCase, handoffQuery } from '../wire/queries.ts'
import { stepInWords } from '../words/steps.ts'
import { t } from '../words/t.ts'
import { clockTime, fullTime, isSameDay, shortTime } from '../words/times.ts'
import { Section } from './section.tsx'

type Entry = Pick<HandoffStep, 'id' | 'at'> & { readonly words: string }

/** What has happened to the open case, and who did it. */
export function TimelineSection({ row }: { readonly row: ConversationRow }) {
  const { data } = useQuery({ ...handoffQuery(row.handoff ?? ''), enabled: row.handoff !== undefined })
  if (!row.handoff || !data || data.steps.length === 0) return null
  return (
    <Section name="timeline" title={t('timeline.title')}>
      <ol>
        {entriesOf(data).map(({ id, at, words }) => (
          <li
            key={id}
            className="relative flex gap-2.5 pb-2.5 before:mt-1.5 before:size-2 before:shrink-0 before:rounded-full before:bg-edge not-last:after:absolute not-last:after:start-[3.5px] not-last:after:top-4 not-last:after:-bottom-1 not-last:after:w-px not-last:after:bg-line last:pb-0"
          >
            <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
              {words}
            </span>
            <time
              className="figures shrink-0 text-small leading-5 text-quiet"
              dateTime={new Date(at).toISOString()}
              title={fullTime(at)}
            >
              {isSameDay(at, serverNow()) ? clockTime(at) : `${shortTime(at, serverNow())}, ${clockTime(at)}`}
            </time>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** The first answer of a person is no step of its own: nothing changes hands by it. */
function entriesOf({ id, steps, answeredAt, teammate }: HandoffCase): readonly Entry[] {
  const entries: Entry[] = steps.map((step) => ({ ...step, words: stepInWords(step) }))
  if (answeredAt !== undefined)
    entries.push({
      id: `${id} answered`,
      at: answeredAt,
      words: teammate ? t('step.answeredBy', { by: teammate.name }) : t('step.answered'),
    })
  return entries.toSorted((one, other) => one.at - other.at)
}
