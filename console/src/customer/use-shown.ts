import { useEffect, useState } from 'react'
import { onAsked } from '../shell/between.ts'
import type { Remembered } from './known.ts'

const FLASH_MS = 1600

interface Shown {
  /** Of what stands in the panel: something that was replaced is shown with what took its place. */
  readonly id: string
}

/** Leads eye and focus to something that is remembered, as soon as it stands there. */
export function useShown(known: Remembered | undefined): Shown | undefined {
  const [asked, ask] = useState<Shown>()
  const [shown, show] = useState<Shown>()
  useEffect(() => onAsked('memory', (id) => ask({ id })), [])

  const id = asked && known?.shownWith.get(asked.id)
  useEffect(() => {
    if (id === undefined) return
    ask(undefined)
    show({ id })
  }, [id])

  useEffect(() => {
    if (!shown) return
    // Its group and its section are unfolded by then.
    const drawn = requestAnimationFrame(() => {
      const name = CSS.escape(shown.id)
      const row = document.querySelector<HTMLElement>(`[data-fact="${name}"], [data-past="${name}"]`)
      row?.scrollIntoView({ block: 'center' })
      row?.focus({ preventScroll: true })
    })
    const timer = setTimeout(() => show(undefined), FLASH_MS)
    return () => {
      cancelAnimationFrame(drawn)
      clearTimeout(timer)
    }
  }, [shown])
  return shown
}
