import type { ComponentType } from 'react'

interface IconProps {
  readonly className?: string
  readonly strokeWidth?: number
  readonly 'aria-hidden'?: boolean
}

/** Of the set, or one of these. */
export type Icon = ComponentType<IconProps>

/** The signs that stand on every row and message are one shape each: while somebody scrolls, every element is one too many. */
const glyph = (d: string) =>
  function Glyph({ className = '', strokeWidth = 2 }: IconProps) {
    return (
      <svg aria-hidden viewBox="0 0 24 24" strokeWidth={strokeWidth} className={`glyph ${className}`}>
        <path d={d} />
      </svg>
    )
  }

export const AgentGlyph = glyph('M11 3q1.3 8.7 10 10-8.7 1.3-10 10-1.3-8.7-10-10 8.7-1.3 10-10ZM20 1v5M22.5 3.5h-5')
export const TeammateGlyph = glyph(
  'M2 12a10 10 0 1 1 20 0 10 10 0 0 1-20 0M8 11a4 4 0 1 1 8 0 4 4 0 0 1-8 0M6 20a6 6 0 0 1 12 0',
)
export const WaitingGlyph = glyph('M5 2h14M5 22h14M7 2v4q0 1 1 2l4 4 4-4q1-1 1-2V2M7 22v-4q0-1 1-2l4-4 4 4q1 1 1 2v4')
export const LeavingGlyph = glyph('M2 12a10 10 0 1 1 20 0 10 10 0 0 1-20 0M12 6v6l4 2')
export const SentGlyph = glyph('M4 12.5l5 5L20 6.5')
export const ArrivedGlyph = glyph('M2 12.5l5 5L18 6.5M13 16l1.5 1.5 8-8')
