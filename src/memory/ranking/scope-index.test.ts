import { expect, test } from 'vitest'
import { createScopeIndex, type IndexedEntry, type RankQuestion, type ScopeIndex } from './scope-index.ts'

const START = Date.UTC(2026, 2, 2, 12)
const DAY = 86_400_000

/** `speaker: text`, each in a session of its own and all at once unless said otherwise. */
function said(lines: readonly (string | (Partial<IndexedEntry> & { readonly line: string }))[]): ScopeIndex {
  const index = createScopeIndex()
  index.add(
    lines.map((given, at) => {
      const { line, ...own } = typeof given === 'string' ? { line: given } : given
      const [, speaker, text] = /^(.*?): ([\s\S]*)$/.exec(line)!
      return { id: String(at), speaker: speaker!, text: text!, at: START, session: `s${at}`, ...own }
    }),
  )
  return index
}
const together = (session: string, ...lines: readonly string[]) => lines.map((line) => ({ line, session }))
const asked = (index: ScopeIndex, query: string, question: Partial<RankQuestion> = {}) =>
  index.rank({ query, now: START, most: 50, ...question })
const ids = (index: ScopeIndex, query: string, question: Partial<RankQuestion> = {}) =>
  asked(index, query, question).map(({ id }) => id)

test('[M4 M20] the best has 1, the rest follow, and no more than were asked for', () => {
  const index = said(['customer: tea and coffee', 'customer: coffee', 'customer: bread'])
  const found = asked(index, 'coffee with tea', { most: 2 })
  expect(found.map(({ id }) => id)).toEqual(['0', '1'])
  expect(found[0]!.score).toBe(1)
  expect(found[1]!.score).toBeLessThan(1)
})

test('[M4 M5] what may not be read is not found, and lends nothing to what stands beside it', () => {
  const index = said(together('a', 'agent: Which coffee would you like?', 'customer: the dark one'))
  expect(ids(index, 'which coffee')).toEqual(['0', '1'])
  expect(ids(index, 'which coffee', { keep: (id) => id !== '0' })).toEqual([])
})

test('[M20] words that hold a question up weigh less than what it asks for', () => {
  const others = Array.from({ length: 7 }, (_, at) => `customer: bread ${at}`)
  expect(
    ids(said(['customer: black tea', 'customer: green tea', 'customer: kind words', ...others]), 'what kind of tea')[0],
  ).toBe('1')
})

test('[M20] what the best turns are worded with finds others', () => {
  const index = said([
    'customer: the parrot eats walnuts',
    'customer: walnuts were expensive',
    'customer: pencils were expensive',
  ])
  expect(ids(index, 'parrot')).toEqual(['0', '1'])
})

test('[M20] and weighs as much as it may, since words of the question do not count among the new ones', () => {
  const many = (text: string, count: number) => Array.from({ length: count }, () => `customer: ${text}`)
  const index = said(['customer: parrot walnuts', ...many('walnuts', 5), ...many('bread', 4)])
  expect(asked(index, 'parrot')[1]!.score).toBeGreaterThan(0.02)
})

test('[M20] words that stand side by side in the question do so in the answer', () => {
  expect(ids(said(['customer: red shoes, blue socks', 'customer: blue shoes, red socks']), 'red shoes')[0]).toBe('0')
})

test('[M20] a name between them does not part them', () => {
  const index = said([
    'Ana: red Ana shoes, blue socks',
    'Ana: blue shoes, Ana, red socks',
    'Ana: blue shoes, red socks',
  ])
  expect(ids(index, 'red shoes')[0]).toBe('0')
})

test('[M20] another form of the word is more than four letters of it', () => {
  const index = said(['customer: delivery, extraordinary circumstances', 'customer: deliverance'])
  expect(ids(index, 'deliveries')).toEqual(['0', '1'])
})

test('[M20] words of a fact find the turn that it was drawn from', () => {
  const index = said(['customer: I go climbing every week', 'customer: fine'])
  index.setFacts([{ source: '0', text: 'climbing hobby sport' }])
  expect(ids(index, 'hobby')).toEqual(['0'])
  index.setFacts([])
  expect(ids(index, 'hobby')).toEqual([])
})

test('[M20] a typing error does not hide the answer', () => {
  expect(ids(said(['customer: allergic against peanuts', 'customer: green tea']), 'penuts')).toEqual(['0'])
})

test('[M4 M20] what is near in meaning is found where a model says so', () => {
  const dense = new Map([
    ['0', 0.8],
    ['1', 0.1],
  ])
  expect(ids(said(['customer: we adopted a greyhound', 'customer: fine']), 'dog', { dense })).toEqual(['0'])
})

test('[M20] an answer inherits from the question before it', () => {
  const index = said([
    ...together('a', 'agent: which colour fits?', 'customer: olive'),
    ...together('b', 'agent: which colour fits.', 'customer: silver'),
  ])
  const found = ids(index, 'colour fits')
  expect(found.indexOf('1')).toBeLessThan(found.indexOf('3'))
})

test('[M20] a turn inherits from the one before and the one after', () => {
  const index = said(
    together('a', 'agent: well', 'customer: about parcels.', 'agent: good', 'customer: sure', 'agent: bye'),
  )
  const found = ids(index, 'parcels')
  expect(found[0]).toBe('1')
  // The last is newer, and has only the session.
  expect(found.indexOf('0')).toBeLessThan(found.indexOf('4'))
  expect(found.indexOf('2')).toBeLessThan(found.indexOf('4'))
})

