import type { Bubble } from './thread.ts'

/** Something on a bubble that can be tapped and answers. */
export interface Button {
  readonly kind: 'button_reply' | 'list_reply' | 'quick_reply'
  /** For a template's button, its payload. */
  readonly id: string
  readonly title: string
  readonly description?: string
}

interface Interactive {
  type?: string
  action?: {
    buttons?: { reply?: { id: string; title: string } }[]
    sections?: { title?: string; rows?: { id: string; title: string; description?: string }[] }[]
  }
}

/** What a customer can tap on a bubble. Links and Flows lead elsewhere and are not among it. */
export function buttonsOf({ type, content, buttons }: Bubble): Button[] {
  if (buttons) return [...buttons]
  if (type !== 'interactive') return []
  const { action } = content as Interactive
  const replies = (action?.buttons ?? []).flatMap(({ reply }) => (reply ? [reply] : []))
  const rows = (action?.sections ?? []).flatMap((section) => section.rows ?? [])
  return [
    ...replies.map(({ id, title }): Button => ({ kind: 'button_reply', id, title })),
    ...rows.map(
      ({ id, title, description }): Button => ({
        kind: 'list_reply',
        id,
        title,
        ...(description !== undefined && { description }),
      }),
    ),
  ]
}
