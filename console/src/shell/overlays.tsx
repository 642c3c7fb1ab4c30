import { lazy, Suspense, useState } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { useCommand } from './commands.ts'

const Palette = lazy(() => import('./palette.tsx'))
const Help = lazy(() => import('./help.tsx'))

/** What floats above everything, and is fetched when it is first wanted. */
export function Overlays({ home }: { readonly home: DeskHome }) {
  const [floating, float] = useState<'palette' | 'help'>()
  useCommand('palette', () => float('palette'))
  useCommand('help', () => float('help'))
  const close = () => float(undefined)
  return (
    <Suspense>
      {floating === 'palette' && <Palette home={home} onClose={close} />}
      {floating === 'help' && <Help onClose={close} />}
    </Suspense>
  )
}
