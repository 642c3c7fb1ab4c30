import { lastFoundIn, rowsIn } from './demo-rows.ts'
import { apologyFor, summaryOf } from './demo-script.ts'

/** The demo's briefing, out of the same lines that a real model reads: it knows the missing order, and leaves the rest to the rules. */
export function demoBriefing(prompt: string): Readonly<Record<string, unknown>> {
  const rows = rowsIn(prompt)
  const theirs = rows.filter(({ who }) => who === 'customer')
  const found = lastFoundIn(rows)?.output
  if (found?.status !== 'delivered' || theirs.length === 0) return {}
  const evidence = [...new Set(rows.map(({ name }) => name))]
  const headline = summaryOf({
    text: theirs.map(({ text }) => text).join(' '),
    before: rows.map(({ text }) => text),
  })
  return {
    headline: { text: headline, evidence },
    wants: [{ text: 'A person, and the missing order found or sent again', evidence: theirs.map(({ name }) => name) }],
    next: [{ text: 'Say sorry, and decide whether to reissue the order or refund it.', evidence }],
    draft: apologyFor(found),
  }
}
