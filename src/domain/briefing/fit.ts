import { HIDDEN } from '../guard-placeholders.ts'
import { findPersonalData } from '../pii.ts'
import type { Briefing, BriefingLine } from './briefing.ts'
import { clip, countWords, onOneLine } from './readable.ts'

/** A teammate reads all of it at a glance. */
export const MOST_WORDS = 90
/** "12 new messages since." */
const WORDS_OF_SINCE = 4

export type Part = 'who' | 'wants' | 'tried' | 'promised' | 'mood' | 'facts' | 'openQuestion' | 'next'

/** What stands before the lines, in the order in which they are read. */
export const LABELS: Readonly<Record<Part, string>> = {
  who: 'Who',
  wants: 'Wants',
  tried: 'Tried',
  promised: 'Promised',
  mood: 'Mood',
  facts: 'Facts',
  openQuestion: 'Open question',
  next: 'Next',
}

const LONGEST_HEADLINE = 18
/** So many words a line has at most. */
const LONGEST: Readonly<Record<Part, number>> = {
  who: 6,
  wants: 18,
  tried: 18,
  promised: 18,
  mood: 9,
  facts: 16,
  openQuestion: 17,
  next: 16,
}
/** What is left out last stands first; the number is the line of that part. */
const IMPORTANCE: readonly (readonly [Part, number])[] = [
  ['wants', 0],
  ['next', 0],
  ['promised', 0],
  ['tried', 0],
  ['mood', 0],
  ['openQuestion', 0],
  ['who', 0],
  ['facts', 0],
  ['facts', 1],
  ['tried', 1],
  ['promised', 1],
  ['facts', 2],
  ['tried', 2],
]
const MOST_EVIDENCE = 6

export function linesOf(briefing: Briefing, part: Part): readonly BriefingLine[] {
  const value = briefing[part]
  if (value === undefined) return []
  return 'text' in value ? [value] : value
}

/** At most ninety words in all that is read together, labels too; the most important stays. */
export function fitted(briefing: Briefing): Briefing {
  const headline = clip(unsecret(briefing.headline), LONGEST_HEADLINE)
  let left = MOST_WORDS - WORDS_OF_SINCE - countWords(headline)
  const kept = new Map<Part, BriefingLine[]>()
  for (const [part, place] of IMPORTANCE) {
    const given = linesOf(briefing, part)[place]
    if (!given) continue
    const text = clip(unsecret(given.text), LONGEST[part])
    const before = kept.get(part) ?? []
    const cost = countWords(text) + (before.length === 0 ? countWords(LABELS[part]) : 0)
    if (text === '' || given.evidence.length === 0 || cost > left) continue
    left -= cost
    kept.set(part, [...before, { text, evidence: given.evidence.slice(0, MOST_EVIDENCE) }])
  }
  const one = (part: Part) => kept.get(part)?.[0]
  const all = (part: Part) => kept.get(part) ?? []
  return {
    headline,
    evidence: briefing.evidence.slice(0, MOST_EVIDENCE),
    who: one('who'),
    wants: one('wants'),
    tried: all('tried'),
    promised: all('promised'),
    mood: one('mood'),
    facts: all('facts'),
    openQuestion: one('openQuestion'),
    next: one('next'),
    draft: briefing.draft,
    language: briefing.language,
    by: briefing.by,
  }
}

/** Briefings go to chat rooms and mailboxes: cards, accounts and ids of people stay in the thread. */
function unsecret(text: string): string {
  let shown = ''
  let done = 0
  for (const { kind, start, end } of findPersonalData(text)) {
    if (kind === 'email' || kind === 'phone') continue
    shown += text.slice(done, start) + HIDDEN
    done = end
  }
  return onOneLine(shown + text.slice(done))
}
