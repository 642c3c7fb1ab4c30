import type { Fact } from '../fact.ts'
import { foldedWords } from '../facts/fold.ts'
import { FACT_LANGUAGES } from '../facts/languages/index.ts'
import { folded } from '../facts/predicates.ts'

/** What people call an attribute, in all languages: `address`, `correo`. */
let names: readonly (readonly [predicate: string, words: RegExp])[] | undefined

function predicatesNamed(words: string): ReadonlySet<string> {
  names ??= FACT_LANGUAGES.flatMap(({ attributes }) =>
    Object.entries(attributes).map(
      ([predicate, nouns]) =>
        [predicate, new RegExp(`(?<![\\p{L}\\p{M}])(?:${nouns})(?![\\p{L}\\p{M}])`, 'u')] as const,
    ),
  )
  const text = foldedWords(words)
  const found = new Set(names.filter(([, pattern]) => pattern.test(text)).map(([predicate]) => predicate))
  // Whoever says "address" means all of them.
  if (found.has('home_address'))
    for (const other of ['delivery_address', 'billing_address', 'home_city']) found.add(other)
  if (found.has('name')) found.add('preferred_name')
  return found
}

/** Facts that a customer's words mean: by what they are called, by their tags, by the words themselves. */
export function factsMeant(what: string, facts: readonly Fact[]): readonly Fact[] {
  const predicates = predicatesNamed(what)
  const byName = facts.filter(({ predicate }) => predicates.has(predicate))
  if (byName.length > 0) return byName
  const sought = folded(what)
    .split(' ')
    .filter((word) => word.length > 2 && !SMALL.has(word))
  if (sought.length === 0) return []
  return facts.filter(({ predicate, value, text, tags }) => {
    const known = ` ${folded(`${predicate.replaceAll('_', ' ')} ${value} ${text} ${tags.join(' ')}`)} `
    return sought.some((word) => known.includes(` ${stem(word)}`))
  })
}

/** Words that stand in everything that is said. */
const SMALL: ReadonlySet<string> = new Set(
  `that this these those wrong not right incorrect true false the and are was have has had live lives prefer like with
  from about what you your told said please eso esto mal incorrecto que los las con por para una isso isto errado nao das
  dass ist falsch stimmt nicht ich bin habe und meine mein der die cela est faux pas que les des une mon mes customer
  fact profile preference instruction`.split(/\s+/),
)
const stem = (word: string) => (word.length > 5 ? word.slice(0, 5) : word)
