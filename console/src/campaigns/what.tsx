import { Link } from 'wouter'
import type { DeskHome, KnownTemplate } from '../../../src/http/wire.ts'
import type { Shape } from '../composer/template-shape.ts'
import { languageName } from '../list/filter-words.ts'
import { Field, SelectField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import { Step } from './parts.tsx'
import type { Entered, Missing } from './plan.ts'

interface WhatProps {
  readonly home: DeskHome
  readonly entered: Entered
  readonly set: (change: Partial<Entered>) => void
  /** Approved for the line. */
  readonly templates: readonly KnownTemplate[]
  readonly shape: Shape | undefined
  readonly faults: Missing
  readonly name: string
  /** What it is called where nobody names it. */
  readonly called: string
  readonly setName: (name: string) => void
}

/** From which line, which template. */
export function What({ home, entered, set, templates, shape, faults, name, called, setName }: WhatProps) {
  return (
    <Step nth={1} title={t('campaigns.what')}>
      {home.lines.length > 1 && (
        <SelectField
          label={t('campaigns.line')}
          value={entered.line}
          choices={home.lines.map((one) => [one.name, one.displayName])}
          onChange={({ target }) => set({ line: target.value, template: '', fillings: {} })}
        />
      )}
      <SelectField
        label={t('campaigns.template')}
        value={entered.template}
        fault={faults.template && t(faults.template)}
        hint={
          templates.length === 0 ? (
            <>
              {t('campaigns.noTemplate')}{' '}
              <Link href="/templates" className="text-accent underline">
                {t('view.templates')}
              </Link>
            </>
          ) : undefined
        }
        choices={[['', t('campaigns.choose')], ...templates.map((one) => [one.id, inWords(one)] as const)]}
        onChange={({ target }) => set({ template: target.value, fillings: {} })}
      />
      {shape?.media && (
        <Field
          label={t(`template.file.${shape.media}`)}
          hint={t('campaigns.fileMore')}
          fault={faults.file && t(faults.file)}
          type="url"
          dir="ltr"
          placeholder="https://"
          value={entered.file}
          onChange={({ target }) => set({ file: target.value })}
        />
      )}
      <Field
        label={t('campaigns.name')}
        hint={t('campaigns.nameMore')}
        dir="auto"
        maxLength={120}
        autoComplete="off"
        placeholder={called}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
    </Step>
  )
}

const inWords = ({ name, language, category }: KnownTemplate) =>
  [
    name,
    languageName(language.replace('_', '-')),
    t(`templates.${category.toLowerCase()}` as 'templates.marketing'),
  ].join(' · ')
