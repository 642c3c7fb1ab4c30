import { lazy, Suspense, useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { useCommand } from './commands.ts'
import { mayBeAway, setAway, useHours } from './duty.ts'

const Palette = lazy(() => import('./palette.tsx'))
const Help = lazy(() => import('./help.tsx'))
const Duty = lazy(() => import('./duty-dialog.tsx'))

/** What floats above everything, and is fetched when it is first wanted. */
export function Overlays({ home }: { readonly home: DeskHome }) {
  const [floating, float] = useState<'palette' | 'help' | 'duty'>()
  useCommand('palette', () => float('palette'))
  useCommand('help', () => float('help'))
  useCommand('duty', () => float('duty'))
  useCommand('away', mayBeAway(home) ? () => void setAway(home.awaySince === undefined) : undefined)
  useHours(home)
  const close = () => float(undefined)
  return (
    <Suspense>
      {floating === 'palette' && <Palette home={home} onClose={close} />}
      {floating === 'help' && <Help onClose={close} />}
      {floating === 'duty' && <Duty home={home} onClose={close} />}
    </Suspense>
  )
}
