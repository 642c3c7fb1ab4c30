import type { Briefing } from './briefing.ts'
import { LABELS, linesOf, type Part } from './fit.ts'

/** How far the thread has gone on since a briefing was written. */
export function sinceInWords(count: number): string | undefined {
  if (count <= 0) return undefined
  return count === 1 ? '1 new message since.' : `${count} new messages since.`
}

const joined = (texts: readonly string[]) =>
  texts.map((text, index) => (index === texts.length - 1 || /[.!?؟।…]"?$/.test(text) ? text : `${text}.`)).join(' ')

/** A briefing as plain text, for alerts: at most ninety words. The draft is not part of it. */
export function briefingWords(briefing: Briefing, { since = 0 }: { readonly since?: number } = {}): string {
  const lines = (Object.keys(LABELS) as Part[]).flatMap((part) => {
    const texts = linesOf(briefing, part).map(({ text }) => text)
    return texts.length > 0 ? [`${LABELS[part]}: ${joined(texts)}`] : []
  })
  return [briefing.headline, ...lines, sinceInWords(since)].filter((line) => line !== undefined).join('\n')
}
