import { useEffect, useState } from 'react'

/** How far the server's clock is ahead of ours: windows and waits are told by it, and a simulator moves it. */
let ahead = 0
const listeners = new Set<() => void>()

export function setServerTime(header: string | null): void {
  const now = Number(header)
  if (!now) return
  const measured = now - Date.now()
  // Less than this is the way there and back.
  if (Math.abs(measured - ahead) < 1500) return
  ahead = measured
  for (const listener of listeners) listener()
}

export const serverNow = (): number => Date.now() + ahead

/** The time, again and again; each second where seconds are shown. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const look = () => setNow(serverNow())
    const timer = setInterval(look, everyMs)
    listeners.add(look)
    return () => {
      clearInterval(timer)
      listeners.delete(look)
    }
  }, [everyMs])
  return now
}
