import { useQuery } from '@tanstack/react-query'
import { CalendarClock, X } from 'lucide-react'
import type { ConversationRow, DeskHome, ShownFollowUp } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { toast } from '../parts/toast.tsx'
import { failed } from '../thread/handover.ts'
import { cancelFollowUp } from '../wire/acts.ts'
import { serverNow, useNow } from '../wire/clock.ts'
import { followUpsQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { fullTime, moment } from '../words/times.ts'
import { Section } from './section.tsx'

interface FollowUpsProps {
  readonly home: DeskHome
  readonly row: ConversationRow
}

/** So long what people have taken over with a conversation is shown: it is theirs to keep now. */
const OWED_MS = 7 * 24 * 60 * 60_000

/** What the agent has promised the customer, and what came over to people with the conversation. */
export function FollowUpsSection({ home, row }: FollowUpsProps) {
  const { data } = useQuery(followUpsQuery(row.id))
  useNow(60_000)
  const shown = data?.filter(
    ({ state, dueAt }) =>
      state === 'waiting' || (state === 'people' && serverNow() - dueAt < OWED_MS && row.owner !== 'agent'),
  )
  if (!shown || shown.length === 0) return null
  return (
    <Section name="follow-ups" title={t('updates.title')} count={shown.length}>
      <ul className="grid gap-1.5">
        {shown.map((one) => (
          <FollowUpRow key={one.id} followUp={one} home={home} conversation={row.id} />
        ))}
      </ul>
    </Section>
  )
}

interface RowProps extends Pick<FollowUpsProps, 'home'> {
  readonly followUp: ShownFollowUp
  readonly conversation: string
}

function FollowUpRow({ followUp, home, conversation }: RowProps) {
  const { id, about, dueAt, state, repeat } = followUp
  const time = moment(dueAt, serverNow())
  const cancel = () => cancelFollowUp(conversation, id).then(() => toast({ text: t('updates.cancelled') }), failed)
  return (
    <li data-update={state} className="flex items-start gap-2">
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-quiet" />
      <div className="min-w-0 flex-1">
        <p className="text-small text-quiet">
          <time dateTime={new Date(dueAt).toISOString()} title={fullTime(dueAt)}>
            {t(state === 'waiting' ? 'updates.promised' : 'updates.yours', { time })}
          </time>
          {repeat && ` · ${t('updates.again')}`}
        </p>
        <p className="wrap-anywhere">
          <bdi>{about}</bdi>
        </p>
      </div>
      {state === 'waiting' && home.actor.role !== 'viewer' && (
        <IconButton label={t('updates.cancel')} tipSide="start" onClick={cancel}>
          <X aria-hidden />
        </IconButton>
      )}
    </li>
  )
}
