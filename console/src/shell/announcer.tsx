import { useEffect, useRef, useState } from 'react'
import { hearLive } from '../wire/live.ts'
import { queries } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { chime } from './chime.ts'
import type { Page, View } from './desk.tsx'

const EVERY_MS = 3000

/** Tells those who do not look: a sentence for screen readers, at most every three seconds, and a sound when somebody waits. */
export function Announcer({ here, waiting }: { readonly here: View | Page; readonly waiting: number }) {
  const [said, say] = useState('')
  const saidAt = useRef(0)
  useEffect(
    () =>
      hearLive((event) => {
        const waits = event.kind === 'handoff' && event.step === 'opened'
        if (waits) {
          chime()
          say(t('announce.waits'))
          saidAt.current = Date.now()
          return
        }
        const isOpen = queries
          .getQueryCache()
          .find({ queryKey: ['thread', event.conversation] })
          ?.isActive()
        if (event.kind !== 'message' || event.message.author !== 'customer' || !isOpen) return
        if (Date.now() - saidAt.current < EVERY_MS) return
        saidAt.current = Date.now()
        say(t('announce.message', { text: event.message.text.slice(0, 120) }))
      }),
    [],
  )
  const title = t(`view.${here}`)
  useEffect(() => {
    // Seen also where the desk is one of many tabs.
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${title} · Wabaton`
  }, [title, waiting])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
