import { useEffect } from 'react'
import { hearLive } from '../wire/live.ts'
import { askAgain } from '../wire/queries.ts'

const EVERY_MS = 1000
/** Not all of it is told: somebody pauses a campaign, or its hour comes. */
const LOOKED_AT_MS = 3000

/** As messages leave and statuses come, what is shown of campaigns is asked for anew: once a second at most, however many they are. */
export function useProgress(isUnderWay: boolean): void {
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | undefined
    const renew = () => {
      due ??= setTimeout(() => {
        due = undefined
        askAgain(['campaigns'])
      }, EVERY_MS)
    }
    const hearNoMore = hearLive(renew)
    const timer = isUnderWay ? setInterval(renew, LOOKED_AT_MS) : undefined
    return () => {
      hearNoMore()
      clearInterval(timer)
      clearTimeout(due)
    }
  }, [isUnderWay])
}
