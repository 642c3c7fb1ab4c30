import { type Case, isHeard, isSpoken } from './case.ts'
import { isExact, supportOf } from './claims.ts'
import { isPromise } from './promises.ts'
import { type Pattern, plain, sentencesOf, words } from './readable.ts'
import { actsOf } from './tried.ts'

/** What a business gives, and should not give by accident. */
const GIFT = words(
  String.raw`refund\w*|money back|credit\w*|compensat\w*|discount\w*|free|voucher|coupon|gift|replacement|reissu\w*|waive\w*
  reembols\w*|devol\w*|compens\w*|descuento|gratis|cupon|vale|reposicion
  estorn\w*|desconto|cupom|gratuit\w*
  erstatt\w*|gutschein|gutschrift|rabatt|kostenlos\w*|entschadig\w*|ersatz\w*
  rembours\w*|remise|avoir|offert\w*|dedommag\w*|remplac\w*
  wapas|muft|chhoot`,
  'रिफंड|वापस|मुफ्त|मुफ़्त|छूट|استرداد|استرجاع|تعويض|خصم|مجان|بديل',
)

/** A time that somebody would wait for. */
const WHEN = words(
  `today|tonight|tomorrow|this week|next week|right away|immediately|hoje|amanha|hoy|manana|heute|morgen|sofort|aujourd'hui|demain|aaj|kal|abhi`,
  'आज|कल|तुरंत|اليوم|غدا|فورا',
)

/** A draft may be polite and ask; what it gives, dates and names must be the business's own already. */
export function isHarmless(draft: string, given: Case): boolean {
  const ours = given.messages.filter((message) => isSpoken(message) && isHeard(message)).map(({ text }) => text)
  const found = actsOf(given).flatMap(({ input, result }) => [
    JSON.stringify(input) ?? '',
    JSON.stringify(result) ?? '',
  ])
  const names = given.messages.map(({ text }) => text)
  const known = supportOf([...ours, ...found])
  const mentioned = supportOf(names)
  const offered = plain(ours.join(' '))
  return sentencesOf(draft).every((sentence) => {
    const said = plain(sentence)
    const promises = isPromise(sentence)
    const risky = [...everyOf(GIFT, said), ...(promises ? everyOf(WHEN, said) : [])]
    if (risky.some((word) => !offered.includes(word))) return false
    if (!isExact(sentence) || known(sentence)) return true
    return !promises && risky.length === 0 && isReference(sentence) && mentioned(sentence)
  })
}

const everyOf = (pattern: Pattern, text: string) => text.match(new RegExp(pattern.whole, 'gu')) ?? []

/** Naming the customer's order is no promise; an amount or a date of theirs might be taken for one. */
const isReference = (sentence: string) => !/[$€£¥₹₺]|\d[/.]\d/.test(sentence)
