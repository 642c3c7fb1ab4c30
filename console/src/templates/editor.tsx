import { ArrowLeft } from 'lucide-react'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import { templateFaults } from '../../../src/domain/template-check.ts'
import type { DeskHome, KeptTemplate } from '../../../src/http/wire.ts'
import { TemplatePreview } from '../composer/template-preview.tsx'
import { shapeOf } from '../composer/template-shape.ts'
import { languageName } from '../list/filter-words.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Field, SelectField } from '../parts/field.tsx'
import { toast } from '../parts/toast.tsx'
import { Refused } from '../wire/ask.ts'
import { createTemplate, editTemplate } from '../wire/templates.ts'
import { t } from '../words/t.ts'
import { CATEGORIES, type Category, draftOf, emptyDraft, formOf, type TemplateDraft } from './draft.ts'
import { ButtonFields } from './editor-buttons.tsx'
import { CodeFields, WordFields } from './editor-words.tsx'
import { categoryInWords } from './marks.tsx'

/** What is wrong, by the name of its part; nothing before somebody has tried to hand it in. */
export type Faults = ReadonlyMap<string, string>

interface EditorProps {
  readonly home: DeskHome
  /** One that is there, to be written otherwise. */
  readonly template: KeptTemplate | undefined
  /** With the id of what was made; without it nothing was. */
  readonly onDone: (id?: string) => void
}

const SOME_LANGUAGES = [
  'en_US',
  'en_GB',
  'en',
  'es',
  'es_MX',
  'pt_BR',
  'de',
  'fr',
  'it',
  'nl',
  'tr',
  'id',
  'hi',
  'ar',
  'he',
]

