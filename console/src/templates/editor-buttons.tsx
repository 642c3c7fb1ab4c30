import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { variablesOf } from '../../../src/domain/template.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Field, SelectField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import { BUTTONS, type ButtonKind, type DraftButton, newButton } from './draft.ts'
import type { Faults } from './editor.tsx'

const MOST = 10
/** WhatsApp writes on these itself. */
const LABELLED: readonly ButtonKind[] = ['COPY_CODE', 'REQUEST_CONTACT_INFO']
/** What each kind needs beside its words, and under which name its fault is told. */
const TARGETS = { URL: 'url', PHONE_NUMBER: 'phone', COPY_CODE: 'example', FLOW: 'flow' } as const

/** What customers may tap. */
export function ButtonFields({
  buttons,
  faults,
  set,
}: {
  readonly buttons: readonly DraftButton[]
  readonly faults: Faults
  readonly set: (buttons: readonly DraftButton[]) => void
}) {
  const fault = faults.get('buttons')
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium">{t('template.buttons')}</legend>
      {buttons.map((button, index) => (
        <OneButton
          key={button.key}
          {...{ button, faults, index }}
          onChange={(part) => set(buttons.with(index, { ...button, ...part }))}
          onRemove={() => set(buttons.toSpliced(index, 1))}
          onUp={index === 0 ? undefined : () => set(buttons.toSpliced(index, 1).toSpliced(index - 1, 0, button))}
        />
      ))}
      {fault && <p className="text-small text-danger">{fault}</p>}
      {buttons.length < MOST && (
        <Button className="justify-self-start" onClick={() => set([...buttons, newButton()])}>
          <Plus aria-hidden className="size-4" />
          {t('templates.addButton')}
        </Button>
      )}
    </fieldset>
  )
}

function OneButton({
  button,
  index,
  faults,
  onChange,
  onRemove,
  onUp,
}: {
  readonly button: DraftButton
  readonly index: number
  readonly faults: Faults
  readonly onChange: (part: Partial<DraftButton>) => void
  readonly onRemove: () => void
  readonly onUp: (() => void) | undefined
}) {
  const { kind, text, target, example } = button
  const at = `buttons.${index}`
  const named = kind in TARGETS ? TARGETS[kind as keyof typeof TARGETS] : undefined
  return (
    <div className="grid gap-3 rounded-lg p-3 ring-1 ring-line ring-inset">
      <div className="flex items-end gap-1">
        <div className="min-w-0 flex-1">
          <SelectField
            label={t('templates.buttonKind', { place: index + 1 })}
            value={kind}
            choices={BUTTONS.map((value) => [value, t(`templates.button.${value}`)] as const)}
            onChange={({ target: { value } }) => onChange({ kind: value as ButtonKind, target: '', example: '' })}
          />
        </div>
        {onUp && (
          <IconButton label={t('templates.buttonUp')} tipSide="start" onClick={onUp}>
            <ArrowUp aria-hidden />
          </IconButton>
        )}
        <IconButton label={t('templates.buttonRemove')} tipSide="start" onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {!LABELLED.includes(kind) && (
        <Field
          label={t('templates.buttonText')}
          fault={faults.get(`${at}.text`)}
          dir="auto"
          autoComplete="off"
          value={text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      )}
      {named && (
        <Field
          label={t(`templates.target.${kind as keyof typeof TARGETS}`)}
          hint={kind === 'URL' ? t('templates.urlHint') : undefined}
          fault={faults.get(`${at}.${named}`)}
          dir="ltr"
          inputMode={kind === 'URL' ? 'url' : kind === 'PHONE_NUMBER' ? 'tel' : 'text'}
          autoComplete="off"
          placeholder={kind === 'URL' ? 'https://' : undefined}
          value={target}
          onChange={(event) => onChange({ target: event.target.value })}
        />
      )}
      {kind === 'URL' && variablesOf(target).length > 0 && (
        <Field
          label={t('templates.urlExample')}
          fault={faults.get(`${at}.example`)}
          dir="ltr"
          autoComplete="off"
          value={example}
          onChange={(event) => onChange({ example: event.target.value })}
        />
      )}
    </div>
  )
}
