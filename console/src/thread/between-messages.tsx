import { ArrowRightLeft, FileText, Lock } from 'lucide-react'
import { memo } from 'react'
import type { HandoffStep, PrivateNote } from '../../../src/http/wire.ts'
import { AgentGlyph, WaitingGlyph } from '../parts/glyphs.tsx'
import { serverNow } from '../wire/clock.ts'
import { stepInWords } from '../words/steps.ts'
import { t } from '../words/t.ts'
import { clockTime, dayName, fullTime } from '../words/times.ts'
import { useAround } from './around.tsx'
import type { Place } from './rows.ts'
import { Words } from './text.tsx'

export const Day = memo(function Day({ at }: { readonly at: number }) {
  return (
    <p className="flex items-center gap-3 px-4 pt-5 pb-2 text-small font-medium text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line sm:px-6">
      <time dateTime={new Date(at).toISOString().slice(0, 10)}>{dayName(at, serverNow())}</time>
    </p>
  )
})

export const Unread = () => (
  <p
    data-unread
    className="flex items-center gap-3 px-4 pt-4 pb-1 text-small font-semibold text-accent before:h-px before:flex-1 before:bg-accent after:h-px after:flex-1 after:bg-accent sm:px-6"
  >
    {t('thread.unread')}
  </p>
)

/** For colleagues only: it looks like nothing that a customer is sent. */
export const Note = memo(function Note({ note, place }: { readonly note: PrivateNote; readonly place: Place }) {
  const { conversation, me } = useAround()
  const { by, text, at, files } = note
  const who = by.id === me ? t('owner.you') : by.name
  return (
    <article
      aria-label={t('note.name', { who, time: clockTime(at) })}
      data-note={note.id}
      tabIndex={-1}
      className={`group/message flex flex-col items-end px-4 outline-none sm:px-6 ${place.first ? 'pt-3' : 'pt-0.5'}`}
    >
      {place.first && (
        <p className="mb-1 flex items-center gap-1 px-1 text-small font-semibold text-note-ink">
          <Lock aria-hidden className="size-3.5" />
          {t('note.label')} <bdi className="font-medium">{who}</bdi>
        </p>
      )}
      <div className="max-w-[min(36rem,86%)] rounded-lg bg-note flex flex-wrap items-end gap-x-3 px-3 py-1.5 ring-1 ring-note-ink/25 ring-inset group-focus-visible/message:outline-2 group-focus-visible/message:outline-offset-2 group-focus-visible/message:outline-accent">
        <div className="min-w-0 max-w-full">
          {text && <Words text={text} />}
          {files.map((file) => (
            <a
              key={file.id}
              href={`/api/conversations/${conversation}/notes/${note.id}/files/${file.id}`}
              download={file.name}
              className="mt-1 flex min-h-8 items-center gap-2 rounded-md bg-hover px-2 hover:bg-pressed"
            >
              <FileText aria-hidden className="size-4 shrink-0 text-note-ink" />
              <bdi className="wrap-anywhere">{file.name}</bdi>
            </a>
          ))}
        </div>
        <p className="figures ms-auto mt-0.5 text-small text-quiet">
          <time dir="auto" dateTime={new Date(at).toISOString()} title={fullTime(at)}>
            {clockTime(at)}
          </time>
        </p>
      </div>
    </article>
  )
})

const ICONS: Partial<Record<HandoffStep['kind'], typeof AgentGlyph>> = {
  opened: WaitingGlyph,
  escalated: WaitingGlyph,
  'put-back': WaitingGlyph,
  release: AgentGlyph,
  'auto-released': AgentGlyph,
}

/** How the conversation changed hands. */
export const Step = memo(function Step({ step }: { readonly step: HandoffStep }) {
  const Icon = ICONS[step.kind] ?? ArrowRightLeft
  return (
    <div data-step={step.kind} className="flex justify-center px-4 pt-2.5 pb-0.5 text-small text-quiet sm:px-6">
      <p className="max-w-[40rem] text-center wrap-anywhere">
        <Icon aria-hidden className="me-1.5 inline size-3.5 align-[-2px]" />
        {stepInWords(step)}{' '}
        <time
          className="figures ms-1.5 whitespace-nowrap"
          dateTime={new Date(step.at).toISOString()}
          title={fullTime(step.at)}
        >
          {clockTime(step.at)}
        </time>
      </p>
    </div>
  )
})
