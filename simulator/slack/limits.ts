import type { Agenda } from '../agenda.ts'

/** Slack's own limits: so many calls a minute for each method, and one message a second in a channel after a short burst. */
export interface Limits {
  /** Seconds to wait, or nothing. */
  take(method: string, perMinute: number, channel: string | undefined): number | undefined
}

const BURST_IN_CHANNEL = 10

interface Bucket {
  left: number
  at: number
}

export function createLimits(agenda: Agenda): Limits {
  const buckets = new Map<string, Bucket>()

  function wait(name: string, size: number, perSecond: number): number | undefined {
    const now = agenda.now()
    const bucket = buckets.get(name) ?? { left: size, at: now }
    bucket.left = Math.min(size, bucket.left + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    buckets.set(name, bucket)
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond))
    bucket.left--
    return undefined
  }

  return {
    take(method, perMinute, channel) {
      const inChannel =
        method === 'chat.postMessage' && channel ? wait(`in ${channel}`, BURST_IN_CHANNEL, 1) : undefined
      return inChannel ?? wait(method, perMinute, perMinute / 60)
    },
  }
}
