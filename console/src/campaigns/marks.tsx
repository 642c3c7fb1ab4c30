import { CircleCheck, CirclePause, CircleX, Clock, PencilLine } from 'lucide-react'
import type { CampaignState, RecipientStanding } from '../../../src/http/wire-campaigns.ts'
import { ArrivedGlyph, type Icon, LeavingGlyph, SentGlyph } from '../parts/glyphs.tsx'
import { t } from '../words/t.ts'

const STATES: Readonly<Record<CampaignState, readonly [Icon, string]>> = {
  draft: [PencilLine, 'bg-sunken text-ink'],
  scheduled: [Clock, 'bg-sunken text-ink'],
  running: [SentGlyph, 'bg-good-soft text-good'],
  paused: [CirclePause, 'bg-wait-soft text-wait'],
  done: [CircleCheck, 'bg-sunken text-ink'],
  cancelled: [CircleX, 'bg-sunken text-quiet'],
}

export const StateMark = ({ state }: { readonly state: CampaignState }) => {
  const [Sign, look] = STATES[state]
  return (
    <span
      data-state={state}
      className={`inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-small font-medium ${look}`}
    >
      <Sign aria-hidden className="size-3" />
      {t(`campaigns.state.${state}`)}
    </span>
  )
}

const STANDINGS: Readonly<Record<RecipientStanding, readonly [Icon, string]>> = {
  waiting: [Clock, 'text-quiet'],
  'under-way': [LeavingGlyph, 'text-quiet'],
  sent: [SentGlyph, 'text-quiet'],
  delivered: [ArrivedGlyph, 'text-quiet'],
  read: [ArrivedGlyph, 'text-accent'],
  unconfirmed: [Clock, 'text-wait'],
  failed: [CircleX, 'text-danger'],
  'left-out': [CircleX, 'text-quiet'],
}

export const StandingMark = ({ standing }: { readonly standing: RecipientStanding }) => {
  const [Sign, look] = STANDINGS[standing]
  return (
    <span className={`inline-flex shrink-0 items-center gap-1 text-small font-medium ${look}`}>
      <Sign aria-hidden className="size-3.5" />
      {t(`campaigns.standing.${standing}`)}
    </span>
  )
}

/** How far it has come: all of whom it is decided what becomes of them. */
export const Bar = ({
  done,
  of,
  label,
  tall = false,
}: {
  readonly done: number
  readonly of: number
  /** Left out where words beside it say the same. */
  readonly label?: string
  readonly tall?: boolean
}) => (
  <span
    {...(label
      ? { role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': of, 'aria-valuenow': done }
      : { 'aria-hidden': true })}
    className={`block overflow-hidden rounded-full bg-pressed ${tall ? 'h-2' : 'h-1'}`}
  >
    <span
      className="block h-full rounded-full bg-accent transition-[width] duration-100"
      style={{ width: `${of === 0 ? 0 : (100 * done) / of}%` }}
    />
  </span>
)
