import { Plus } from 'lucide-react'
import { useRef } from 'react'
import { variablesOf } from '../../../src/domain/template.ts'
import { TEMPLATE_LIMITS } from '../../../src/domain/template-text.ts'
import { Button } from '../parts/button.tsx'
import { Field, SelectField, TextField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import { HEADERS, type HeaderKind, isNamed, type TemplateDraft } from './draft.ts'
import type { Faults } from './editor.tsx'

interface PartProps {
  readonly draft: TemplateDraft
  readonly faults: Faults
  readonly set: (part: Partial<TemplateDraft>) => void
}

/** What is said, with what may stand for each variable. */
export function WordFields({ draft, faults, set }: PartProps) {
  const { header, headerText, body, footer } = draft
  const isFile = !['NONE', 'TEXT', 'LOCATION'].includes(header)
  return (
    <>
      <SelectField
        label={t('templates.header')}
        value={header}
        choices={HEADERS.map((value) => [value, t(`templates.header.${value}`)] as const)}
        onChange={({ target }) => set({ header: target.value as HeaderKind })}
      />
      {header === 'TEXT' && (
        <Field
          label={t('templates.headerText')}
          hint={left(headerText, TEMPLATE_LIMITS.header)}
          fault={faults.get('header')}
          dir="auto"
          autoComplete="off"
          value={headerText}
          onChange={({ target }) => set({ headerText: target.value })}
        />
      )}
      {header === 'TEXT' && <Examples part="header" text={headerText} {...{ draft, faults, set }} />}
      {isFile && (
        <Field
          label={t('templates.handle')}
          hint={t('templates.handleHint')}
          fault={faults.get('header.file')}
          dir="ltr"
          autoComplete="off"
          placeholder="4::aW1hZ2UvanBlZw==:ARb…"
          value={draft.handle}
          onChange={({ target }) => set({ handle: target.value })}
        />
      )}
      <Body {...{ draft, faults, set }} />
      <Examples part="body" text={body} {...{ draft, faults, set }} />
      <Field
        label={t('templates.footer')}
        hint={left(footer, TEMPLATE_LIMITS.footer)}
        fault={faults.get('footer')}
        dir="auto"
        autoComplete="off"
        value={footer}
        onChange={({ target }) => set({ footer: target.value })}
      />
    </>
  )
}

function Body({ draft, faults, set }: PartProps) {
  const around = useRef<HTMLDivElement>(null)
  const { body } = draft
  /** Where the cursor is, with the next number. */
  function addVariable() {
    const field = around.current?.querySelector('textarea')
    if (!field) return
    const next = isNamed(draft) ? 'name' : String(variablesOf(body).length + 1)
    const { selectionStart: from, selectionEnd: to } = field
    const written = `{{${next}}}`
    set({ body: `${body.slice(0, from)}${written}${body.slice(to)}` })
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(from + written.length, from + written.length)
    })
  }
  return (
    <div ref={around} className="grid gap-2">
      <TextField
        label={t('templates.body')}
        hint={left(body, TEMPLATE_LIMITS.body)}
        fault={faults.get('body')}
        rows={5}
        value={body}
        onChange={({ target }) => set({ body: target.value })}
      />
      <Button look="quiet" className="-ms-3 justify-self-start" onClick={addVariable}>
        <Plus aria-hidden className="size-4" />
        {t('templates.addVariable')}
      </Button>
    </div>
  )
}

/** Meta reads the template with them. */
function Examples({
  part,
  text,
  draft,
  faults,
  set,
}: PartProps & { readonly part: 'header' | 'body'; readonly text: string }) {
  const names = variablesOf(text)
  if (names.length === 0) return null
  return (
    <fieldset className="grid gap-3 border-s-2 border-line ps-4">
      <legend className="sr-only">{t('templates.examples')}</legend>
      {names.map((name) => (
        <Field
          key={name}
          label={t('templates.exampleOf', { name: `{{${name}}}` })}
          fault={faults.get(`${part}.example.${name}`)}
          dir="auto"
          autoComplete="off"
          value={draft.examples[`${part} ${name}`] ?? ''}
          onChange={({ target }) => set({ examples: { ...draft.examples, [`${part} ${name}`]: target.value } })}
        />
      ))}
    </fieldset>
  )
}

/** WhatsApp words a code by itself. */
export function CodeFields({ draft, faults, set }: PartProps) {
  return (
    <>
      <p className="rounded-md bg-sunken px-3 py-2 text-quiet">{t('templates.code')}</p>
      <Field
        label={t('templates.minutes')}
        hint={t('templates.minutesHint')}
        fault={faults.get('footer')}
        inputMode="numeric"
        autoComplete="off"
        value={draft.minutes}
        onChange={({ target }) => set({ minutes: target.value.replace(/\D/g, '') })}
      />
      <label className="flex min-h-9 items-center gap-2.5">
        <input type="checkbox" checked={draft.advice} onChange={({ target }) => set({ advice: target.checked })} />
        {t('templates.advice')}
      </label>
    </>
  )
}

/** Said only where it begins to matter. */
const left = (text: string, most: number) => {
  const given = [...text].length
  return given > most * 0.8 ? t('templates.length', { given, most }) : undefined
}
