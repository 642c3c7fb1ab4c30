import { CircleCheck, CirclePause, CircleX, Clock } from 'lucide-react'
import type { KnownTemplate } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'

/** What Meta has decided; whatever is new there is shown as Meta calls it. */
const STATUSES = {
  APPROVED: { Icon: CircleCheck, look: 'bg-good-soft text-good', word: 'templates.approved' },
  PENDING: { Icon: Clock, look: 'bg-wait-soft text-wait', word: 'templates.pending' },
  IN_APPEAL: { Icon: Clock, look: 'bg-wait-soft text-wait', word: 'templates.appeal' },
  PAUSED: { Icon: CirclePause, look: 'bg-wait-soft text-wait', word: 'templates.paused' },
  REJECTED: { Icon: CircleX, look: 'bg-danger-soft text-danger', word: 'templates.rejected' },
  DISABLED: { Icon: CircleX, look: 'bg-danger-soft text-danger', word: 'templates.disabled' },
} as const
const CATEGORIES = {
  MARKETING: 'templates.marketing',
  UTILITY: 'templates.utility',
  AUTHENTICATION: 'templates.authentication',
} as const
const QUALITIES = { GREEN: 'templates.high', YELLOW: 'templates.medium', RED: 'templates.low' } as const

export function TemplateMarks({ template: { status, category, quality } }: { readonly template: KnownTemplate }) {
  const known = STATUSES[status as keyof typeof STATUSES]
  const { Icon, look } = known ?? { Icon: Clock, look: 'bg-sunken text-quiet' }
  const categoryWord = CATEGORIES[category as keyof typeof CATEGORIES]
  const qualityWord = QUALITIES[quality as keyof typeof QUALITIES]
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-quiet">
      <span className={`inline-flex h-5 items-center gap-1 rounded-sm px-1.5 font-medium ${look}`}>
        <Icon aria-hidden className="size-3" />
        {known ? t(known.word) : status.toLowerCase()}
      </span>
      <span>{categoryWord ? t(categoryWord) : category.toLowerCase()}</span>
      {qualityWord && <span className={quality === 'RED' ? 'text-danger' : ''}>{t(qualityWord)}</span>}
    </span>
  )
}
