import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { toast } from '../parts/toast.tsx'
import { onAsked } from '../shell/between.ts'
import { t } from '../words/t.ts'
import type { Row } from './rows.ts'

export interface Older {
  readonly isThere: boolean
  readonly isComing: boolean
  readonly fetch: () => Promise<unknown>
}

export type Scroll = ReturnType<typeof useScroll>

/** So far above what is seen the next page is asked for. */
const AHEAD_PX = 1600
/** Nearer than this one reads the end. */
const END_PX = 80
const FLASH_MS = 1600

/** Where the thread is looked at. It begins at the end and stays there; whoever has scrolled away is never moved. */
export function useScroll(rows: readonly Row[], older: Older) {
  const container = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const [leftAt, setLeftAt] = useState<number>()
  const latest = useRef({ rows, older })
  latest.current = { rows, older }

  // The same function as long as the rows are the same: for another one the list would measure all of them anew.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const estimateSize = useCallback((index: number) => guess(rows[index], container.current?.clientWidth ?? 640), [rows])
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => container.current,
    getItemKey,
    estimateSize,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: 48,
    paddingEnd: 16,
    // What floats above a message that was led to must not be cut off.
    scrollPaddingStart: 48,
    overscan: 6,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: (instance) => {
      // By its own figures: asking the page would have it laid out anew in each frame.
      const { scrollOffset, scrollRect } = instance
      const offset = scrollOffset ?? 0
      look(instance.getTotalSize() - offset - (scrollRect?.height ?? 0) < END_PX, offset)
    },
  })

  // What is read stays, whatever becomes higher or lower above it and whichever way one scrolls.
  list.shouldAdjustScrollPositionOnItemSizeChange = ({ start }, _by, { scrollOffset }) => start < (scrollOffset ?? 0)

  function look(atEnd: boolean, offset: number) {
    if (atEnd !== isAtEnd) {
      setAtEnd(atEnd)
      setLeftAt(atEnd ? undefined : lastPosition(latest.current.rows))
    }
    if (offset < AHEAD_PX) more()
  }
  const more = useCallback(() => {
    const { isThere, isComing, fetch } = latest.current.older
    if (isThere && !isComing) void fetch()
  }, [])

  const isEmpty = rows.length === 0
  useLayoutEffect(() => {
    if (!isEmpty) list.scrollToEnd()
  }, [isEmpty, list])

  // A page that does not fill the window is followed by the next one.
  useEffect(() => {
    if (older.isThere && !older.isComing && (list.scrollOffset ?? 0) < AHEAD_PX) more()
  }, [older.isThere, older.isComing, list, more])

  // The composer grows, a window narrows: whoever reads the end goes on doing so.
  useEffect(() => {
    const element = container.current
    if (!element || !isAtEnd) return
    const resized = new ResizeObserver(() => list.scrollToEnd())
    resized.observe(element)
    return () => resized.disconnect()
  }, [isAtEnd, list])

  const toEnd = useCallback(() => list.scrollToEnd(), [list])
  const { flashing, jump } = useJump(list, latest)
  return { container, list, isAtEnd, leftAt, toEnd, jump, flashing }
}

type List = ReturnType<typeof useVirtualizer<HTMLDivElement, HTMLDivElement>>

/** Shows a message by its name, from however far above. */
function useJump(list: List, latest: { readonly current: { rows: readonly Row[]; older: Older } }) {
  const [flashing, flash] = useState<string>()
  const jump = useCallback(
    async (name: string) => {
      for (;;) {
        const { rows, older } = latest.current
        const index = rows.findIndex((row) => row.kind === 'message' && (row.key === name || row.entry.wamid === name))
        if (index !== -1) {
          list.scrollToIndex(index, { align: 'center' })
          return flash(rows[index]!.key)
        }
        if (!older.isThere) return void toast({ text: t('thread.notFound') })
        await older.fetch()
        // What was fetched is shown before it is searched.
        await new Promise((drawn) => requestAnimationFrame(drawn))
      }
    },
    [list, latest],
  )
  useEffect(() => {
    if (flashing === undefined) return
    const timer = setTimeout(() => flash(undefined), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flashing])
  useEffect(() => onAsked('jump', (name) => void jump(name)), [jump])
  return { flashing, jump: useCallback((name: string) => void jump(name), [jump]) }
}

function lastPosition(rows: readonly Row[]): number {
  const last = rows.findLast((row) => row.kind === 'message')
  return last?.kind === 'message' ? last.entry.position : 0
}

const LINE_PX = 20
const FOOT_PX = 18
/** What a letter takes on average, and what a foot beside the words does: a time, and ticks where it is ours. */
const LETTER_PX = 6.5

/**
 * As high as a line of this kind mostly is: what is guessed right needs no correction once it is drawn, and each
 * correction moves all that is below it.
 */
function guess(row: Row | undefined, width: number): number {
  if (row?.kind === 'day') return 44
  if (row?.kind === 'unread') return 36
  if (row?.kind === 'step') return 28
  if (row?.kind === 'note') return 80
  if (row?.kind !== 'message') return 60
  const { entry, place } = row
  const above = place.first ? 12 + (entry.author === 'customer' ? 0 : LINE_PX) : 2
  if (entry.content) return above + 12 + 80 + FOOT_PX
  const room = Math.min(576, 0.86 * (width - 48)) - 24
  const paragraphs = entry.text.split('\n').map(({ length }) => length * LETTER_PX)
  const lines = paragraphs.reduce((count, one) => count + Math.max(1, Math.ceil(one / (room - LETTER_PX))), 0)
  const isFootBeside = Math.max(...paragraphs) + (entry.author === 'customer' ? 50 : 70) < room
  return above + 12 + lines * LINE_PX + (isFootBeside ? 0 : FOOT_PX)
}
