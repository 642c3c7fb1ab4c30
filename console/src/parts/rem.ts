import { useEffect, useState } from 'react'

const measured = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** How many pixels a rem is: people make text larger, also while they look at it. */
export function useRem(): number {
  const [rem, setRem] = useState(measured)
  useEffect(() => {
    const probe = document.createElement('div')
    probe.className = 'pointer-events-none fixed size-4 opacity-0'
    document.body.append(probe)
    const observer = new ResizeObserver(() => setRem(measured()))
    observer.observe(probe)
    return () => {
      observer.disconnect()
      probe.remove()
    }
  }, [])
  return rem
}
