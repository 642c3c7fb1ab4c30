import { Bot } from 'lucide-react'
import type { Owner } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'
import { AgentGlyph, TeammateGlyph, WaitingGlyph } from './glyphs.tsx'

const OWNERS = {
  agent: { Icon: AgentGlyph, look: 'bg-agent text-agent-ink' },
  waiting: { Icon: WaitingGlyph, look: 'bg-wait-soft text-wait' },
  teammate: { Icon: TeammateGlyph, look: 'bg-teammate text-teammate-ink' },
}

/** Who has a conversation: colour, icon and word together. */
export function OwnerMark({
  owner,
  name,
  isMe = false,
}: {
  readonly owner: Owner
  readonly name?: string | undefined
  readonly isMe?: boolean
}) {
  const { Icon, look } = OWNERS[owner]
  const words = {
    agent: name === undefined ? t('owner.agent') : t('who.agent', { name }),
    waiting: t('owner.waiting'),
    teammate: isMe ? t('owner.you') : (name ?? t('owner.somebody')),
  }
  return (
    <span
      className={`inline-flex h-5 max-w-32 shrink-0 items-center gap-1 rounded-sm px-1.5 text-small font-medium ${look}`}
    >
      <Icon className="size-3 shrink-0" />
      <bdi className="truncate">{words[owner]}</bdi>
    </span>
  )
}

/** An agent that is not ours has the chat, such as one of Meta's; ours is silent. */
export const ElsewhereMark = ({ text }: { readonly text: string }) => (
  <span
    data-elsewhere
    className="inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm bg-sunken px-1.5 text-small font-medium text-ink ring-1 ring-line ring-inset"
  >
    <Bot aria-hidden className="size-3" />
    {text}
  </span>
)

/** The first letters of a name on a colour that is always the same for it. */
export function Face({
  name,
  id,
  size = 'md',
}: {
  readonly name: string | undefined
  readonly id: string
  readonly size?: 'sm' | 'md'
}) {
  const letters = [...(name ?? '').matchAll(/(?:^|\s)(\p{L})/gu)]
    .slice(0, 2)
    .map(([, letter]) => letter)
    .join('')
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return (
    <span
      aria-hidden
      // Drawn, not written: it is no part of what a button around it is called.
      data-letters={letters.toUpperCase() || '#'}
      style={{
        backgroundColor: `light-dark(oklch(0.93 0.03 ${hue}), oklch(0.34 0.04 ${hue}))`,
        color: `light-dark(oklch(0.4 0.08 ${hue}), oklch(0.86 0.06 ${hue}))`,
      }}
      className={`grid shrink-0 place-items-center rounded-full font-semibold before:content-[attr(data-letters)] ${size === 'sm' ? 'size-7 text-small' : 'size-10'}`}
    />
  )
}

export function Count({
  value,
  look = 'quiet',
}: {
  readonly value: number
  readonly look?: 'quiet' | 'wait' | 'accent'
}) {
  if (value === 0) return null
  const looks = { quiet: 'text-quiet', wait: 'bg-wait-soft text-wait', accent: 'bg-accent text-on-accent' }
  return (
    <span
      className={`figures inline-grid h-5 min-w-5 place-items-center rounded-full px-1.5 text-small font-semibold ${looks[look]}`}
    >
      {value > 99 ? '99+' : value}
    </span>
  )
}

/** The wordmark: a W that hands over. */
export function Wordmark({ small = false }: { readonly small?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 32 32" className="size-7 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#1f4fd8" />
        <path
          d="M6.5 11 11 22l5-9.5 5 9.5 4.5-11"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="16" cy="12.5" r="2.6" fill="#ffb224" />
      </svg>
      {!small && <span className="text-lead font-semibold tracking-tight">Wabaton</span>}
    </span>
  )
}
