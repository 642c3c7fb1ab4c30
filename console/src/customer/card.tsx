import { useQuery } from '@tanstack/react-query'
import { Ban, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { ConversationRow, CustomerCard, DeskHome } from '../../../src/http/wire.ts'
import { languageName } from '../list/filter-words.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { OwnerMark } from '../parts/marks.tsx'
import { toast } from '../parts/toast.tsx'
import { useGo } from '../shell/place.ts'
import { failed } from '../thread/handover.ts'
import { setBlocked } from '../wire/acts.ts'
import { serverNow } from '../wire/clock.ts'
import { customerQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { dayName, shortTime } from '../words/times.ts'
import { lineName } from './line-name.ts'
import { Failed, Section, Waiting } from './section.tsx'

/** How to reach them, where else they write, and whether they are answered at all. */
export function CardSection({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const { data, isError, refetch } = useQuery(customerQuery(row.customer.id))
  return (
    <Section name="card" title={t('card.title')}>
      {isError && !data ? (
        <Failed onAgain={() => void refetch()} />
      ) : data ? (
        <Card home={home} row={row} card={data} />
      ) : (
        <Waiting />
      )}
    </Section>
  )
}

function Card({
  home,
  row,
  card,
}: {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly card: CustomerCard
}) {
  const others = card.conversations.filter(({ id }) => id !== row.id)
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
        {card.phone && (
          <Fact name={t('card.phone')}>
            <bdi dir="ltr" className="figures">
              {card.phone}
            </bdi>
            <CopyNumber phone={card.phone} />
          </Fact>
        )}
        {card.username && (
          <Fact name={t('card.username')}>
            <bdi>@{card.username}</bdi>
          </Fact>
        )}
        {card.language && (
          <Fact name={t('card.language')}>
            <bdi>{languageName(card.language)}</bdi>
          </Fact>
        )}
        <Fact name={t('card.since')}>{dayName(card.since, serverNow())}</Fact>
      </dl>
      {card.noMarketing && <p className="text-small text-quiet">{stopInWords(card.noMarketing)}</p>}
      {others.length > 0 && <Lines home={home} conversations={others} />}
      {home.actor.role !== 'viewer' && <Block card={card} />}
    </div>
  )
}

/** What it rests on: their own words, where they wrote any. */
const stopInWords = ({ since, source, words = '', by = '' }: NonNullable<CustomerCard['noMarketing']>) =>
  t('card.noMarketing', { day: dayName(since, serverNow()), source, words: onOneLine(words), by })

const LONGEST_WORDS = 60
const onOneLine = (words: string) => words.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS)

/** Browsers have no clipboard for pages that come unencrypted from elsewhere. */
function CopyNumber({ phone }: { readonly phone: string }) {
  if (!navigator.clipboard) return null
  const copy = () => navigator.clipboard.writeText(phone).then(() => toast({ text: t('card.copied') }), failed)
  return (
    <span className="-my-1 [&>button]:size-7 pointer-coarse:[&>button]:size-11 [&_svg]:size-3.5">
      <IconButton label={t('card.copy')} tipSide="start" onClick={() => void copy()}>
        <Copy aria-hidden />
      </IconButton>
    </span>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-quiet">{name}</dt>
    <dd className="flex min-w-0 items-center gap-1">{children}</dd>
  </>
)

function Lines({
  home,
  conversations,
}: {
  readonly home: DeskHome
  readonly conversations: CustomerCard['conversations']
}) {
  const { addressOf } = useGo()
  return (
    <div>
      <h3 className="mb-0.5 text-small font-medium text-quiet">{t('card.lines')}</h3>
      <ul className="-mx-2">
        {conversations.map(({ id, line, owner, teammate, lastAt }) => (
          <li key={id}>
            <Link
              href={addressOf({ view: 'all', conversation: id })}
              className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover pointer-coarse:min-h-11"
            >
              <bdi className="truncate">{lineName(home, line)}</bdi>
              <OwnerMark owner={owner} name={teammate} />
              <span className="ms-auto text-small text-quiet">{shortTime(lastAt, serverNow())}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One click; what it does can be undone as fast. */
function Block({ card }: { readonly card: CustomerCard }) {
  const [busy, setBusy] = useState(false)
  const become = async (blocked: boolean) => {
    setBusy(true)
    try {
      await setBlocked(card.id, blocked)
      toast({
        text: t(blocked ? 'card.isBlocked' : 'card.isUnblocked'),
        action: { label: t('act.undo'), run: () => void become(!blocked) },
      })
    } catch (error) {
      failed(error)
    }
    setBusy(false)
  }
  return (
    <div className="grid gap-2">
      {card.blocked && (
        <p className="text-small text-quiet">
          {t('card.blockedBy', { name: card.blocked.by, at: shortTime(card.blocked.at, serverNow()) })}
        </p>
      )}
      <Button className="justify-self-start" busy={busy} onClick={() => void become(!card.blocked)}>
        <Ban aria-hidden className="size-4" />
        {card.blocked ? t('card.unblock') : t('card.block')}
      </Button>
    </div>
  )
}
