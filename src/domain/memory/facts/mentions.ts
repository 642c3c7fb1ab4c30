import { detailsOf } from '../../briefing/details.ts'
import type { Heard, Said } from './rules.ts'
import { sentencesIn } from './sentence.ts'

const MOST = 6
const TRACKING =
  /(?:tracking|track|seguimiento|rastreo|guia|rastreio|rastreamento|sendungs\p{L}*|tracking-?nummer|suivi|ट्रैकिंग|التتبع|تتبع)[^\n]{0,30}$/iu
const PAID =
  /(?<![\p{L}])(?:i(?:'ve| have)? (?:just |already )?(?:paid|transferred|been charged|was charged)|we (?:have )?paid|pague|he pagado|pagamos|paguei|ich habe [^.!?]{0,60}(?:bezahlt|uberwiesen)|j'ai (?:deja )?(?:paye|regle|verse)|maine [^.!?]{0,40}(?:pay|diye)|دفعت|मैंने [^.!?]{0,60}(?:दिए|भुगतान))/u

/** Order and tracking numbers wherever they stand, also in a question; sums where the customer says that they were paid. */
export function mentionsIn(message: Said, language: string): Heard[] {
  const { id, text, at } = message
  const details = detailsOf({ id, text, at, author: 'customer' })
  const orders = details
    .filter(({ kind }) => kind === 'order')
    .slice(0, MOST)
    .map(({ text: found }): Heard => {
      const start = text.indexOf(found)
      const name = found.replace(/^#/, '')
      const isTracking = TRACKING.test(text.slice(0, start)) || name.length > 14
      return {
        kind: 'fact',
        subject: isTracking ? `shipment ${name}` : `order ${name}`,
        predicate: isTracking ? 'mentioned_tracking' : 'mentioned_order',
        value: name,
        quote: { words: found, start, end: start + found.length },
        language,
        confidence: 0.8,
      }
    })
  const paid = sentencesIn(text).flatMap((sentence): Heard[] => {
    if (sentence.asks || !PAID.test(sentence.text)) return []
    const quote = sentence.written(0, sentence.text.length)
    const sum = details.find(({ kind, text: found }) => kind === 'amount' && quote.words.includes(found))
    if (!sum) return []
    return [{ kind: 'event', predicate: 'paid', value: sum.text, quote, language, confidence: 0.7 }]
  })
  return [...orders, ...paid]
}
