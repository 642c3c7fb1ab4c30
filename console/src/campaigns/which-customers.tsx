import { LANGUAGES, languageName } from '../list/filter-words.ts'
import { Field, SelectField } from '../parts/field.tsx'
import { t } from '../words/t.ts'
import { Tick } from './parts.tsx'
import type { Asked } from './plan.ts'

/** Everybody who has written on the line, and of whom all of this is true. */
export function WhichCustomers({
  asked,
  set,
}: {
  readonly asked: Asked
  readonly set: (change: Partial<Asked>) => void
}) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 sm:grid-cols-2">
        <SelectField
          label={t('campaigns.language')}
          value={asked.language}
          choices={[['', t('campaigns.anyLanguage')], ...LANGUAGES.map((code) => [code, languageName(code)] as const)]}
          onChange={({ target }) => set({ language: target.value })}
        />
        <Field
          label={t('campaigns.memory')}
          hint={t('campaigns.memoryMore')}
          dir="ltr"
          autoComplete="off"
          placeholder="plan=pro"
          value={asked.memory}
          onChange={({ target }) => set({ memory: target.value })}
        />
        <Field
          label={t('campaigns.since')}
          type="date"
          value={asked.since}
          onChange={({ target }) => set({ since: target.value })}
        />
        <Field
          label={t('campaigns.before')}
          type="date"
          value={asked.before}
          onChange={({ target }) => set({ before: target.value })}
        />
      </div>
      <div className="grid">
        <Tick checked={asked.hasAgreed} onChange={(hasAgreed) => set({ hasAgreed })}>
          {t('campaigns.agreed')}
        </Tick>
        <Tick checked={asked.fromAd} onChange={(fromAd) => set({ fromAd })}>
          {t('campaigns.fromAd')}
        </Tick>
      </div>
    </>
  )
}
