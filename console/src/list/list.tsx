import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { useLater } from '../parts/later.ts'
import { useRem } from '../parts/rem.ts'
import { useCommand } from '../shell/commands.ts'
import type { View } from '../shell/desk.tsx'
import { useFilters, useGo } from '../shell/place.ts'
import { listQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { FilterBar } from './filter-bar.tsx'
import { Row } from './row.tsx'

interface ListProps {
  readonly home: DeskHome
  readonly view: View
  readonly chosen: string | undefined
}

/** Three lines of text and the air around them. */
const ROW_REM = 5

/** The conversations of a view, 50 at a time, drawn only where one looks. */
export function ConversationList({ home, view, chosen }: ListProps) {
  const filters = useFilters()
  const { addressOf, go } = useGo()
  const pages = useInfiniteQuery({ ...listQuery({ view, ...filters }), placeholderData: keepWithin(view) })
  const rows = useMemo(() => pages.data?.pages.flatMap(({ conversations }) => conversations) ?? [], [pages.data])
  const scroller = useRef<HTMLDivElement>(null)
  const height = useRem() * ROW_REM
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const shown = virtual.getVirtualItems()
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are as high as the text is large
  useEffect(() => virtual.measure(), [height])

  const last = shown.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 15) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const step = (by: 1 | -1) => {
    const at = rows.findIndex(({ id }) => id === chosen)
    const next = rows[at === -1 ? 0 : at + by]
    if (!next) return
    virtual.scrollToIndex(rows.indexOf(next))
    go({ view, conversation: next.id }, { replace: chosen !== undefined })
  }
  useCommand('next', () => step(1))
  useCommand('previous', () => step(-1))
  useCommand('open', rows[0] ? () => go({ view, conversation: chosen ?? rows[0]!.id }) : undefined)

  return (
    <section
      aria-label={t(`view.${view}`)}
      className="flex min-w-0 flex-col bg-surface max-md:flex-1 max-md:group-data-[open=thread]/desk:hidden md:w-[min(21rem,30vw)] md:shrink-0 md:border-e md:border-line md:max-lg:w-[min(18rem,38vw)]"
    >
      <FilterBar home={home} view={view} chosen={chosen} />
      <div ref={scroller} className="scrolls min-h-0 flex-1 bg-surface" aria-busy={pages.isPending}>
        {pages.isError ? (
          <Failed onAgain={() => void pages.refetch()} />
        ) : rows.length === 0 ? (
          pages.isPending ? (
            <Skeleton />
          ) : (
            <Empty home={home} view={view} filtered={Object.keys(filters).length > 0} />
          )
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the links in it have the keys
          <ul
            aria-label={t('list.name')}
            className="relative"
            style={{ height: virtual.getTotalSize() }}
            onClick={(event) => {
              const id = linkOf(event)
              if (id) go({ view, conversation: id })
            }}
          >
            {shown.map(({ index, key, start }) => {
              const row = rows[index]!
              return (
                <li
                  key={key}
                  aria-setsize={hasNextPage ? -1 : rows.length}
                  aria-posinset={index + 1}
                  className="absolute inset-x-0 contain-strict"
                  style={{ top: start, height }}
                >
                  <Row
                    home={home}
                    row={row}
                    isChosen={row.id === chosen}
                    href={`/desk${addressOf({ view, conversation: row.id })}`}
                  />
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}

/** The conversation whose link was pressed to be opened here, rather than in a tab or window of its own. */
function linkOf(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-conversation]')
  if (!link) return
  event.preventDefault()
  return link.dataset.conversation
}

/** While a search or filter is answered its view stays as it was; another view begins empty. */
const keepWithin =
  (view: View) =>
  <Data,>(known: Data | undefined, previous: { readonly queryKey: readonly unknown[] } | undefined) =>
    (previous?.queryKey[1] as { view?: View } | undefined)?.view === view ? known : undefined

function Skeleton() {
  if (!useLater(150)) return null
  return (
    <ul aria-hidden className="animate-[appear_120ms]">
      {Array.from({ length: 8 }, (_, index) => (
        <li key={index.toString()} className="flex gap-3 px-4 py-3.5">
          <span className="size-10 rounded-full bg-sunken" />
          <span className="grid flex-1 gap-2 pt-1">
            <span className="h-3 w-2/5 rounded-sm bg-sunken" />
            <span className="h-3 w-4/5 rounded-sm bg-sunken" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Failed({ onAgain }: { readonly onAgain: () => void }) {
  return (
    <div role="alert" className="grid justify-items-center gap-3 p-8 text-center text-quiet">
      {t('list.failed')}
      <Button onClick={onAgain}>{t('act.retry')}</Button>
    </div>
  )
}

function Empty({ home, view, filtered }: { readonly home: DeskHome; readonly view: View; readonly filtered: boolean }) {
  const { filter, addressOf } = useGo()
  if (filtered)
    return (
      <div className="grid justify-items-center gap-3 p-8 text-center text-quiet">
        <p>{t('list.noneFound')}</p>
        <Button onClick={() => filter({ view, conversation: undefined }, {})}>{t('list.clear')}</Button>
      </div>
    )
  return (
    <div className="grid justify-items-center gap-3 p-8 text-center text-quiet">
      <p>{t(`list.empty.${view}`)}</p>
      {view === 'waiting' && home.counts.agent > 0 && (
        <a
          className="font-medium text-accent underline-offset-2 hover:underline"
          href={`/desk${addressOf({ view: 'agent', conversation: undefined })}`}
        >
          {t('list.watch', { agent: home.counts.agent })}
        </a>
      )}
      {home.phone && home.counts.all === 0 && (
        <a
          className="font-medium text-accent underline-offset-2 hover:underline"
          href={home.phone}
          target="_blank"
          rel="noopener"
        >
          {t('list.tryPhone')}
        </a>
      )}
    </div>
  )
}
