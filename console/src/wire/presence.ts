import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Doing, Presence } from '../../../src/http/wire.ts'
import { ask } from './ask.ts'
import { queries } from './queries.ts'

type Others = Presence['others']
const EVERY_MS = 10_000
/** So long after the last key somebody still writes. */
const PAUSE_MS = 5_000

/** Who else has this conversation open, and what they do there; the live stream keeps it true. */
export function useOthers(conversation: string): Others {
  const { data } = useQuery<Others>({ queryKey: ['presence', conversation], queryFn: () => [], enabled: false })
  return data ?? []
}

/** Tells everybody else that it is open here. What it returns is called with each key that is pressed. */
export function usePresence(conversation: string): (doing: 'writing' | 'noting') => void {
  const wrote = useRef<(doing: 'writing' | 'noting') => void>(() => {})
  useEffect(() => {
    let doing: Doing = 'viewing'
    let pause: ReturnType<typeof setTimeout> | undefined
    const say = (next: Doing) => {
      doing = next
      void tell(conversation, next)
    }
    const beat = setInterval(() => document.visibilityState === 'visible' && say(doing), EVERY_MS)
    const look = () => say(document.visibilityState === 'visible' ? 'viewing' : 'left')
    const leave = () => say('left')
    wrote.current = (next) => {
      clearTimeout(pause)
      pause = setTimeout(() => say('viewing'), PAUSE_MS)
      if (next !== doing) say(next)
    }
    look()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(beat)
      clearTimeout(pause)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [conversation])
  return useRef((doing: 'writing' | 'noting') => wrote.current(doing)).current
}

/** That it could not be told is no trouble: it is told again in ten seconds. */
async function tell(conversation: string, doing: Doing): Promise<void> {
  try {
    const path = `/api/conversations/${conversation}/presence`
    const { presence } = await ask<{ presence: Presence }>('POST', path, {
      body: { doing },
      keepalive: doing === 'left',
    })
    if (doing !== 'left') queries.setQueryData(['presence', conversation], presence.others)
  } catch {
    // Nobody answered.
  }
}
