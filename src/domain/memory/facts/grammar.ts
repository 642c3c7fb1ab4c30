import { ALONE_AFTER, ALONE_BEFORE, foldedPattern, quickPattern } from './fold.ts'
import type { Attribute, ChangeWords, FactWords, Meaning } from './words.ts'

/** The words of one language as patterns, made when it is first needed. */
export interface Grammar {
  readonly language: string
  readonly rules: readonly Rule[]
  /** That they live somewhere else now, and what says where in the sentence after it. */
  readonly moved: RegExp | undefined
  readonly movedTo: Rule | undefined
  /** Which attribute a noun is. */
  readonly named: readonly (readonly [Attribute, RegExp])[]
  /** The word size. */
  readonly sized: RegExp
  readonly blocked: RegExp
  readonly stop: RegExp
  readonly noValue: RegExp
}

/** What it means, or the noun in it says so; `polite` may be put as a question. */
export interface Rule {
  readonly meaning: Meaning | Attribute | undefined
  readonly pattern: RegExp
  readonly polite: boolean
  /** How often it was tried, on narrow texts and on wide ones. */
  readonly tries: [number, number]
}

const FIRST_TRIES = 3
const WIDE = /[\u0100-\uffff]/

export const isWide = (text: string): boolean => WIDE.test(text)

/** The first times take long: a pattern is made ready only when it is met, anew for wide texts, and again when it is met often. */
export function isNew({ tries }: Rule, wide: boolean): boolean {
  const kind = wide ? 1 : 0
  if (tries[kind] >= FIRST_TRIES) return false
  tries[kind] += 1
  return true
}

const LONGEST_VALUE = 110

/** Whose value shows by its form what it is: `New address: 8 Hill Rd`. */
const SHAPED: ReadonlySet<string> = new Set(['home_address', 'delivery_address', 'billing_address', 'email'])

const made = new Map<FactWords, Grammar>()

export const isMade = (words: FactWords): boolean => made.has(words)

export function grammarOf(words: FactWords): Grammar {
  const known = made.get(words)
  if (known) return known
  const { says, blockers, stops, noValue, language, changes } = words
  const attributes = { ...words.attributes, ...changes?.attributes }
  const grammar: Grammar = {
    language,
    rules: [
      ...ofChanges(words, attributes),
      ...says.map(([meaning, written]) => ruleOf(meaning, written)),
      ...inOrder(attributes).flatMap(([name, nouns]) =>
        ofAttribute(words, nouns, SHAPED.has(name)).map((written, index) => ruleOf(name, written, index > 0)),
      ),
    ],
    moved: changes && new RegExp(`${ALONE_BEFORE}(?:${table(changes.moved)})${ALONE_AFTER}`),
    movedTo: changes && ruleOf('moved_at', `(?<=^\\s*)(?:[\\p{L}\\p{M}]+ ){0,2}?(?:${changes.at}) ${whereIn(changes)}`),
    named: inOrder(attributes).map(([name, nouns]) => [
      name,
      new RegExp(`^(?:${table(nounsOf(words, name, nouns))})$`),
    ]),
    sized:
      attributes.size === undefined
        ? /(?!)/
        : new RegExp(`${ALONE_BEFORE}(?:${table(attributes.size)}|${WORN})${ALONE_AFTER}`),
    blocked: new RegExp(`${ALONE_BEFORE}(?:${table(blockers)})${ALONE_AFTER}`),
    stop: new RegExp(`${ALONE_BEFORE}(?:${table(stops)})${ALONE_AFTER}`),
    noValue: new RegExp(`^(?:${table(noValue)})${ALONE_AFTER}`),
  }
  made.set(words, grammar)
  return grammar
}

/** The plain address last: a delivery address is one as well; whom to speak with before the number of it. */
const inOrder = (attributes: FactWords['attributes']) =>
  (Object.entries(attributes) as [Attribute, string][]).sort(([one], [other]) => placeOf(one) - placeOf(other))

const placeOf = (name: Attribute) => (name === 'home_address' ? 2 : name === 'contact_person' ? 0 : 1)

