import { useEffect } from 'react'
import type { DeskHome, DeskLine } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import { failed } from '../thread/handover.ts'
import { put } from '../wire/ask.ts'
import { serverNow } from '../wire/clock.ts'
import { homeQuery, queries } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { moment } from '../words/times.ts'

export const renewHome = () => queries.invalidateQueries({ queryKey: homeQuery.queryKey })

/** Whether I answer now. What I have stays mine either way. */
export async function setAway(away: boolean): Promise<void> {
  try {
    await put('/api/duty', { away })
    await renewHome()
    const undo = { label: t('act.undo'), run: () => void setAway(!away) }
    toast({ text: t(away ? 'duty.areAway' : 'duty.areBack'), action: undo })
  } catch (error) {
    failed(error)
  }
}

/** Only teammates who answer go and come back: programs never leave, and nobody waits for those who look. */
export const mayBeAway = ({ actor }: DeskHome) => actor.kind === 'teammate' && actor.role !== 'viewer'

const MINUTE = 60_000

/** No event tells that a line opens or closes: where there are hours it is asked for. */
export function useHours({ lines }: DeskHome): void {
  const hasHours = lines.some(({ hours }) => hours)
  useEffect(() => {
    if (!hasHours) return
    const asking = setInterval(() => void renewHome(), MINUTE)
    return () => clearInterval(asking)
  }, [hasHours])
}

/** That nobody is there, and until when; undefined where somebody is. */
export function nobodyInWords({ nobody }: DeskLine): string | undefined {
  if (!nobody) return undefined
  if (nobody.because === 'away') return t('duty.allAway')
  return nobody.opens === undefined
    ? t('duty.closed')
    : t('duty.closedUntil', { when: moment(nobody.opens, serverNow()) })
}
