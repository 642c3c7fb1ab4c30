import type { Language } from '../domain/language.ts'
import { languageOf } from '../domain/language-of.ts'
import { lastFoundIn, type Row, rowsIn } from './demo-rows.ts'
import { apologyFor, type Heard, inWords, think } from './demo-script.ts'
import { THEIR_WORDS } from './suggest-prompt.ts'

const COMPLAINS = /second time|never (?:got|came|arrived)|missing|again|person|human/i
const THANKS = /\bthanks?\b/i

/** What the demo would have a teammate say, out of the same lines that a real model reads. */
export function demoSuggestion({ text, remembered, today }: Pick<Heard, 'text' | 'remembered' | 'today'>): string {
  const words = new RegExp(`${THEIR_WORDS}:\\n<data>\\n([\\s\\S]*?)\\n</data>`).exec(text)?.[1]
  const rows = rowsIn(text)
  const theirs = rows.filter(({ who }) => who === 'customer').map((row) => row.text)
  const task = text.slice(text.lastIndexOf('\n') + 1)
  const said = words ?? composed({ rows, remembered, today })
  if (/half as many/.test(task)) return shorter(said)
  if (/more warmly/.test(task)) return warmer(said)
  if (/in the language/.test(task)) return translated(said, languageOf(theirs))
  return said
}

interface Known extends Pick<Heard, 'remembered' | 'today'> {
  readonly rows: readonly Row[]
}

function composed({ rows, remembered, today }: Known): string {
  const from = rows.findLastIndex(({ who }) => who === 'AI' || who === 'teammate') + 1
  const asked = rows.slice(from).flatMap(({ who, text }) => (who === 'customer' ? [text] : []))
  const before = rows.slice(0, from).map(({ text }) => text)
  const found = lastFoundIn(rows)
  const last = asked.at(-1) ?? ''
  if (found && !THANKS.test(last)) {
    const isLost = found.output.status === 'delivered' && asked.some((one) => COMPLAINS.test(one))
    return isLost ? apologyFor(found.output) : inWords(found, { remembered, today })
  }
  const thought = think({ text: last, before, remembered, today, result: undefined })
  return 'text' in thought ? thought.text : 'Thank you for writing. Let me look into this, I am right with you.'
}

/** The first sentence, and what is asked at the end. */
function shorter(words: string): string {
  const sentences = words.match(/[^.!?]+[.!?]+(?=\s|$)|[^.!?]+$/g)?.map((one) => one.trim()) ?? [words]
  const [first, ...rest] = sentences
  const question = rest.findLast((one) => one.endsWith('?'))
  return [first, question].filter(Boolean).join(' ')
}

const warmer = (words: string) => `Thank you so much for your patience. ${words.trim()} I am here for you.`

/** It is a script, and says so. */
const translated = (words: string, language: Language) =>
  language === languageOf([words], language)
    ? words
    : `${words}\n\n(This is the scripted demo, which cannot translate. A real model would.)`
