import { Field, TextField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import { Choice, Step } from './parts.tsx'
import type { Entered, Missing } from './plan.ts'

interface WhenProps {
  readonly entered: Entered
  readonly set: (change: Partial<Entered>) => void
  readonly faults: Missing
  readonly note: string
  readonly setNote: (note: string) => void
}

/** When it begins, when nobody is written to, and what the agent knows when somebody answers. */
export function When({ entered: { startAt, quiet, from, to }, set, faults, note, setNote }: WhenProps) {
  return (
    <Step nth={3} title={t('campaigns.when')}>
      <StartAt value={startAt} fault={faults.startAt && t(faults.startAt)} onChange={(at) => set({ startAt: at })} />
      <Choice
        legend={t('campaigns.quiet')}
        value={quiet}
        choices={(['usual', 'own', 'none'] as const).map((one) => [one, t(`campaigns.quiet.${one}`)])}
        onChange={(one) => set({ quiet: one })}
      />
      {quiet === 'own' && (
        <div className="grid grid-cols-2 gap-4">
          <Field
            label={t('campaigns.from')}
            type="time"
            required
            value={from}
            onChange={({ target }) => set({ from: target.value })}
          />
          <Field
            label={t('campaigns.to')}
            type="time"
            required
            value={to}
            onChange={({ target }) => set({ to: target.value })}
          />
        </div>
      )}
      {quiet !== 'none' && <p className="-mt-2 text-small text-quiet">{t('campaigns.quietMore')}</p>}
      <TextField
        label={t('campaigns.note')}
        hint={t('campaigns.noteMore')}
        maxLength={2000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </Step>
  )
}

export const StartAt = ({
  value,
  fault,
  onChange,
}: {
  readonly value: string
  readonly fault?: string | undefined
  readonly onChange: (value: string) => void
}) => (
  <Field
    label={t('campaigns.startAt')}
    hint={t('campaigns.startAtMore')}
    fault={fault}
    type="datetime-local"
    className="max-w-64"
    value={value}
    onChange={({ target }) => onChange(target.value)}
  />
)
