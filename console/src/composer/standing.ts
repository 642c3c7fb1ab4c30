import type { ConversationRow, DeskHome, DeskLine, WindowState } from '../../../src/http/wire.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'

/** What decides whether, and as what, a teammate may write here. */
export interface Standing {
  readonly holder: 'me' | 'agent' | 'waiting' | 'other'
  /** Of the other teammate. */
  readonly name: string | undefined
  readonly window: WindowState
  readonly line: DeskLine | undefined
  /** What keeps words from the customer now; the weightiest, where there are several. */
  readonly kept: 'blocked' | 'paused' | 'other' | 'closed' | undefined
}

const CLOSING_MS = 2 * 3_600_000

export function standingOf(home: DeskHome, row: ConversationRow, now: number): Standing {
  const { owner, teammate, blocked } = row
  const left = row.window.closesAt - now
  const window = left <= 0 ? 'closed' : left <= CLOSING_MS ? 'closing' : 'open'
  const line = home.lines.find(({ name }) => name === row.line)
  const holder = owner !== 'teammate' ? owner : teammate?.id === home.actor.id ? 'me' : 'other'
  const kept = blocked
    ? 'blocked'
    : line?.paused
      ? 'paused'
      : holder === 'other'
        ? 'other'
        : window === 'closed'
          ? 'closed'
          : undefined
  return { holder, name: holder === 'other' ? teammate?.name : undefined, window, line, kept }
}

/** What stands in an empty field. */
export function placeholderOf(isNote: boolean, { window, holder }: Standing, row: ConversationRow) {
  if (isNote) return t('composer.notePlaceholder')
  if (window === 'closed') return t('composer.closedPlaceholder')
  if (holder === 'agent')
    return t(row.elsewhereSince === undefined ? 'composer.agentPlaceholder' : 'composer.elsewherePlaceholder')
  return t('composer.placeholder', { name: nameOf(row.customer) })
}
