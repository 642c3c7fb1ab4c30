import { toast } from '../parts/toast.tsx'
import { Refused } from '../wire/ask.ts'
import { t } from '../words/t.ts'

/** What the server has said to it, or that nobody answered. */
export const reasonOf = (error: unknown): string =>
  error instanceof Refused && error.message ? error.message : t('handover.failed')

export const refused = (error: unknown) => void toast({ look: 'danger', text: reasonOf(error) })
