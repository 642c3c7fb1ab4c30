import type { Heard } from './rules.ts'
import type { Sentence } from './sentence.ts'
import { emailIn, isStreet, keptValue, PHONE } from './values.ts'

/** "No, it's 14 Elm St", "not Oak St but Elm St": what is put right says by its shape what it is. */
const PUTS_RIGHT =
  /^\W*(?:(?:no|nope|sorry|actually|correction|wait|wrong|nein|non|nao|perdon|desculpa?|disculpa|pardon|entschuldigung|eigentlich|en realidad|na verdade|en fait|nahi|नहीं|لا|عفوا)[,.! ]+)+(?:it'?s|it is|es ist|es|e|c'est|the (?:right|correct|new) (?:one|address) is|i meant|ich meine|quise decir|je voulais dire|mera|वह|هو|العنوان)?\s*(?<value>.{4,100})$/u
const NOT_BUT =
  /(?:^|[\s,])(?:it'?s |it is |)(?:not|no|nicht|nao|pas|non|ليس) (?<old>[^,;!?]{3,50}?),? (?:but|it'?s|rather|sino|mas sim|e sim|sondern|mais|ma|बल्कि|بل)(?: rather| to| zu| auf)? (?<value>[^;!?]{3,80})/u

/** As streets and numbers do; a sentence in which one stands is told by other rules. */
const BEGINS = /^(?:\d|\p{Lu}|[\p{Script=Arabic}\p{Script=Devanagari}]|(?:calle|rua|rue|avenida|avenue|via)\s)/u

export function correctionsIn(sentences: readonly Sentence[], language: string): Heard[] {
  return sentences.flatMap((sentence): Heard[] => {
    if (sentence.asks) return []
    const found = NOT_BUT.exec(sentence.text) ?? PUTS_RIGHT.exec(sentence.text)
    const value = found?.groups?.value
    if (!found || value === undefined) return []
    const from = found.index + found[0].lastIndexOf(value)
    const words = sentence.written(from, from + value.length).words
    const heard = shapeOf(words)
    if (!heard) return []
    const quote = sentence.written(found.index, from + value.length)
    return [{ kind: 'profile', ...heard, quote, language, confidence: 0.7 }]
  })
}

function shapeOf(words: string): { predicate: string; value: string } | undefined {
  const email = emailIn(words)
  if (email !== undefined) return { predicate: 'email', value: email }
  const address = keptValue('address', words)
  if (address !== undefined && isStreet(address) && BEGINS.test(address) && address.split(' ').length <= 9)
    return { predicate: 'home_address', value: address }
  const phone = PHONE.exec(words)?.[0]
  return phone === undefined ? undefined : { predicate: 'phone', value: phone }
}
