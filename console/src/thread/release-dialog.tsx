import { type FormEvent, useId, useState } from 'react'
import type { ConversationRow, DeskHome, Resolution } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import type { Handover } from './handover.ts'

interface ReleaseProps {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly handover: Handover
  readonly onClose: () => void
}

const LONGEST = 500
const CHOICES = ['resolved', 'continue'] as const satisfies readonly Resolution[]

/** Gives a conversation back: what came of it is remembered, and says who answers next. */
export default function ReleaseDialog({ home, row, handover, onClose }: ReleaseProps) {
  const [resolution, choose] = useState<Resolution>('resolved')
  const [outcome, setOutcome] = useState('')
  const name = useId()
  const line = home.lines.find((one) => one.name === row.line)?.displayName ?? row.line
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (await handover.release({ resolution, outcome: outcome.trim() || undefined })) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('release.title')}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <p className={handover.agent ? 'text-quiet' : 'rounded-md bg-wait-soft p-3 text-wait'}>
          {handover.agent ? t('release.next', { agent: handover.agent, line }) : t('release.nobody', { line })}
        </p>
        <fieldset className="grid gap-2">
          <legend className="sr-only">{t('release.how')}</legend>
          {CHOICES.map((choice) => (
            <label
              key={choice}
              className="flex cursor-pointer gap-3 rounded-md p-3 ring-1 ring-line ring-inset has-checked:bg-accent-soft has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={name}
                checked={resolution === choice}
                onChange={() => choose(choice)}
                className="mt-1 focus-visible:outline-none"
              />
              <span>
                <span className="block font-medium">{t(`release.${choice}`)}</span>
                <span className="block text-small text-quiet">{t(`release.${choice}More`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <TextField
          label={t('release.outcome')}
          hint={t('release.outcomeHint')}
          value={outcome}
          maxLength={LONGEST}
          rows={2}
          onChange={({ target }) => setOutcome(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            void submit()
          }}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button look="primary" type="submit" busy={handover.busy}>
            {t('header.release')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
