import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { TemplatePreview } from '../composer/template-preview.tsx'
import { shapeOf } from '../composer/template-shape.ts'
import { languageName } from '../list/filter-words.ts'
import { Button } from '../parts/button.tsx'
import { useLater } from '../parts/later.ts'
import { toast } from '../parts/toast.tsx'
import { failed } from '../thread/handover.ts'
import { serverNow } from '../wire/clock.ts'
import { templatesQuery } from '../wire/queries.ts'
import { syncTemplates } from '../wire/replies.ts'
import { t } from '../words/t.ts'
import { shortTime } from '../words/times.ts'
import { TemplateMarks } from './marks.tsx'

/** What may be sent when 24 hours are over: how Meta looks at each, and how customers will. */
export default function Templates({ home }: { readonly home: DeskHome }) {
  const { data, isError, refetch } = useQuery(templatesQuery)
  const [chosen, choose] = useState<string>()
  const templates = [...(data ?? [])].sort(
    (one, other) => one.name.localeCompare(other.name) || one.language.localeCompare(other.language),
  )
  const shown = templates.find(({ id }) => id === chosen) ?? templates[0]
  const syncedAt = Math.max(0, ...templates.map((one) => one.syncedAt))
  return (
    <section aria-labelledby="templates-title" className="scrolls min-w-0 flex-1">
      <div className="mx-auto max-w-240 p-6 max-md:p-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 id="templates-title" className="me-auto text-title font-semibold">
            {t('view.templates')}
          </h1>
          {syncedAt > 0 && (
            <span className="text-quiet">{t('templates.synced', { at: shortTime(syncedAt, serverNow()) })}</span>
          )}
          <Sync home={home} />
        </div>
        <p className="mt-1 max-w-160 text-quiet">{t('templates.intro')}</p>
        {isError ? (
          <p role="alert" className="mt-8 text-quiet">
            {t('panel.failed')}{' '}
            <button type="button" className="font-medium text-accent underline" onClick={() => void refetch()}>
              {t('act.retry')}
            </button>
          </p>
        ) : !data ? (
          <Skeleton />
        ) : templates.length === 0 ? (
          <p className="mt-8 rounded-lg bg-sunken p-8 text-center text-quiet">{t('templates.none')}</p>
        ) : (
          <div className="mt-6 grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_22rem]">
            <ul aria-label={t('view.templates')} className="overflow-hidden rounded-lg bg-surface ring-1 ring-line">
              {templates.map((template) => (
                <li key={`${template.account} ${template.id}`} className="border-line not-first:border-t">
                  <button
                    type="button"
                    aria-pressed={template === shown}
                    onClick={() => choose(template.id)}
                    className="grid w-full gap-1 px-4 py-3 text-start hover:bg-hover focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft"
                  >
                    <span className="flex items-baseline gap-2">
                      <bdi className="min-w-0 truncate font-medium">{template.name}</bdi>
                      <span className="ms-auto shrink-0 text-small text-quiet">
                        {languageName(template.language.replace('_', '-'))}
                      </span>
                    </span>
                    <TemplateMarks template={template} />
                  </button>
                </li>
              ))}
            </ul>
            {shown && (
              <div className="md:sticky md:top-6">
                <TemplatePreview shape={shapeOf(shown)} values={{}} media={undefined} />
              </div>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

function Sync({ home }: { readonly home: DeskHome }) {
  const [busy, setBusy] = useState(false)
  const { role, lines } = home.actor
  if (!['owner', 'admin'].includes(role) || lines !== 'all') return null
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

function Skeleton() {
  if (!useLater(150)) return null
  return (
    <ul aria-hidden className="mt-6 grid max-w-160 gap-4">
      {['a', 'b', 'c', 'd'].map((one) => (
        <li key={one} className="h-14 rounded-lg bg-sunken" />
      ))}
    </ul>
  )
}
