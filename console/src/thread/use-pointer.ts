import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react'
import { useCommand } from '../shell/commands.ts'
import type { Row } from './rows.ts'
import type { Scroll } from './use-scroll.ts'

export type Pointer = ReturnType<typeof usePointer>

const rowOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-message], [data-note]') : null
const nameOf = (element: HTMLElement | null) => element?.dataset.message ?? element?.dataset.note

/** Which message is meant: the one with the focus, else the one under the mouse. */
export function usePointer(rows: readonly Row[], { list, container }: Pick<Scroll, 'list' | 'container'>) {
  const [focused, focus] = useState<string>()
  const [hovered, hover] = useState<string>()
  const [reacting, react] = useState(false)
  const latest = useRef(rows)
  latest.current = rows
  const pointed = focused ?? hovered

  const move = useCallback(
    (by: 1 | -1) => {
      const all = latest.current
      const canBe = (row: Row | undefined) => row?.kind === 'message' || row?.kind === 'note'
      const from = focused === undefined ? all.length : all.findIndex(({ key }) => key === focused)
      let index = from + by
      while (index >= 0 && index < all.length && !canBe(all[index])) index += by
      const row = all[index]
      if (!row || !canBe(row)) return
      list.scrollToIndex(index, { align: 'auto' })
      focusOn(container.current, row.key)
    },
    [focused, list, container],
  )
  useCommand('cursorUp', () => move(-1))
  useCommand('cursorDown', () => move(1))

  const handlers = useMemo(
    () => ({
      onFocus: ({ target }: FocusEvent) => focus(nameOf(rowOf(target))),
      onBlur({ relatedTarget }: FocusEvent) {
        if (rowOf(relatedTarget)) return
        focus(undefined)
        react(false)
      },
      onPointerOver: ({ target }: PointerEvent) => hover(nameOf(rowOf(target))),
      onPointerLeave: ({ pointerType }: PointerEvent) => pointerType === 'mouse' && hover(undefined),
    }),
    [],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && reacting) {
      event.stopPropagation()
      react(false)
      rowOf(event.target)?.focus()
    }
    const isRow = event.target === rowOf(event.target)
    if (!isRow || event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? -1 : 1)
  }
  return {
    pointed,
    focused,
    reacting: reacting && pointed !== undefined,
    react,
    handlers: { ...handlers, onKeyDown },
  }
}

/** It may first have to be drawn: a few frames at the most. */
function focusOn(container: HTMLElement | null, key: string, tries = 12): void {
  const found = container?.querySelector<HTMLElement>(`[data-message="${key}"], [data-note="${key}"]`)
  if (found) found.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusOn(container, key, tries - 1))
}
