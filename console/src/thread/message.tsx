import { Ban, CornerUpLeft } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { ThreadEntry } from '../../../src/http/wire.ts'
import { AgentGlyph, TeammateGlyph } from '../parts/glyphs.tsx'
import { t } from '../words/t.ts'
import { clockTime, fullTime } from '../words/times.ts'
import { useAround } from './around.tsx'
import { CameFrom } from './came-from.tsx'
import { Held } from './content.tsx'
import { Failed, HeldBack, Parked, Tick } from './delivery.tsx'
import { ownAgentOf } from './own-agent.ts'
import type { Place } from './rows.ts'
import { Toolbar } from './toolbar.tsx'
import { excerptOf, whoOf } from './who.ts'

const LOOKS: Record<ThreadEntry['author'], string> = {
  customer: 'bg-customer ring-1 ring-line ring-inset',
  agent: 'bg-agent',
  teammate: 'bg-teammate',
  system: 'bg-surface ring-1 ring-line ring-inset',
}

export interface MessageProps {
  readonly entry: ThreadEntry
  readonly place: Place
  /** The message it answers; undefined where it is not loaded. */
  readonly quoted: ThreadEntry | undefined
  /** Which of its options the customer has tapped. */
  readonly chosen: string | undefined
  /** What can be done with it is shown: all of that, or the reactions to choose from. */
  readonly pointed: 'acts' | 'reactions' | undefined
  readonly isFlashing: boolean
}

/** One message, by whoever wrote it. */
export const Message = memo(function Message(props: MessageProps) {
  const { entry, place, quoted, chosen, pointed, isFlashing } = props
  const { conversation, me, customer } = useAround()
  const isTheirs = entry.author === 'customer'
  const agent = entry.agent === undefined || entry.agent === ownAgentOf(conversation) ? undefined : entry.agent
  const who = agent === undefined ? whoOf(entry, me, customer) : t('who.agent', { name: agent })
  const state = entry.delivery?.state
  const time = clockTime(entry.at)
  const isWords = entry.deleted || entry.content === undefined
  const name = t('message.name', { who, time, state: state ? t(`state.${state}`) : 'none' })
  return (
    <article
      aria-label={name}
      data-message={entry.id}
      data-author={entry.author}
      data-position={entry.position}
      tabIndex={-1}
      className={`group/message flex flex-col px-4 outline-none sm:px-6 ${isTheirs ? 'items-start' : 'items-end'} ${place.first ? 'pt-3' : 'pt-0.5'}`}
    >
      {place.first && <Label entry={entry} who={who} />}
      <div className="relative flex max-w-[min(36rem,86%)] flex-col">
        <div
          className={`rounded-lg px-3 py-1.5 group-focus-visible/message:outline-2 group-focus-visible/message:outline-offset-2 group-focus-visible/message:outline-accent ${LOOKS[entry.author]} ${place.last ? (isTheirs ? 'rounded-es-sm' : 'rounded-ee-sm') : ''} ${isFlashing ? 'ring-2 ring-accent' : ''}`}
        >
          {entry.cameFrom && !entry.deleted && <CameFrom from={entry.cameFrom} />}
          {entry.quotes !== undefined && <Quote name={entry.quotes} quoted={quoted} />}
          {/* The time stands beside the last words where there is room, else below them; below all else. */}
          <div className={isWords ? 'flex flex-wrap items-end gap-x-3' : 'grid grid-cols-1'}>
            {entry.deleted ? <Deleted /> : <Held entry={entry} chosen={chosen} />}
            <Foot entry={entry} time={time} isLast={place.last} isPointedAt={pointed !== undefined} />
          </div>
        </div>
        {entry.reaction && <Reaction emoji={entry.reaction} isTheirs={isTheirs} />}
        {pointed && <Toolbar entry={entry} isTheirs={isTheirs} isReacting={pointed === 'reactions'} />}
      </div>
      <Below entry={entry} me={me} />
      <PassedOn entry={entry} />
    </article>
  )
})

function Label({ entry, who }: { readonly entry: ThreadEntry; readonly who: string }) {
  if (entry.author === 'customer') return null
  const looks = { agent: 'text-agent-ink', teammate: 'text-teammate-ink', system: 'text-quiet' }
  return (
    <p className={`mb-1 flex items-center gap-1 px-1 text-small font-semibold ${looks[entry.author]}`}>
      {entry.author === 'agent' && <AgentGlyph className="size-3.5" />}
      {entry.author === 'teammate' && <TeammateGlyph className="size-3.5" />}
      {entry.campaign ? (
        <Link href={`/campaigns/${entry.campaign.id}`} className="underline-offset-2 hover:underline">
          <bdi>{who}</bdi>
        </Link>
      ) : (
        <bdi>{who}</bdi>
      )}
    </p>
  )
}

