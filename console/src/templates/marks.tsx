import { CircleCheck, CirclePause, CircleX, Clock, Flag } from 'lucide-react'
import type { KeptTemplate } from '../../../src/http/wire.ts'
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
/** It may still be sent, and will not be for long. */
const FLAGGED = { Icon: Flag, look: 'bg-wait-soft text-wait', word: 'templates.flagged' } as const
const CATEGORIES = {
  MARKETING: 'templates.marketing',
  UTILITY: 'templates.utility',
  AUTHENTICATION: 'templates.authentication',
} as const
const QUALITIES = { GREEN: 'templates.high', YELLOW: 'templates.medium', RED: 'templates.low' } as const

export function statusInWords(status: string): string {
  const known = STATUSES[status as keyof typeof STATUSES]
  return known ? t(known.word) : status.replaceAll('_', ' ').toLowerCase()
}

export function categoryInWords(category: string): string {
  const word = CATEGORIES[category as keyof typeof CATEGORIES]
  return word ? t(word) : category.toLowerCase()
}

export function TemplateMarks({
  template: { status, category, quality, news, categoryBefore },
}: {
  readonly template: KeptTemplate
}) {
  const known = news?.event === 'FLAGGED' ? FLAGGED : STATUSES[status as keyof typeof STATUSES]
  const { Icon, look } = known ?? { Icon: Clock, look: 'bg-sunken text-quiet' }
  const qualityWord = QUALITIES[quality as keyof typeof QUALITIES]
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-quiet">
      <span className={`inline-flex h-5 items-center gap-1 rounded-sm px-1.5 font-medium ${look}`}>
        <Icon aria-hidden className="size-3" />
        {known ? t(known.word) : statusInWords(status)}
      </span>
      <span>
        {categoryBefore
          ? t('templates.was', { category: categoryInWords(category), before: categoryInWords(categoryBefore) })
          : categoryInWords(category)}
      </span>
      {qualityWord && <span className={quality === 'RED' ? 'text-danger' : ''}>{t(qualityWord)}</span>}
    </span>
  )
}
