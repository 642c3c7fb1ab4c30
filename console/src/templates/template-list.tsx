import { Plus, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { DeskHome, KeptTemplate } from '../../../src/http/wire.ts'
import { languageName } from '../list/filter-words.ts'
import { Button } from '../parts/button.tsx'
import { SelectField } from '../parts/field.tsx'
import { toast } from '../parts/toast.tsx'
import { failed } from '../thread/handover.ts'
import { serverNow } from '../wire/clock.ts'
import { syncTemplates } from '../wire/replies.ts'
import { t } from '../words/t.ts'
import { shortTime } from '../words/times.ts'
import { addressWith, type TemplateFilters, useTemplatePlace } from './filters.ts'
import { categoryInWords, statusInWords, TemplateMarks } from './marks.tsx'
import { mayManage } from './templates.tsx'

export function TemplateList({
  found,
  all,
  shown,
  chosen,
}: {
  readonly found: readonly KeptTemplate[]
  readonly all: readonly KeptTemplate[]
  readonly shown: KeptTemplate | undefined
  readonly chosen: string | undefined
}) {
  const { addressOf } = useTemplatePlace()
  return (
    <div className="grid min-w-0 gap-3">
      <Narrow all={all} chosen={chosen} />
      {found.length === 0 && (
        <p className="rounded-lg bg-sunken p-8 text-center text-quiet">{t('template.noneFound')}</p>
      )}
      <ul
        aria-label={t('view.templates')}
        className="overflow-hidden rounded-lg bg-surface ring-1 ring-line empty:hidden"
      >
        {found.map((template) => (
          <li key={`${template.account} ${template.id}`} className="border-line not-first:border-t">
            <Link
              href={addressOf(template.id)}
              data-template={template.name}
              aria-current={template === shown ? 'true' : undefined}
              className="grid w-full gap-1 px-4 py-3 text-start hover:bg-hover focus-visible:-outline-offset-2 aria-[current=true]:bg-accent-soft"
            >
              <span className="flex items-baseline gap-2">
                <bdi className="min-w-0 truncate font-medium">{template.name}</bdi>
                <span className="ms-auto shrink-0 text-small text-quiet">
                  {languageName(template.language.replace('_', '-'))}
                </span>
              </span>
              <TemplateMarks template={template} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the list is narrowed to stands in the address; only what there is can be chosen. */
function Narrow({ all, chosen }: { readonly all: readonly KeptTemplate[]; readonly chosen: string | undefined }) {
  const { filters, go } = useTemplatePlace()
  const set = (change: TemplateFilters) => go(addressWith(chosen, { ...filters, ...change }), true)
  const kinds = {
    status: statusInWords,
    category: categoryInWords,
    language: (one: string) => languageName(one.replace('_', '-')),
  }
  return (
    <div className="grid grid-cols-3 gap-2">
      <input
        type="search"
        dir="auto"
        aria-label={t('template.search')}
        placeholder={t('template.search')}
        value={filters.q ?? ''}
        onChange={({ target }) => set({ q: target.value || undefined })}
        className="col-span-3 h-9 min-w-0 rounded-md bg-sunken px-3 placeholder:text-quiet focus:bg-surface focus:outline-2 focus:outline-offset-0 focus:outline-accent max-md:h-11 max-md:text-lead"
      />
      {(['status', 'category', 'language'] as const).map((name) => {
        const values = [...new Set([...all.map((one) => one[name]), ...(filters[name] ? [filters[name]] : [])])].sort()
        const inWords = kinds[name]
        const label = t(`templates.by.${name}`)
        return (
          <SelectField
            key={name}
            isBare
            label={label}
            value={filters[name] ?? ''}
            choices={[['', label], ...values.map((value) => [value, inWords(value)] as const)]}
            onChange={({ target }) => set({ [name]: target.value || undefined })}
          />
        )
      })}
    </div>
  )
}

export function TemplatesHead({
  home,
  all,
  onNew,
}: {
  readonly home: DeskHome
  readonly all: readonly KeptTemplate[]
  readonly onNew: () => void
}) {
  const syncedAt = Math.max(0, ...all.map((one) => one.syncedAt))
  const hasAccount = home.lines.some(({ account }) => account)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 id="templates-title" className="me-auto text-title font-semibold">
          {t('view.templates')}
        </h1>
        {syncedAt > 0 && (
          <span className="text-quiet max-md:hidden">
            {t('templates.synced', { at: shortTime(syncedAt, serverNow()) })}
          </span>
        )}
        {mayManage(home) && <Sync />}
        {mayManage(home) && hasAccount && (
          <Button look="primary" onClick={onNew}>
            <Plus aria-hidden className="size-4" />
            {t('templates.new')}
          </Button>
        )}
      </div>
      <p className="mt-1 max-w-160 text-quiet max-md:mb-3">{t('templates.intro')}</p>
    </>
  )
}

function Sync() {
  const [busy, setBusy] = useState(false)
  const sync = async () => {
    setBusy(true)
    await syncTemplates().then(() => toast({ text: t('templates.done') }), failed)
    setBusy(false)
  }
  return (
    <Button busy={busy} onClick={() => void sync()}>
      <RefreshCw aria-hidden className="size-4" />
      {t('templates.sync')}
    </Button>
  )
}
