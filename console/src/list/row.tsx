import { useQueryClient } from '@tanstack/react-query'
import { Ban, Hourglass, PencilLine } from 'lucide-react'
import { memo } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { type Icon, LeavingGlyph } from '../parts/glyphs.tsx'
import { Count, ElsewhereMark, Face, OwnerMark } from '../parts/marks.tsx'
import { useNow } from '../wire/clock.ts'
import { conversationQuery, threadQuery } from '../wire/queries.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { shortTime, span } from '../words/times.ts'

const CLOSES_SOON_MS = 2 * 3_600_000

interface RowProps {
  readonly home: DeskHome
  /** Of the conversation; the list opens it (list.tsx), so that each row need not follow where one is. */
  readonly href: string
  readonly row: ConversationRow
  readonly isChosen: boolean
}

/** One conversation of a list: who, the last words, who has it, and for how long they have waited. */
export const Row = memo(function Row({ home, href, row, isChosen }: RowProps) {
  const queries = useQueryClient()
  const { customer, owner, teammate, lastMessage, unread } = row
  // Whoever points at it will open it: what was said is there then.
  const fetchAhead = () => {
    void queries.prefetchQuery(conversationQuery(row.id))
    void queries.prefetchInfiniteQuery(threadQuery(row.id))
  }
  return (
    <a
      href={href}
      data-conversation={row.id}
      aria-current={isChosen ? 'true' : undefined}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      className="flex h-full gap-3 border-b border-line/60 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 aria-[current=true]:bg-accent-soft"
    >
      <Face name={customer.name} id={customer.id} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className={`truncate ${unread > 0 ? 'font-semibold' : 'font-medium'}`}>{nameOf(customer)}</bdi>
          <span className="ms-auto shrink-0 text-small text-quiet">
            {row.waitingSince === undefined ? (
              <When at={lastMessage?.at} />
            ) : (
              <Waits since={row.waitingSince} overdue={row.overdue} />
            )}
          </span>
        </span>
        <span className="flex items-center gap-2">
          <span dir="auto" className={`truncate ${unread > 0 ? 'text-ink' : 'text-quiet'}`}>
            {lastMessage && lastMessage.author !== 'customer' && (
              <span className="text-quiet">{t(`list.by.${lastMessage.author}`)} </span>
            )}
            {lastMessage?.text}
          </span>
          <span className="ms-auto">
            <Count value={unread} look="accent" />
            {unread > 0 && <span className="sr-only">{t('list.unread', { unread })}</span>}
          </span>
        </span>
        <span className="mt-0.5 flex h-5 items-center gap-1.5 overflow-hidden text-small text-quiet">
          {owner === 'agent' && row.elsewhereSince !== undefined ? (
            <ElsewhereMark text={t('owner.elsewhere')} />
          ) : (
            <OwnerMark owner={owner} name={teammate?.name} isMe={teammate?.id === home.actor.id} />
          )}
          {home.lines.length > 1 && <bdi className="max-w-24 min-w-0 truncate">{lineName(home, row.line)}</bdi>}
          {owner !== 'agent' && row.reason && row.window.open && (
            <span className="truncate">{t(`reason.${row.reason}`)}</span>
          )}
          {row.blocked && <Small Icon={Ban} text={t('list.blocked')} />}
          {row.parked > 0 && <Small Icon={Hourglass} text={t('list.parked', { count: row.parked })} />}
          {row.draft && <Small Icon={PencilLine} text={t('list.draft')} />}
          <ClosesSoon closesAt={row.window.closesAt} />
        </span>
      </span>
    </a>
  )
})

const lineName = (home: DeskHome, line: string) => home.lines.find(({ name }) => name === line)?.displayName ?? line

function Small({ Icon, text, look = '' }: { readonly Icon: Icon; readonly text: string; readonly look?: string }) {
  return (
    <span className={`inline-flex min-w-0 shrink-[0.1] items-center gap-0.5 ${look}`}>
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className="truncate">{text}</span>
    </span>
  )
}

function When({ at }: { readonly at: number | undefined }) {
  const now = useNow(60_000)
  return at === undefined ? null : <time dateTime={new Date(at).toISOString()}>{shortTime(at, now)}</time>
}

function Waits({ since, overdue }: { readonly since: number; readonly overdue: boolean }) {
  const now = useNow()
  return (
    <span className="figures font-medium text-wait">
      {overdue && `${t('list.late')} `}
      <span className="sr-only">{t('list.waits')} </span>
      {span(now - since)}
    </span>
  )
}

function ClosesSoon({ closesAt }: { readonly closesAt: number }) {
  const now = useNow(30_000)
  const left = closesAt - now
  if (left > CLOSES_SOON_MS) return null
  const text = left > 0 ? t('list.closesIn', { left: span(left) }) : t('list.windowClosed')
  return <Small Icon={LeavingGlyph} text={text} look={left > 0 ? 'text-wait' : ''} />
}
