import { ArrowLeft, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { DeskHome, KeptTemplate } from '../../../src/http/wire.ts'
import { TemplatePreview } from '../composer/template-preview.tsx'
import { shapeOf } from '../composer/template-shape.ts'
import { languageName } from '../list/filter-words.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { toast } from '../parts/toast.tsx'
import { failed } from '../thread/handover.ts'
import { serverNow } from '../wire/clock.ts'
import { deleteTemplate } from '../wire/templates.ts'
import { t, type Word } from '../words/t.ts'
import { shortTime } from '../words/times.ts'
import { draftOf } from './draft.ts'
import { categoryInWords, statusInWords, TemplateMarks } from './marks.tsx'
import { mayManage } from './templates.tsx'

/** Those that Meta takes a change of. */
const EDITABLE = ['APPROVED', 'REJECTED', 'PAUSED']

interface DetailProps {
  readonly home: DeskHome
  readonly template: KeptTemplate
  /** Where there is no room for both: to the list. */
  readonly back: string | undefined
  readonly onEdit: () => void
  readonly onGone: () => void
}

/** What customers read in it, what Meta says of it, and what may be done. */
export function TemplateDetail({ home, template, back, onEdit, onGone }: DetailProps) {
  const [isAsked, ask] = useState(false)
  const isOurs = mayManage(home)
  const isWritten = draftOf(template) !== undefined
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4 md:sticky md:top-6">
      {back && (
        <div className="grid gap-2">
          <Link href={back} className="-ms-1 inline-flex h-11 items-center gap-1.5 font-medium text-accent">
            <ArrowLeft aria-hidden className="mirrored size-4.5" />
            {t('view.templates')}
          </Link>
          <h1 id="templates-title" className="text-title font-semibold wrap-anywhere">
            <bdi>{template.name}</bdi>
          </h1>
          <p className="text-quiet">{languageName(template.language.replace('_', '-'))}</p>
          <TemplateMarks template={template} />
        </div>
      )}
      <TemplatePreview shape={shapeOf(template)} values={{}} media={undefined} />
      <Told template={template} />
      {isOurs && (
        <div className="grid gap-2">
          <div className="flex flex-wrap gap-2">
            {EDITABLE.includes(template.status) && isWritten && (
              <Button onClick={onEdit}>
                <Pencil aria-hidden className="size-4" />
                {t('act.edit')}
              </Button>
            )}
            <Button look="quiet" onClick={() => ask(true)}>
              <Trash2 aria-hidden className="size-4" />
              {t('act.delete')}
            </Button>
          </div>
          {!isWritten && <p className="text-small text-quiet">{t('templates.notWritten')}</p>}
        </div>
      )}
      {isAsked && <Delete template={template} onClose={() => ask(false)} onGone={onGone} />}
    </div>
  )
}

const REASONS: Readonly<Record<string, Word>> = {
  ABUSIVE_CONTENT: 'templates.why.abusive',
  INCORRECT_CATEGORY: 'templates.why.category',
  TAG_CONTENT_MISMATCH: 'templates.why.category',
  INVALID_FORMAT: 'templates.why.format',
  PROMOTIONAL: 'templates.why.promotional',
  SCAM: 'templates.why.scam',
  FIRST_PAUSE: 'templates.why.firstPause',
  SECOND_PAUSE: 'templates.why.secondPause',
  RATE_LIMITING_PAUSE: 'templates.why.firstPause',
}

/** How it came to stand as it does. */
function Told({ template }: { readonly template: KeptTemplate }) {
  const { status, since, news, rejection, category, categoryBefore, categoryNext } = template
  const now = serverNow()
  const reason = news?.reason ?? (status === 'REJECTED' ? rejection : undefined)
  const known = reason ? REASONS[reason] : undefined
  const isBad = status !== 'APPROVED' && status !== 'PENDING'
  return (
    <dl className="grid gap-2 text-small text-quiet">
      <div>
        <dt className="sr-only">{t('templates.by.status')}</dt>
        <dd>{t('templates.since', { status: statusInWords(status), at: shortTime(news?.at ?? since, now) })}</dd>
      </div>
      {(isBad || news?.event === 'FLAGGED') && (reason || news?.detail) && (
        <div className="rounded-md bg-danger-soft px-3 py-2 text-base text-danger">
          <dt className="sr-only">{t('templates.why')}</dt>
          <dd className="wrap-anywhere">
            {reason && <p className="font-medium">{known ? t(known) : reason.replaceAll('_', ' ').toLowerCase()}</p>}
            {news?.detail && <p dir="auto">{news.detail}</p>}
          </dd>
        </div>
      )}
      {(categoryBefore || categoryNext) && (
        <div>
          <dt className="sr-only">{t('templates.by.category')}</dt>
          {categoryBefore && (
            <dd>
              {t('templates.moved', { category: categoryInWords(category), before: categoryInWords(categoryBefore) })}
            </dd>
          )}
          {categoryNext && <dd>{t('templates.willMove', { category: categoryInWords(categoryNext.category) })}</dd>}
        </div>
      )}
    </dl>
  )
}

/** Nobody gets it back: it is asked before, and nothing is undone after. */
function Delete({
  template: { id, name, language },
  onClose,
  onGone,
}: {
  readonly template: KeptTemplate
  readonly onClose: () => void
  readonly onGone: () => void
}) {
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    const done = await deleteTemplate(id).then(
      () => true,
      (error: unknown) => {
        failed(error)
        return false
      },
    )
    setBusy(false)
    onClose()
    if (!done) return
    toast({ text: t('templates.deleted', { name }) })
    onGone()
  }
  return (
    <Dialog open onClose={onClose} title={t('templates.deleteTitle', { name })}>
      <p className="text-quiet">{t('templates.deleteMore', { language: languageName(language.replace('_', '-')) })}</p>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{t('act.cancel')}</Button>
        <Button look="danger" busy={busy} onClick={() => void run()}>
          {t('act.delete')}
        </Button>
      </div>
    </Dialog>
  )
}
