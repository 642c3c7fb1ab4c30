import { detailsOf } from '../../briefing/details.ts'
import type { Heard, Said } from './rules.ts'
import { sentencesIn } from './sentence.ts'

const MOST = 6
const TRACKED =
  /(?:tracking|seguimiento|rastreo|rastreio|sendungs\p{L}*|suivi|ट्रैकिंग|التتبع)[^\n]{0,24}?(?<![\p{L}\d])((?=[A-Z0-9]{0,12}\d{4})[A-Z0-9]{8,34})(?![\p{L}\d])/iu
const PAID =
  /(?<![\p{L}])(?:i(?:'ve| have)? (?:just |already )?(?:paid|transferred|been charged|was charged)|we (?:have )?paid|pague|he pagado|pagamos|paguei|ich habe [^.!?]{0,60}(?:bezahlt|uberwiesen)|j'ai (?:deja )?(?:paye|regle|verse)|maine [^.!?]{0,40}(?:pay|diye)|دفعت|मैंने [^.!?]{0,60}(?:दिए|भुगतान))/u

function tracked({ text }: Said, language: string): Heard[] {
  const found = TRACKED.exec(text)
  if (!found) return []
  const name = found[1]!
  const start = found.index + found[0].length - name.length
  const quote = { words: name, start, end: start + name.length }
  const subject = `shipment ${name}`
  return [{ kind: 'fact', subject, predicate: 'mentioned_tracking', value: name, quote, language, confidence: 0.8 }]
}

/** Order and tracking numbers wherever they stand, also in a question; sums where the customer says that they were paid. */
export function mentionsIn(message: Said, language: string): Heard[] {
  const { id, text, at } = message
  const shipments = tracked(message, language)
  const details = detailsOf({ id, text, at, author: 'customer' })
  const orders = details
    .filter(({ kind, text: found }) => kind === 'order' && !shipments.some(({ value }) => value.includes(found)))
    .slice(0, MOST)
    .map(({ text: found }): Heard => {
      const start = text.indexOf(found)
      const name = found.replace(/^#/, '')
      return {
        kind: 'fact',
        subject: `order ${name}`,
        predicate: 'mentioned_order',
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
  return [...shipments, ...orders, ...paid]
}
