import { type MouseEvent, useEffect, useRef } from 'react'
import { t } from '../words/t.ts'
import type { Canned } from './canned.ts'

export const CANNED_LIST = 'composer-canned'
export const optionId = (index: number) => `${CANNED_LIST}-${index}`

/** Whoever presses here still writes in the field. */
const stay = (event: MouseEvent) => event.preventDefault()

/** Above the field, which keeps the focus: arrows move through it, Enter puts one in. */
export function CannedList({
  canned,
  canKeep,
  onKeep,
  onManage,
}: {
  readonly canned: Canned
  /** There are words in the field that could be kept as one. */
  readonly canKeep: boolean
  readonly onKeep: () => void
  readonly onManage: () => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const { active, found } = canned
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      data-canned
      className="absolute inset-x-0 bottom-[calc(100%+4px)] z-30 flex max-h-[min(20rem,50dvh)] animate-[appear_120ms] flex-col overflow-hidden rounded-lg bg-raised shadow-raised ring-1 ring-line"
    >
      <div
        ref={list}
        id={CANNED_LIST}
        role="listbox"
        data-open
        aria-label={t('composer.canned')}
        className="scrolls p-1"
      >
        {found.map((reply, index) => (
          <button
            key={reply.id}
            type="button"
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={stay}
            onClick={() => canned.choose(reply)}
            className="grid w-full text-start grid-cols-[minmax(6rem,12rem)_minmax(0,1fr)] items-baseline gap-3 rounded-md px-2.5 py-1.5 hover:bg-hover aria-selected:bg-accent-soft pointer-coarse:min-h-11"
          >
            <bdi className="truncate font-medium">{reply.name}</bdi>
            <span dir="auto" className="truncate text-quiet">
              {reply.text}
            </span>
          </button>
        ))}
      </div>
      {found.length === 0 && (
        <p className="px-3.5 pt-2 pb-3 text-quiet">{canned.isLoading ? t('canned.loading') : t('canned.none')}</p>
      )}
      <div className="flex items-center gap-1 border-t border-line p-1">
        {canKeep && <Foot onClick={onKeep}>{t('canned.keepThis')}</Foot>}
        <Foot onClick={onManage}>{t('canned.manage')}</Foot>
        <span className="ms-auto px-2 text-small text-quiet max-sm:hidden">{t('canned.keys')}</span>
      </div>
    </div>
  )
}

function Foot({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <button
      type="button"
      onMouseDown={stay}
      onClick={onClick}
      className="h-8 rounded-md px-2.5 font-medium text-quiet hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-11"
    >
      {children}
    </button>
  )
}
