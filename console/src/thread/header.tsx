import { ArrowLeft, ArrowRightLeft, Clock, EllipsisVertical, PanelRight } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { ElsewhereMark, OwnerMark } from '../parts/marks.tsx'
import { useOnDemand } from '../parts/on-demand.tsx'
import { useCommand } from '../shell/commands.ts'
import type { View } from '../shell/desk.tsx'
import { nobodyInWords } from '../shell/duty.ts'
import { shown } from '../shell/keys.ts'
import { usePanel } from '../shell/panel-state.ts'
import { useGo } from '../shell/place.ts'
import { markSeen } from '../wire/acts.ts'
import { useNow } from '../wire/clock.ts'
import { hearLive } from '../wire/live.ts'
import { queries } from '../wire/queries.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { span } from '../words/times.ts'
import { useHandover } from './handover.ts'
import { ownAgentOf } from './own-agent.ts'

const Release = lazy(() => import('./release-dialog.tsx'))
const Assign = lazy(() => import('./assign-dialog.tsx'))
const fetchMenu = () => import('./header-menu.tsx')

interface HeaderProps {
  readonly home: DeskHome
  readonly view: View
  readonly row: ConversationRow
}

/** Who it is, who has it, how long they wait, and the one thing to do about it. */
export function ThreadHeader({ home, view, row }: HeaderProps) {
  const { addressOf, go } = useGo()
  const [isPanelOpen, openPanel] = usePanel()
  const [floating, float] = useState<'release' | 'assign'>()
  const handover = useHandover(home, row)
  const { customer, line, owner, teammate, elsewhereSince } = row
  const known = home.lines.find(({ name }) => name === line)
  const nobody = known && nobodyInWords(known)
  const agent = row.agent === ownAgentOf(row.id) ? undefined : row.agent
  const isMine = teammate?.id === home.actor.id
  const mayWork = home.actor.role !== 'viewer'
  const mayAssign = ['owner', 'admin', 'supervisor'].includes(home.actor.role)
  const isPeoples = owner !== 'agent'

  useEffect(() => {
    if (elsewhereSince === undefined) return
    // It may have come back with what was said just now.
    return hearLive(({ kind, conversation }) => {
      if (kind === 'message' && conversation === row.id)
        void queries.invalidateQueries({ queryKey: ['conversation', conversation] })
    })
  }, [elsewhereSince, row.id])
  useCommand('customer', () => openPanel(!isPanelOpen))
  useCommand('take', mayWork && !isMine ? () => void handover.take() : undefined)
  useCommand('release', mayWork && isPeoples ? () => float('release') : undefined)
  useCommand('assign', mayAssign ? () => float('assign') : undefined)
  useCommand('unread', () => {
    void markSeen(row.id, Math.max(0, row.position - 1)).catch(() => {})
    go({ view, conversation: undefined })
  })

  const menu = useOnDemand(fetchMenu)
  const more = (
    <IconButton label={t('header.more')} tipSide="start" {...menu.button}>
      <EllipsisVertical aria-hidden />
    </IconButton>
  )
  return (
    <header className="flex min-h-14 items-center gap-2 border-b border-line bg-surface px-4 py-2 max-md:ps-1 max-md:pe-2">
      <Link
        href={addressOf({ view, conversation: undefined })}
        aria-label={t('header.back')}
        className="grid size-11 shrink-0 place-items-center rounded-md text-quiet hover:bg-hover md:hidden"
      >
        <ArrowLeft aria-hidden className="mirrored size-5" />
      </Link>
      <div className="me-auto min-w-0">
        <h1 id="conversation-name" className="truncate text-lead leading-5 font-semibold">
          <bdi>{nameOf(customer)}</bdi>
        </h1>
        <p className="flex min-w-0 items-center gap-1.5 text-small text-quiet">
          {elsewhereSince !== undefined && owner === 'agent' ? (
            <>
              <span className="sm:hidden">
                <ElsewhereMark text={t('owner.elsewhere')} />
              </span>
              <span className="shrink-0 max-sm:hidden">
                <ElsewhereMark text={t('header.elsewhere')} />
              </span>
            </>
          ) : (
            <OwnerMark owner={owner} name={owner === 'agent' ? agent : teammate?.name} isMe={isMine} />
          )}
          <Waits row={row} />
          <bdi className="truncate max-sm:hidden">{known?.displayName ?? line}</bdi>
          {nobody && elsewhereSince === undefined && (
            <span data-nobody className="inline-flex min-w-0 items-center gap-1 max-sm:hidden">
              <Clock aria-hidden className="size-3 shrink-0" />
              <span className="truncate">{nobody}</span>
            </span>
          )}
        </p>
      </div>
      {mayWork && !isMine && (
        <Button
          look={owner === 'waiting' ? 'primary' : 'plain'}
          tip={shown('take')}
          busy={handover.busy}
          onClick={() => void handover.take()}
        >
          {t('header.take')}
        </Button>
      )}
      {mayWork && isMine && (
        <Button tip={shown('release')} busy={handover.busy} onClick={() => float('release')}>
          <ArrowRightLeft aria-hidden className="size-4" />
          {t('header.release')}
        </Button>
      )}
      {menu.draw(more, { home, row, handover, onRelease: () => float('release'), onAssign: () => float('assign') })}
      <IconButton
        label={t('command.customer')}
        shortcut={shown('customer')}
        tipSide="start"
        aria-pressed={isPanelOpen}
        className="aria-pressed:text-ink"
        onClick={() => openPanel(!isPanelOpen)}
      >
        <PanelRight aria-hidden className="mirrored" />
      </IconButton>
      <Suspense>
        {floating === 'release' && (
          <Release home={home} row={row} handover={handover} onClose={() => float(undefined)} />
        )}
        {floating === 'assign' && <Assign home={home} row={row} handover={handover} onClose={() => float(undefined)} />}
      </Suspense>
    </header>
  )
}

function Waits({ row: { waitingSince, answerBy, overdue } }: { readonly row: ConversationRow }) {
  const now = useNow()
  if (waitingSince === undefined) return null
  return (
    <span className="figures shrink-0 font-medium text-wait">
      {span(now - waitingSince)}
      {answerBy !== undefined && (
        <span className="max-sm:sr-only">
          {' '}
          {overdue ? t('header.late', { by: span(now - answerBy) }) : t('header.due', { left: span(answerBy - now) })}
        </span>
      )}
    </span>
  )
}