test('[M20] after six hours of silence nothing is inherited', () => {
  const later = { line: 'customer: olive', session: 'a', at: START + DAY / 3 }
  expect(ids(said([{ line: 'agent: which colour?', session: 'a' }, later]), 'colour')).toEqual(['0'])
})

test('[M20] a session that is about it helps its turns', () => {
  const index = said([
    ...together('a', 'customer: parcels', 'agent: well', 'agent: good', 'customer: parcels'),
    ...together('b', 'customer: bread', 'agent: well', 'agent: good', 'customer: parcels'),
  ])
  expect(ids(index, 'parcels').indexOf('3')).toBeLessThan(ids(index, 'parcels').indexOf('7'))
})

test('[M20] and a little those that have no word of it', () => {
  const index = said([
    ...together('a', 'customer: parcels', 'agent: well', 'agent: good', 'agent: sure'),
    ...together('b', 'customer: bread'),
  ])
  expect(ids(index, 'parcels')).toContain('3')
  expect(ids(index, 'parcels')).not.toContain('4')
})

test('[M20] whoever the question names or implies is heard first', () => {
  const friends = said(['Ana: I like tea', 'Ben: I like tea', 'Ben: Ana, Ana!'])
  expect(ids(friends, 'What does Ana like to drink, tea?')).toEqual(['0', '1'])
  const support = said(['customer: the blue one', 'agent: the blue one'])
  expect(ids(support, 'Which blue one did the customer want?')[0]).toBe('0')
})

test('[M20] a name is neither a word to look for nor one that makes a turn long', () => {
  const index = said(['Ana: yellow banana', 'Ben: green tea, Ana, Ana, Ana', 'Ben: green tea'])
  expect(ids(index, 'What about Ana?')).toEqual([])
  const [one, other] = asked(index, 'green tea')
  expect(one!.score).toBe(other!.score)
})

test('[M20] a date in the question finds what was said then', () => {
  const index = said([
    { line: 'customer: my brother marries', at: START },
    { line: 'customer: bread', at: START + 40 * DAY },
  ])
  expect(ids(index, 'what was on 2 March 2026?')).toEqual(['0'])
  expect(ids(index, 'what was in April?')).toEqual(['1'])
})

test('[M20] a question for a time finds turns that tell one', () => {
  const index = said(['customer: in Berlin yesterday', 'customer: in Berlin gladly'])
  expect(ids(index, 'when was Berlin?')[0]).toBe('0')
  expect(ids(index, 'what was Berlin?')[0]).toBe('1')
})

test('[M20] of two that say the same the newer is ahead by a tenth', () => {
  const index = said(['customer: size 42', { line: 'customer: size 42', at: START + DAY }])
  const [newer, older] = asked(index, 'size 42')
  expect([newer!.id, older!.id]).toEqual(['1', '0'])
  expect(older!.score).toBeCloseTo(1 / 1.1, 5)
})

test('[M17 M20] a turn that only old facts rest on counts half', () => {
  const index = said(['customer: I live in Leeds', 'customer: I live in Leeds'])
  expect(ids(index, 'live Leeds', { superseded: new Set(['1']) })).toEqual(['0', '1'])
  expect(asked(index, 'live Leeds', { superseded: new Set(['1']) })[1]!.score).toBeCloseTo(0.5, 5)
})

test('[M17 M20] what took the place of an old fact stands before it, also where it shares no word with the question', () => {
  const index = said([
    'customer: My address is 7 Abbey Lane',
    'customer: We have moved: 91 Station Avenue',
    'customer: Hello',
  ])
  const known = { superseded: new Set(['0']), replacedBy: new Map([['0', ['1']]]) }
  expect(ids(index, 'What is the address?')[0]).toBe('0')
  expect(ids(index, 'What is the address?', known).slice(0, 2)).toEqual(['1', '0'])
  // What may not be read is not put forward by what may.
  expect(ids(index, 'What is the address?', { ...known, keep: (id) => id !== '1' })[0]).toBe('0')
})

test('[M16 M20] an order number is found in any spelling', () => {
  const index = said(['customer: where is #ORD-22-R?', 'customer: ORD-23 came', 'agent: 22 pieces of it'])
  for (const query of ['ORD-22-R', 'ord 22', 'ord22r', 'order #ORD-22']) expect(ids(index, query)[0]).toBe('0')
})

test('[M20] every language is asked in its own words', () => {
  const index = said([
    'customer: Mi dirección es Calle Mayor 5',
    'customer: A minha encomenda chegou quebrada',
    'customer: Bitte liefern Sie die Bestellungen abends',
    'customer: मुझे मूंगफली से एलर्जी है',
    'customer: عندي حساسية من الفول السوداني',
    'customer: 我对花生过敏',
  ])
  const first = [
    '¿cuál es la direccion?',
    'as encomendas quebradas',
    'Lieferung der Bestellung',
    'एलर्जी',
    'الحساسية',
    '花生过敏吗',
  ].map((query) => ids(index, query)[0])
  expect(first).toEqual(['0', '1', '2', '3', '4', '5'])
})

test('[M20] of a pasted page the rarest words are looked for', () => {
  const common = Array.from({ length: 60 }, (_, at) => `common${String.fromCharCode(97 + (at % 26))}${at}`)
  const index = said([...[1, 2].map(() => `customer: ${common.join(' ')}`), 'customer: greyhound'])
  expect(ids(index, `${common.join(' ')} greyhound`)).toContain('2')
})

test('[M4] a question without a word that says anything finds nothing', () => {
  const index = said(['customer: the tea'])
  for (const query of ['', 'what is it?', '?!']) expect(ids(index, query)).toEqual([])
  expect(ids(createScopeIndex(), 'tea')).toEqual([])
})
