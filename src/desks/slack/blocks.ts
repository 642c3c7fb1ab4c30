/** Parts of Block Kit, within the limits of Slack. */
export type Block = Readonly<Record<string, unknown>>

const LONGEST_SECTION = 3_000
const LONGEST_HEADER = 150
const LONGEST_FALLBACK = 3_000

/** Never through the middle of an entity or a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const rough = text.slice(0, most - 1)
  return `${rough
    .replace(/&[a-z]{0,3}$/, '')
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}

export const header = (text: string): Block => ({
  type: 'header',
  text: { type: 'plain_text', text: cut(text, LONGEST_HEADER), emoji: false },
})

export const section = (text: string): Block => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(text, LONGEST_SECTION), verbatim: true },
})

export const context = (text: string): Block => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cut(text, LONGEST_SECTION), verbatim: true }],
})

export interface Button {
  readonly text: string
  readonly action: string
  /** What the press hands back; an address opens instead. */
  readonly value?: object
  readonly url?: string
  readonly style?: 'primary' | 'danger'
}

export const actions = (buttons: readonly Button[]): Block => ({
  type: 'actions',
  elements: buttons.map(({ text, action, value, url, style }) => ({
    type: 'button',
    text: { type: 'plain_text', text, emoji: false },
    action_id: action,
    ...(value && { value: JSON.stringify(value) }),
    ...(url && { url }),
    ...(style && { style }),
  })),
})

/** What is shown where blocks are not: notifications, old clients, readers. */
export const fallback = (text: string): string => cut(text, LONGEST_FALLBACK)

/** A time as everybody sees it in their own zone. */
export const moment = (at: number): string =>
  `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC>`
