import { useEffect, useRef, useState } from 'react'
import { fillCanned, suggestedFor } from '../../../src/domain/canned.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import type { Asking } from './canned.ts'

/** What a reply leaves open, asked for before it is put in. Inside the composer's own form, so it is none itself. */
export default function CannedAsks({
  asking,
  onAnswer,
  onCancel,
}: {
  readonly asking: Asking
  readonly onAnswer: (text: string) => void
  readonly onCancel: () => void
}) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(asking.asks.map((name) => [name, suggestedFor(asking.source, name) ?? ''])),
  )
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const filled = fillCanned(asking.text, values)
  return (
    <fieldset
      ref={box}
      aria-label={t('canned.fillIn')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
        if (event.key !== 'Enter' || (event.target as HTMLElement).tagName !== 'INPUT') return
        event.preventDefault()
        onAnswer(filled.text)
      }}
      className="grid gap-3 rounded-md bg-sunken p-3"
    >
      <p dir="auto" className="line-clamp-3 whitespace-pre-wrap text-quiet">
        {filled.text}
      </p>
      <div className="flex flex-wrap items-end gap-2">
        {asking.asks.map((name) => (
          <div key={name} className="min-w-32 flex-1">
            <Field
              label={name}
              dir="auto"
              autoComplete="off"
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          </div>
        ))}
        <Button look="primary" onClick={() => onAnswer(filled.text)}>
          {t('composer.insert')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('act.cancel')}
        </Button>
      </div>
    </fieldset>
  )
}
