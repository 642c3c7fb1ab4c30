import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Wish } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { AgentGlyph } from '../parts/glyphs.tsx'
import { t } from '../words/t.ts'
import { Strip } from './strip.tsx'
import type { Slot } from './suggestion.ts'

const WISHES = ['shorter', 'warmer', 'their-language'] as const satisfies readonly Wish[]

/** An agent's words for a teammate: to be put into the field, written otherwise, or left. */
export function Offer({
  slot,
  onInsert,
  onWish,
  onNew,
  onDiscard,
}: {
  readonly slot: Slot
  readonly onInsert: () => void
  readonly onWish: (wish: Wish) => void
  readonly onNew: () => void
  readonly onDiscard: () => void
}) {
  const insert = useRef<HTMLButtonElement>(null)
  const isOffered = slot.kind === 'offered'
  useEffect(() => {
    // Whoever writes goes on writing; for everybody else the next key puts it in.
    if (isOffered && !document.activeElement?.matches('input, textarea')) insert.current?.focus()
  }, [isOffered])

  const wishes = WISHES.map((wish) => (
    <Button key={wish} onClick={() => onWish(wish)}>
      {t(`composer.wish.${wish}`)}
    </Button>
  ))
  const close = (
    <IconButton label={t('composer.discardDraft')} tipSide="above" onClick={onDiscard}>
      <X aria-hidden />
    </IconButton>
  )
  switch (slot.kind) {
    case 'empty':
      return null
    case 'wishing':
      return (
        <Strip
          Icon={AgentGlyph}
          look="agent"
          actions={
            <>
              {wishes}
              <Button onClick={onNew}>{t('composer.newDraft')}</Button>
              {close}
            </>
          }
        >
          {t('composer.rewrite')}
        </Strip>
      )
    case 'asking':
      return (
        <Strip Icon={AgentGlyph} look="agent" actions={close}>
          <span role="status" className="animate-[pulse-dot_1.4s_infinite] text-quiet">
            {t('composer.drafting')}
          </span>
        </Strip>
      )
    case 'offered':
      return (
        <section aria-label={t('composer.draftLabel')} className="rounded-md bg-agent p-3">
          <div className="flex gap-2.5">
            <AgentGlyph className="mt-0.5 size-4 shrink-0 text-agent-ink" />
            <div className="min-w-0 flex-1">
              <p className="text-small font-semibold text-agent-ink">{t('composer.draftLabel')}</p>
              <p dir="auto" data-suggestion className="scrolls max-h-[25dvh] break-words whitespace-pre-wrap">
                {slot.text}
              </p>
            </div>
          </div>
          <div className="mt-2.5 flex flex-wrap items-center gap-1.5 ps-6.5">
            <button
              ref={insert}
              type="button"
              onClick={onInsert}
              className="h-8 rounded-md bg-agent-ink px-3 font-medium text-agent hover:brightness-110 pointer-coarse:h-11"
            >
              {t('composer.insert')}
            </button>
            {wishes}
            <Button look="quiet" onClick={onDiscard}>
              {t('composer.discard')}
            </Button>
          </div>
        </section>
      )
    case 'retired': {
      const { author, writer } = slot.said
      const who = author === 'teammate' ? (writer?.name ?? t('owner.somebody')) : t(`composer.by.${author}`)
      return (
        <Strip
          Icon={AgentGlyph}
          look="agent"
          urgent
          actions={
            <>
              <Button onClick={onNew}>{t('composer.newDraft')}</Button>
              {close}
            </>
          }
        >
          {t('composer.retired', { who })}
        </Strip>
      )
    }
    case 'failed':
      return (
        <Strip
          Icon={AgentGlyph}
          look="agent"
          urgent
          actions={
            <>
              <Button onClick={onNew}>{t('act.retry')}</Button>
              {close}
            </>
          }
        >
          {slot.reason}
        </Strip>
      )
  }
}