/** A template is written beside what the customer will read. */
export function TemplateEditor({ home, template, onDone }: EditorProps) {
  const [draft, change] = useState(() => (template && draftOf(template)) ?? emptyDraft())
  const [account, setAccount] = useState(template?.account ?? accountsOf(home)[0] ?? '')
  const [isTried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<{ readonly at: string | undefined; readonly reason: string }>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const written = useMemo(() => formOf(draft), [draft])
  const faults = useMemo(() => {
    const own = isTried ? templateFaults(written).map((one) => [one.at, inWords(one)] as const) : []
    // The first of a part is enough to begin with.
    return new Map([...(refusal?.at ? [[refusal.at, refusal.reason] as const] : []), ...own.toReversed()])
  }, [written, isTried, refusal])
  const set = (part: Partial<TemplateDraft>) => {
    setRefusal(undefined)
    change((before) => ({ ...before, ...part }))
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (busy) return
    if (templateFaults(written).length > 0) return showFirst()
    setBusy(true)
    setRefusal(undefined)
    try {
      const change = { components: written.components, category: written.category }
      const done = await (template
        ? editTemplate(template.id, change)
        : createTemplate({ ...written, ...(accountsOf(home).length > 1 && { account }) }))
      toast({ text: t(done.template.status === 'APPROVED' ? 'templates.isApproved' : 'templates.isHandedIn') })
      onDone(done.template.id)
    } catch (error) {
      const told = error instanceof Refused ? error : undefined
      setRefusal({ at: told?.told.at as string | undefined, reason: told?.message || t('composer.noAnswer') })
      setBusy(false)
      showFirst()
    }
  }
  const showFirst = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.focus())

  const isCode = draft.category === 'AUTHENTICATION'
  const acts = (
    <>
      <Button onClick={() => onDone()}>{t('act.cancel')}</Button>
      <Button type="submit" look="primary" busy={busy}>
        {t('templates.handIn')}
      </Button>
    </>
  )
  const others = [...faults].filter(([at]) => !SHOWN.test(at))
  return (
    <section aria-labelledby="templates-title" className="scrolls min-w-0 flex-1 bg-ground">
      <div className="mx-auto max-w-240 p-6 max-md:p-4">
        <div className="flex items-center gap-2">
          <IconButton label={t('templates.backToList')} tipSide="below" onClick={() => onDone()}>
            <ArrowLeft aria-hidden className="mirrored" />
          </IconButton>
          <h1 id="templates-title" className="min-w-0 truncate text-title font-semibold">
            {template ? t('templates.editTitle', { name: template.name }) : t('templates.new')}
          </h1>
        </div>
        {template?.status === 'APPROVED' && (
          <p className="mt-3 max-w-160 rounded-md bg-wait-soft px-3 py-2 text-wait">{t('templates.editMore')}</p>
        )}
        <form
          ref={form}
          noValidate
          onSubmit={(event) => void onSubmit(event)}
          className="mt-5 grid grid-cols-1 items-start gap-x-8 gap-y-6 md:grid-cols-[minmax(0,1fr)_22rem]"
        >
          <div className="grid min-w-0 gap-5">
            <Field
              label={t('templates.name')}
              hint={t('templates.nameHint')}
              fault={faults.get('name')}
              disabled={template !== undefined}
              dir="ltr"
              autoComplete="off"
              autoFocus={template === undefined}
              value={draft.name}
              onChange={({ target }) => set({ name: target.value.toLowerCase().replace(/[ -]/g, '_') })}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <div>
                <Field
                  label={t('templates.language')}
                  hint={languageName(draft.language.replace('_', '-')) || undefined}
                  fault={faults.get('language')}
                  disabled={template !== undefined}
                  dir="ltr"
                  list="template-languages"
                  autoComplete="off"
                  value={draft.language}
                  onChange={({ target }) => set({ language: target.value.trim().replace('-', '_') })}
                />
                <datalist id="template-languages">
                  {SOME_LANGUAGES.map((code) => (
                    <option key={code} value={code}>
                      {languageName(code.replace('_', '-'))}
                    </option>
                  ))}
                </datalist>
              </div>
              <SelectField
                label={t('templates.category')}
                hint={t(`templates.about.${draft.category}`)}
                fault={faults.get('category')}
                disabled={template?.status === 'APPROVED'}
                value={draft.category}
                choices={CATEGORIES.map((value) => [value, categoryInWords(value)] as const)}
                onChange={({ target }) => set({ category: target.value as Category })}
              />
            </div>
            {!template && accountsOf(home).length > 1 && (
              <SelectField
                label={t('templates.account')}
                value={account}
                choices={accountsOf(home).map((value) => [value, linesIn(home, value)] as const)}
                onChange={({ target }) => setAccount(target.value)}
              />
            )}
            {isCode ? (
              <CodeFields draft={draft} faults={faults} set={set} />
            ) : (
              <>
                <WordFields draft={draft} faults={faults} set={set} />
                <ButtonFields buttons={draft.buttons} faults={faults} set={(buttons) => set({ buttons })} />
              </>
            )}
          </div>
          <div className="grid min-w-0 grid-cols-1 gap-4 md:sticky md:top-6">
            <TemplatePreview shape={shapeOf(written)} values={draft.examples} media={undefined} />
            {(others.length > 0 || (refusal && !refusal.at)) && (
              <div role="alert" tabIndex={-1} className="rounded-md bg-danger-soft px-3 py-2 text-danger">
                {others.map(([at, says]) => (
                  <p key={at}>{says}</p>
                ))}
                {refusal && !refusal.at && <p className="wrap-anywhere">{refusal.reason}</p>}
              </div>
            )}
            <div className="flex justify-end gap-2 max-md:hidden">{acts}</div>
          </div>
          <div className="sticky bottom-0 -mx-4 flex justify-end gap-2 border-t border-line bg-ground px-4 py-3 md:hidden">
            {acts}
          </div>
        </form>
      </div>
    </section>
  )
}

/** Faults that stand at a field of their own. */
const SHOWN =
  /^(name|language|category|header|header\.file|body|footer|buttons|(header|body)\.example\.\w+|buttons\.\d+\.(text|url|phone|flow|example))$/

const inWords = ({ what, values }: ReturnType<typeof templateFaults>[number]) => t(`templateFault.${what}`, values)

const accountsOf = ({ lines }: DeskHome) => [...new Set(lines.flatMap(({ account }) => (account ? [account] : [])))]

/** People know an account by its lines. */
const linesIn = ({ lines }: DeskHome, account: string) =>
  lines
    .filter((line) => line.account === account)
    .map(({ displayName }) => displayName)
    .join(', ')
