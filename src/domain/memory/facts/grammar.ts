import { ALONE_AFTER, ALONE_BEFORE, foldedPattern, quickPattern } from './fold.ts'
import type { Attribute, FactWords, Meaning } from './words.ts'

/** The words of one language as patterns, made when it is first needed. */
export interface Grammar {
  readonly language: string
  readonly rules: readonly { readonly meaning: Meaning | Attribute; readonly pattern: RegExp; readonly bare: boolean }[]
  readonly blocked: RegExp
  readonly stop: RegExp
  readonly noValue: RegExp
}

const LONGEST_VALUE = 110

/** Whose value shows by its form what it is: `New address: 8 Hill Rd`. */
const SHAPED: ReadonlySet<string> = new Set(['home_address', 'delivery_address', 'billing_address', 'email'])

const made = new Map<FactWords, Grammar>()

export function grammarOf(words: FactWords): Grammar {
  const known = made.get(words)
  if (known) return known
  const { attributes, says, blockers, stops, noValue, language } = words
  const grammar: Grammar = {
    language,
    rules: [
      ...says.map(([meaning, written]) => ({ meaning, pattern: patternOf(written), bare: false })),
      ...inOrder(attributes).flatMap(([name, nouns]) =>
        ofAttribute(words, nouns, SHAPED.has(name)).map((written, index) => ({
          meaning: name as Attribute,
          pattern: patternOf(written),
          bare: index > 0,
        })),
      ),
    ],
    blocked: new RegExp(`${ALONE_BEFORE}(?:${table(blockers)})${ALONE_AFTER}`),
    stop: new RegExp(`${ALONE_BEFORE}(?:${table(stops)})${ALONE_AFTER}`),
    noValue: new RegExp(`^(?:${table(noValue)})${ALONE_AFTER}`),
  }
  made.set(words, grammar)
  return grammar
}

/** The plain address last: a delivery address is one as well. */
const inOrder = (attributes: FactWords['attributes']) =>
  Object.entries(attributes).sort(([one], [other]) => Number(one === 'home_address') - Number(other === 'home_address'))

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

/** Several values of one pattern are several groups; the last `V` goes on to the end of what is said. */
function patternOf(unfolded: string): RegExp {
  const written = table(unfolded)
  let group = /<value2>/.test(written) ? 6 : 4
  const last = written.length - 1
  const source = written.replaceAll(/V(?=$|[ |)])/g, (_, at: number) => {
    const ends = at === last || /^V(?:\||\)*$)/.test(written.slice(at))
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
    if (place && !name.startsWith('other')) return [place[0], place[1], name]
  return undefined
}
