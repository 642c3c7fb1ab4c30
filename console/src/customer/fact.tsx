import { Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ConversationRow, DeskHome, Fact } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { toast } from '../parts/toast.tsx'
import { askFor } from '../shell/between.ts'
import { failed } from '../thread/handover.ts'
import { serverNow } from '../wire/clock.ts'
import { correct, forget, pin } from '../wire/memory.ts'
import { t } from '../words/t.ts'
import { shortTime } from '../words/times.ts'

interface FactRowProps {
  readonly fact: Fact
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly isFlashed: boolean
}

const SURE = 0.75

/** One thing that is known, the words it rests on, and what may be done about it. */
export function FactRow({ fact, home, row, isFlashed }: FactRowProps) {
  const [doing, set] = useState<'correct' | 'forget'>()
  const customer = row.customer.id
  const mayWork = home.actor.role !== 'viewer'
  const act = (run: Promise<unknown>, done: string) =>
    void run.then(() => {
      set(undefined)
      toast({ text: done })
    }, failed)
  return (
    <li
      data-fact={fact.id}
      data-flashed={isFlashed || undefined}
      className="group/fact rounded-md px-2 py-1.5 hover:bg-hover focus-within:bg-hover data-flashed:bg-accent-soft"
    >
      <div className="flex items-start gap-1">
        <p dir="auto" className="min-w-0 flex-1 break-words">
          {fact.text}
        </p>
        {mayWork && (
          <span className="-my-1 flex shrink-0 opacity-0 group-focus-within/fact:opacity-100 group-hover/fact:opacity-100 pointer-coarse:opacity-100 [&>button]:size-7 [&_svg]:size-3.5">
            <IconButton
              label={fact.pinned ? t('memory.unpin') : t('memory.pin')}
              tipSide="start"
              onClick={() =>
                act(pin(customer, fact.id, !fact.pinned), t(fact.pinned ? 'memory.unpinned' : 'memory.isPinned'))
              }
            >
              {fact.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
            </IconButton>
            <IconButton label={t('memory.correct')} tipSide="start" onClick={() => set('correct')}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton label={t('memory.forget')} tipSide="start" onClick={() => set('forget')}>
              <Trash2 aria-hidden />
            </IconButton>
          </span>
        )}
      </div>
      <Source fact={fact} home={home} />
      {doing === 'correct' && (
        <Correct
          fact={fact}
          onCancel={() => set(undefined)}
          onDone={(value) => act(correct(customer, fact.id, value), t('memory.corrected'))}
        />
      )}
      {doing === 'forget' && (
        <div role="alertdialog" aria-label={t('memory.forget')} className="mt-2 grid gap-2">
          <p className="text-small">{t('memory.forgetSure')}</p>
          <div className="flex justify-end gap-2">
            <Button onClick={() => set(undefined)}>{t('act.cancel')}</Button>
            <Button look="danger" onClick={() => act(forget(customer, fact.id), t('memory.forgotten'))}>
              {t('memory.forget')}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}

/** Where it was said, when and by whom; it leads there. */
function Source({ fact, home }: { readonly fact: Fact; readonly home: DeskHome }) {
  const source = fact.sources[0]
  if (!source) return null
  const line = home.lines.find(({ name }) => name === source.line)?.displayName ?? source.line
  const words = [
    t(`memory.said.${fact.extractor === 'teammate' ? 'teammate' : source.speaker}`),
    line,
    shortTime(source.at, serverNow()),
    ...(fact.confidence < SURE ? [t('memory.unsure')] : []),
  ]
  return (
    <button
      type="button"
      title={`“${source.quote}”`}
      onClick={() => askFor('jump', source.source)}
      className="min-h-6 rounded-sm text-start text-small text-quiet hover:text-accent hover:underline"
    >
      <bdi>{words.filter(Boolean).join(' · ')}</bdi>
    </button>
  )
}

function Correct({
  fact,
  onCancel,
  onDone,
}: {
  readonly fact: Fact
  readonly onCancel: () => void
  readonly onDone: (value: string) => void
}) {
  const [value, setValue] = useState(fact.value)
  return (
    <form
      className="mt-2 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(value.trim())
      }}
    >
      <TextField
        label={t('memory.right')}
        hint={t('memory.rightHint')}
        value={value}
        rows={2}
        onChange={({ target }) => setValue(target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={value.trim() === '' || value.trim() === fact.value}>
          {t('memory.correct')}
        </Button>
      </div>
    </form>
  )
}