/** One agent leaves the customer to another; what it wrote for that one is for colleagues only. */
function PassedOn({ entry }: { readonly entry: ThreadEntry }) {
  const { agent, passedOn } = entry
  if (!passedOn) return null
  return (
    <div
      data-passed-on={passedOn.agent}
      className="mt-2.5 mb-1 grid justify-items-center self-center text-center text-small text-quiet"
    >
      <p>
        <AgentGlyph className="me-1.5 inline size-3.5 align-[-2px]" />
        {t('message.passedOn', { by: agent ?? t('owner.agent'), to: passedOn.agent })}
      </p>
      <p dir="auto" className="line-clamp-4 max-w-[40rem] wrap-anywhere">
        {passedOn.note}
      </p>
    </div>
  )
}

function Foot({
  entry,
  time,
  isLast,
  isPointedAt,
}: {
  readonly entry: ThreadEntry
  readonly time: string
  readonly isLast: boolean
  readonly isPointedAt: boolean
}) {
  return (
    <p className="figures ms-auto mt-0.5 flex items-center gap-1.5 text-small text-quiet">
      {entry.edited && !entry.deleted && <span>{t('message.edited')}</span>}
      <time dir="auto" dateTime={new Date(entry.at).toISOString()} title={isPointedAt ? fullTime(entry.at) : undefined}>
        {time}
      </time>
      {entry.delivery && <Tick state={entry.delivery.state} isLast={isLast} />}
    </p>
  )
}

function Below({ entry, me }: { readonly entry: ThreadEntry; readonly me: string }) {
  const { delivery, outcome, because, deleted } = entry
  if (delivery?.state === 'failed')
    return (
      <Wide>
        <Failed entry={entry} />
      </Wide>
    )
  if (delivery?.state === 'held') return <HeldBack entry={entry} isMine={entry.writer?.id === me} />
  if (delivery?.state === 'parked')
    return (
      <Wide>
        <Parked entry={entry} />
      </Wide>
    )
  if ((outcome === 'ignored' || outcome === 'refused') && because && !deleted)
    return <p className="mt-1 px-1 text-small text-quiet">{t('message.unanswered', { because })}</p>
  return null
}

const Wide = ({ children }: { readonly children: ReactNode }) => <div className="w-[min(36rem,86%)]">{children}</div>

/** The message that is answered, small; a click leads there. */
function Quote({ name, quoted }: { readonly name: string; readonly quoted: ThreadEntry | undefined }) {
  const { jump, me, customer } = useAround()
  return (
    <button
      type="button"
      data-quotes={name}
      className="mb-1.5 flex min-h-8 w-full min-w-0 gap-2 rounded-md bg-hover py-1 ps-2 pe-3 text-start hover:bg-pressed"
      onClick={() => jump(name)}
    >
      <CornerUpLeft aria-hidden className="mirrored mt-0.5 size-3.5 shrink-0 text-quiet" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-small font-semibold text-quiet">
          <bdi>{quoted ? whoOf(quoted, me, customer) : t('message.quoted')}</bdi>
        </span>
        <span dir="auto" className="line-clamp-2 wrap-anywhere text-small">
          {quoted ? (quoted.deleted ? t('message.deleted') : excerptOf(quoted)) : t('message.quotedFar')}
        </span>
      </span>
    </button>
  )
}

const Deleted = () => (
  <p className="flex items-center gap-1.5 text-quiet italic">
    <Ban aria-hidden className="size-3.5 shrink-0" />
    {t('message.deleted')}
  </p>
)

function Reaction({ emoji, isTheirs }: { readonly emoji: string; readonly isTheirs: boolean }) {
  const { customer } = useAround()
  const by = isTheirs ? t('who.business') : customer
  return (
    <span
      role="img"
      aria-label={t('message.reaction', { by, emoji })}
      className={`-mt-1.5 w-fit rounded-full bg-raised px-1.5 py-0.5 text-small ring-1 ring-line ${isTheirs ? 'ms-2' : 'me-2 self-end'}`}
    >
      {emoji}
    </span>
  )
}
