import type { Fact } from '../../../src/http/wire.ts'
import { useNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { dayName } from '../words/times.ts'

/** Until when a promise is to be kept; that it is late stands there in words. */
export function Due({ fact: { dueAt } }: { readonly fact: Pick<Fact, 'dueAt'> }) {
  const now = useNow(60_000)
  if (dueAt === undefined) return null
  const isLate = dueAt < now
  return (
    <p className={`text-small font-medium ${isLate ? 'text-wait' : 'text-quiet'}`}>
      <time dateTime={new Date(dueAt).toISOString()}>
        {t(isLate ? 'memory.late' : 'memory.due', { day: dayName(dueAt, now) })}
      </time>
    </p>
  )
}
