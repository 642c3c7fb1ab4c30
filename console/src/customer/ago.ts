import { currentLocale, t } from '../words/t.ts'
import { DAY } from '../words/times.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** `just now`, `2 min. ago`, `3 days ago`: for what need not be counted by the second. */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at)
  if (passed < MINUTE) return t('ago.now')
  const words = new Intl.RelativeTimeFormat(currentLocale(), { style: 'short', numeric: 'always' })
  if (passed < HOUR) return words.format(-Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return words.format(-Math.floor(passed / HOUR), 'hour')
  return words.format(-Math.floor(passed / DAY), 'day')
}
