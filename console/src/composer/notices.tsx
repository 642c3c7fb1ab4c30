import { Ban, CircleAlert, Clock, PauseCircle, Users, WifiOff } from 'lucide-react'
import type { ConversationRow } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { TeammateGlyph } from '../parts/glyphs.tsx'
import { useNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { span } from '../words/times.ts'
import { ClosedPlan, type FilledTemplate } from './closed-plan.tsx'
import type { Unsent } from './sending.ts'
import type { Standing } from './standing.ts'
import { Strip } from './strip.tsx'
import type { Tail } from './tail.ts'

type Said = NonNullable<Tail['said']>

/** What keeps words from the customer, as long as it is so. */
export function Kept({
  standing,
  row,
  answer,
  onTakeOver,
  onNote,
  onTemplate,
  onUnblock,
}: {
  readonly standing: Standing
  readonly row: ConversationRow
  /** What is written so far. */
  readonly answer: string
  readonly onTakeOver: () => void
  readonly onNote: () => void
  /** With one that is filled in already, where it is known which. */
  readonly onTemplate: (filled?: FilledTemplate) => void
  readonly onUnblock: () => void
}) {
  const { kept, name, line } = standing
  switch (kept) {
    case 'blocked':
      return (
        <Strip Icon={Ban} look="danger" actions={<Button onClick={onUnblock}>{t('composer.unblock')}</Button>}>
          {t('composer.blocked')}
        </Strip>
      )
    case 'paused':
      return (
        <Strip Icon={PauseCircle} look="danger">
          <b className="font-semibold">{t('composer.paused', { line: line?.displayName ?? row.line })}</b>{' '}
          {t('composer.pausedWhy', { reason: line?.paused?.reason ?? '' })}
        </Strip>
      )
    case 'other':
      return (
        <Strip
          Icon={TeammateGlyph}
          actions={
            <>
              <Button onClick={onTakeOver}>{t('composer.takeOver')}</Button>
              <Button onClick={onNote}>{t('composer.leaveNote')}</Button>
            </>
          }
        >
          {t('composer.hasThis', { name: name ?? t('owner.somebody') })}
        </Strip>
      )
    case 'closed':
      return <ClosedPlan row={row} answer={answer} onTemplate={onTemplate} />
    case undefined:
      return null
  }
}

/** Why what was asked for was not sent. The words are still in the field. */
export function NotSent({
  unsent,
  said,
  me,
  onAgain,
  onDiscard,
  onNote,
  onTemplate,
}: {
  readonly unsent: Unsent
  /** The last thing that the business said. */
  readonly said: Said | undefined
  readonly me: string
  readonly onAgain: () => void
  readonly onDiscard: () => void
  readonly onNote: () => void
  readonly onTemplate: () => void
}) {
  switch (unsent.kind) {
    case 'newer':
      return (
        <Strip
          Icon={Users}
          look="wait"
          urgent
          actions={
            <>
              <Button onClick={onAgain}>{t('composer.sendAnyway')}</Button>
              <Button onClick={onDiscard}>{t('composer.discard')}</Button>
            </>
          }
        >
          <Words said={unsent.messages.at(-1)!} />
        </Strip>
      )
    case 'moved': {
      const { owner, teammate } = unsent.to
      const isOther = owner === 'teammate' && teammate?.id !== me
      return (
        <Strip
          Icon={TeammateGlyph}
          look="wait"
          urgent
          actions={
            <>
              <Button onClick={onAgain}>{isOther ? t('composer.takeOverAndSend') : t('composer.sendAnyway')}</Button>
              {isOther && <Button onClick={onNote}>{t('composer.leaveNote')}</Button>}
            </>
          }
        >
          {said && said.position > unsent.seen && <Words said={said} />}
          <p>
            {isOther ? t('composer.hasItNow', { name: teammate?.name ?? '' }) : t(`composer.movedTo.${owner}`)}{' '}
            {t('composer.wordsKept')}
          </p>
        </Strip>
      )
    }
    case 'closed':
      return (
        <Strip
          Icon={Clock}
          look="wait"
          urgent
          actions={
            <>
              <Button onClick={onAgain}>{t('composer.park')}</Button>
              <Button onClick={() => onTemplate()}>{t('composer.chooseTemplate')}</Button>
            </>
          }
        >
          {t('composer.closed')}
        </Strip>
      )
    case 'refused':
      return (
        <Strip Icon={CircleAlert} look="danger" urgent>
          {t('composer.refused', { reason: unsent.reason })}
        </Strip>
      )
    case 'unreachable':
      return (
        <Strip Icon={WifiOff} look="danger" urgent actions={<Button onClick={onAgain}>{t('act.retry')}</Button>}>
          {t('composer.unreachable')}
        </Strip>
      )
  }
}

const JUST_NOW_MS = 2_000

/** What somebody said meanwhile. */
function Words({ said }: { readonly said: Said }) {
  const now = useNow()
  const { author, writer, text, at } = said
  const who = author === 'teammate' ? (writer?.name ?? t('owner.somebody')) : t(`composer.by.${author}`)
  return (
    <>
      <p className="figures font-semibold">
        {now - at < JUST_NOW_MS
          ? t('composer.answeredNow', { who })
          : t('composer.answered', { who, ago: span(now - at) })}
      </p>
      <p dir="auto" className="line-clamp-3 text-ink">
        {text}
      </p>
    </>
  )
}
