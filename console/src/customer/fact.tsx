import { Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { toast } from '../parts/toast.tsx'
import { askFor } from '../shell/between.ts'
import { failed } from '../thread/handover.ts'
import { correct, forget, pin } from '../wire/memory.ts'
import { t } from '../words/t.ts'
import { ForgetSure, Rewrite } from './changes.tsx'
import { Due } from './due.tsx'
import type { Known } from './known.ts'
import { More } from './section.tsx'
import { Source, Words } from './source.tsx'

export interface FactRowProps {
  readonly known: Known
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly isFlashed: boolean
}

/** One thing that is known, the words it rests on, and what may be done about it. */
export function FactRow({ known, home, row, isFlashed }: FactRowProps) {
  const { fact, before } = known
  const [doing, set] = useState<'correct' | 'forget'>()
  const [isOpen, open] = useState(false)
  const customer = row.customer.id
  const hasMore = before.length > 0 || fact.sources.some(({ quote }) => quote !== fact.text)

  async function become(pinned: boolean) {
    await pin(customer, fact.id, pinned).then(
      () => toast({ text: t(pinned ? 'memory.isPinned' : 'memory.unpinned') }),
      failed,
    )
    askFor('memory', fact.id)
  }

  async function correctTo(value: string) {
    try {
      const now = await correct(customer, fact.id, value)
      set(undefined)
      toast({ text: t('memory.corrected') })
      askFor('memory', now.id)
    } catch (error) {
      failed(error)
    }
  }

  return (
    <Remembered id={fact.id} isFlashed={isFlashed}>
      <p className="wrap-anywhere">
        <bdi>{fact.text}</bdi>
      </p>
      <Due fact={fact} />
      <div className="flex flex-wrap items-start justify-between gap-x-1">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
          <Source known={known} home={home} row={row} />
          {hasMore && (
            <More open={isOpen} onToggle={() => open(!isOpen)}>
              {t(before.length > 0 ? 'memory.was' : 'memory.words', { count: fact.sources.length })}
            </More>
          )}
        </div>
        {home.actor.role !== 'viewer' && (
          <Acts>
            <IconButton
              label={t(fact.pinned ? 'memory.unpin' : 'memory.pin')}
              tipSide="start"
              onClick={() => void become(!fact.pinned)}
            >
              {fact.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
            </IconButton>
            <IconButton label={t('memory.correct')} tipSide="start" onClick={() => set('correct')}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton label={t('memory.forget')} tipSide="start" onClick={() => set('forget')}>
              <Trash2 aria-hidden />
            </IconButton>
          </Acts>
        )}
      </div>
      {isOpen && <Words known={known} home={home} row={row} />}
      {doing === 'correct' && (
        <Rewrite
          label={t('memory.right')}
          hint={t('memory.rightHint')}
          value={fact.value}
          onCancel={() => set(undefined)}
          onDone={correctTo}
        />
      )}
      {doing === 'forget' && (
        <ForgetSure
          text={t('memory.forgetSure')}
          onCancel={() => set(undefined)}
          onDone={() => forget(customer, fact.id).then(() => toast({ text: t('memory.forgotten') }), failed)}
        />
      )}
    </Remembered>
  )
}

/** What is kept, one below the other; focus can be led to each. */
export const Remembered = ({
  id,
  isFlashed,
  children,
}: {
  readonly id: string
  readonly isFlashed: boolean
  readonly children: ReactNode
}) => (
  <li
    data-fact={id}
    data-flashed={isFlashed || undefined}
    tabIndex={-1}
    className="group/fact relative rounded-md px-2 py-1 transition-colors duration-100 focus-within:bg-hover hover:bg-hover data-flashed:bg-accent-soft"
  >
    {children}
  </li>
)

/** They float where a mouse or the focus is, and stand there always where a finger works. */
export const Acts = ({ children }: { readonly children: ReactNode }) => (
  <span className="flex shrink-0 pointer-coarse:ms-auto pointer-fine:absolute pointer-fine:end-1 pointer-fine:-top-4 pointer-fine:z-10 pointer-fine:rounded-md pointer-fine:bg-raised pointer-fine:p-0.5 pointer-fine:opacity-0 pointer-fine:shadow-raised pointer-fine:ring-1 pointer-fine:ring-line pointer-fine:not-group-focus-within/fact:not-group-hover/fact:pointer-events-none pointer-fine:group-focus-within/fact:opacity-100 pointer-fine:group-hover/fact:opacity-100 [&_svg]:size-3.5 pointer-coarse:[&_svg]:size-4 pointer-fine:[&>button]:size-6">
    {children}
  </span>
)