/** Whoever says so of a number says their size. */
const WORN = 'wear|trage|porte|chausse|fais|calzo|calco|visto'
const POLITE: ReadonlySet<string> = new Set(['shaped', 'delivery_time', 'plan'])
const GOES_ON = '[ ,:;–-]*(?:(?:and|so|but|y|e|und|et|aur|और|و) ?)?'

function ofChanges(words: FactWords, attributes: FactWords['attributes']): Rule[] {
  const { changes, beside } = words
  if (!changes) return []
  const nouns = inOrder(attributes).map(([name, own]) => nounsOf(words, name, own))
  const any = `(?:(?:${beside}) )?(?<noun>${nouns.join('|')})(?: (?:${beside}))?`
  return [
    ruleOf('moved_at', `(?:${changes.moved})${GOES_ON}(?:${changes.at}) ${whereIn(changes)}`),
    ...changes.attribute.map((written) => ruleOf(undefined, written.replaceAll(ANY, any), !written.startsWith('(?<='))),
    ...changes.says.map(([meaning, written]) => ruleOf(meaning, written, POLITE.has(meaning))),
  ]
}

/** Where the verb ends the sentence the address ends before it. */
const whereIn = ({ ends }: ChangeWords) => (ends === undefined ? 'V' : `W(?: (?:${ends})|$)`)

const ANY = /(?<![\\A-Za-z])A(?![A-Za-z])/g

const nounsOf = ({ changes }: FactWords, name: Attribute, nouns: string) =>
  changes?.wider[name] === undefined ? nouns : `${nouns}|${changes.wider[name]}`

/** `my new address is V`, and `change my address to V`, which may be asked politely. */
function ofAttribute({ my, beside, is, isAfter, change }: FactWords, nouns: string, isShaped: boolean): string[] {
  const bare = my.replace(/\|$/, '')
  const owner = my === '' ? '' : isShaped || bare !== my ? `(?:(?:${bare}) ?)?` : `(?:${my}) ?`
  const noun = `(?:(?:${beside}) )?(?:${nouns})(?: (?:${beside}))*`
  const between = is === '' ? '(?: ?[:=-])? ?' : `(?:(?: ?(?:${is}))(?: ?:)?|(?: ?[:=]))${my === '' ? '?' : ''} ?`
  const value = isAfter === undefined ? 'V' : `(?<value>[^!?\\n]{1,100}?)(?: (?:${isAfter}))${ALONE_AFTER}`
  const said = `${owner}${noun}${between}${value}`
  if (change === undefined) return [said]
  return [said, change.replaceAll('A', `(?:(?:${beside}) )?(?:${nouns})(?: (?:${beside}))?`)]
}

const table = (written: string) => quickPattern(foldedPattern(written))

const ruleOf = (meaning: Rule['meaning'], written: string, polite = false): Rule => ({
  meaning,
  pattern: patternOf(written),
  polite,
  tries: [0, 0],
})

/** Several values of one pattern are several groups; the last `V` goes on to the end of what is said, `W` to what follows. */
function patternOf(unfolded: string): RegExp {
  const written = table(unfolded)
  let group = /<value2>/.test(written) ? 6 : 4
  const after = written.replaceAll(/(?<![\\A-Za-z])W(?![A-Za-z])/g, () => {
    group += 1
    return `(?<value${group}>[^;!?\\n]{1,80}?)`
  })
  const source = after.replaceAll(/(?<!\\)V(?=$|[ |)])/g, (_, at: number) => {
    const ends = /^V(?:$|\||\)*$)/.test(after.slice(at))
    group += 1
    return ends ? `(?<value${group}>[^!?\\n]{1,${LONGEST_VALUE}})` : `(?<other${group}>[^,;!?\\n]{1,50}?)`
  })
  return new RegExp(
    `${ALONE_BEFORE}(?:${source.replaceAll(' ', String.raw`\s+`).replaceAll(/\\s\+([?*])/g, String.raw`\s$1`)})${ALONE_AFTER}`,
    'd',
  )
}

/** Where the value stands that a pattern has found. */
export function valueIn(found: RegExpExecArray): readonly [from: number, to: number, name: string] | undefined {
  for (const [name, place] of Object.entries(found.indices?.groups ?? {}))
    if (place && !name.startsWith('other') && name !== 'noun') return [place[0], place[1], name]
  return undefined
}
