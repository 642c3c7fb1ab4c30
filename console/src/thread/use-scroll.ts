import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { toast } from '../parts/toast.tsx'
import { onAsked } from '../shell/between.ts'
import { t } from '../words/t.ts'
import { unlessFlung } from './flung.ts'
import { guess } from './guess.ts'
import type { Row } from './rows.ts'

export interface Older {
  readonly isThere: boolean
  readonly isComing: boolean
  readonly fetch: () => Promise<unknown>
}

export type Scroll = ReturnType<typeof useScroll>

/** So far above what is seen the next page is asked for; and so many steps ahead of whoever comes in large ones. */
const AHEAD_PX = 1600
const AHEAD_STEPS = 5
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

  const more = useCallback(() => {
    const { isThere, isComing, fetch } = latest.current.older
    if (isThere && !isComing) void fetch()
  }, [])
  const passed = useRef(0)
  const askAhead = useCallback(
    (offset: number) => {
      const up = Math.max(0, passed.current - offset)
      passed.current = offset
      if (offset < AHEAD_PX + up * AHEAD_STEPS) more()
    },
    [more],
  )
  const [flung] = useState(() => unlessFlung(askAhead))

  // The same function as long as the rows are the same: for another one the list would measure all of them anew.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const width = useRef(640)
  const estimateSize = useCallback((index: number) => guess(rows[index], width.current), [rows])
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
    ...flung.options,
    overscan: flung.overscan(),
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: (instance) => {
      // By its own figures: asking the page would have it laid out anew in each frame.
      const { scrollOffset, scrollRect } = instance
      if (scrollRect) width.current = scrollRect.width
      const offset = scrollOffset ?? 0
      look(instance.getTotalSize() - offset - (scrollRect?.height ?? 0) < END_PX)
    },
  })

  // What is read stays, whatever becomes higher or lower above it and whichever way one scrolls.
  list.shouldAdjustScrollPositionOnItemSizeChange = ({ start }, _by, { scrollOffset }) => start < (scrollOffset ?? 0)

  function look(atEnd: boolean) {
    if (atEnd === isAtEnd) return
    setAtEnd(atEnd)
    setLeftAt(atEnd ? undefined : lastPosition(latest.current.rows))
  }

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
