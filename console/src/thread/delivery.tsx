import { CircleDashed, CircleQuestionMark, Hourglass, Mic, RotateCcw, TriangleAlert, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { ThreadEntry } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { ArrivedGlyph, LeavingGlyph, SentGlyph } from '../parts/glyphs.tsx'
import { give } from '../shell/commands.ts'
import { useNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { useAround } from './around.tsx'
import { causeOf, isWindowClosed } from './failures.ts'

export type State = NonNullable<ThreadEntry['delivery']>['state']

const TICKS = {
  held: LeavingGlyph,
  queued: LeavingGlyph,
  'on-the-wire': LeavingGlyph,
  accepted: SentGlyph,
  sent: SentGlyph,
  delivered: ArrivedGlyph,
  read: ArrivedGlyph,
  played: Mic,
  unknown: CircleQuestionMark,
  unconfirmed: CircleQuestionMark,
  dropped: CircleDashed,
  parked: Hourglass,
  failed: TriangleAlert,
} as const satisfies Record<State, unknown>

/** What is as it should be says so with ticks, and with a word only where a group of messages ends; all else always says it. */
const ORDINARY: ReadonlySet<State> = new Set(['on-the-wire', 'accepted', 'sent', 'delivered', 'read', 'played'])

export function Tick({ state, isLast }: { readonly state: State; readonly isLast: boolean }) {
  const Icon = TICKS[state]
  const isSeen = state === 'read' || state === 'played'
  const isWorded = isLast || !ORDINARY.has(state)
  return (
    <span
      data-state={state}
      className={`inline-flex items-center gap-1 ${isSeen ? 'text-accent' : state === 'failed' ? 'text-danger' : ''}`}
    >
      <Icon aria-hidden className="size-3.5" strokeWidth={isSeen ? 2.5 : 2} />
      <span className={isWorded ? 'font-medium' : 'sr-only'}>{t(`state.${state}`)}</span>
    </span>
  )
}

/** It leaves in a moment, and can be taken back until then. */
export function HeldBack({ entry, isMine }: { readonly entry: ThreadEntry; readonly isMine: boolean }) {
  const { takeBack } = useAround()
  const now = useNow(250)
  const seconds = Math.max(0, Math.ceil(((entry.delivery?.leavesAt ?? now) - now) / 1000))
  return (
    <p className="mt-1 flex items-center justify-end gap-2 text-small">
      <span className="figures text-quiet">{t('message.leaves', { seconds })}</span>
      {isMine && (
        <Button look="plain" onClick={() => void takeBack(entry)}>
          <Undo2 aria-hidden className="mirrored size-3.5" />
          {t('act.undo')}
        </Button>
      )}
    </p>
  )
}

/** It leaves when the customer writes, and can be called back until then; or somebody else answers by now. */
export function Parked({ entry }: { readonly entry: ThreadEntry }) {
  const { takeBack, mayReply } = useAround()
  const { error } = entry.delivery!
  return (
    <p
      data-parked={error ? 'aside' : 'waits'}
      className="mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 px-1 text-end text-small text-quiet"
    >
      <span>
        {error ? (
          <>
            {t('message.notSaid')} {causeOf(error)}
          </>
        ) : (
          t('message.waits')
        )}
      </span>
      {mayReply && (
        <Button look="plain" onClick={() => void takeBack(entry)}>
          <Undo2 aria-hidden className="mirrored size-3.5" />
          {t(error ? 'message.useWords' : 'act.cancel')}
        </Button>
      )}
    </p>
  )
}

/** It did not arrive: why, in words, and what can be done. */
export function Failed({ entry }: { readonly entry: ThreadEntry }) {
  const { retry, mayReply, jump } = useAround()
  const [isBusy, setBusy] = useState(false)
  const { error, again } = entry.delivery!
  const tryAgain = async () => {
    setBusy(true)
    await retry(entry)
    setBusy(false)
  }
  return (
    <div className="mt-1.5 grid gap-2 rounded-md bg-danger-soft p-2.5 text-danger" data-failed={error?.code ?? ''}>
      <p className="flex gap-2">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="wrap-anywhere">
          <strong className="font-semibold">{t('message.failed')}</strong> {causeOf(error)}
          {error?.code !== undefined && (
            <span className="figures ms-1 whitespace-nowrap text-small">{t('message.code', { code: error.code })}</span>
          )}
        </span>
      </p>
      {again !== undefined ? (
        <p className="text-small">
          <button type="button" className="min-h-6 underline underline-offset-2" onClick={() => jump(again)}>
            {t('message.again')}
          </button>
        </p>
      ) : (
        mayReply && (
          <p className="flex flex-wrap justify-end gap-2">
            {isWindowClosed(error) && (
              <Button look="primary" onClick={() => give('template')}>
                {t('message.template')}
              </Button>
            )}
            <Button look="plain" className="text-ink" busy={isBusy} disabled={isBusy} onClick={() => void tryAgain()}>
              <RotateCcw aria-hidden className="size-3.5" />
              {t(isWindowClosed(error) ? 'message.retryOrWait' : 'message.retry')}
            </Button>
          </p>
        )
      )}
    </div>
  )
}
