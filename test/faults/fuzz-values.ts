/** Text of JSON that no `JSON.stringify` writes. */
export class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Stands for bytes that are no UTF-8; they are put in its place once all is written. */
export const BROKEN_BYTES = '\ue000'

type Random = () => number

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  'toJSON',
  '',
  '0',
  'a\0b',
  '\ud800',
]
const LITERALS: readonly unknown[] = [
  null,
  true,
  false,
  '',
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '\0',
  '\ud800',
  '\udc00 \ud83d',
  '\u202eolleh\u2066',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(50),
  '{{7*7}}',
  "'; drop table messages; --",
  '\u2028\ufeff\ufffe\uffff',
  BROKEN_BYTES,
  `wamid${BROKEN_BYTES}`,
  '12036304@g.us',
  'US.ENT.',
  '+',
  '1'.repeat(40),
  [],
  {},
  [[]],
  [null],
  [{}],
  { length: -1 },
]
const NUMBERS = [
  '0',
  '-0',
  '-1',
  '0.1',
  '1e-400',
  '1e308',
  '-1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '-9223372036854775809',
  '18446744073709551616',
  '253402300800',
  '8640000000000001',
  '2147483648',
]
const DEPTHS = [20, 40, 500, 8000]
/** More than any index bears, and more than a stack should. */
const LENGTHS = [300, 600, 3000, 100_000]

export function oddKey(random: Random): string {
  return pick(random, KEYS)
}

export function oddValue(random: Random): unknown {
  const chance = random()
  if (chance < 0.6) return pick(random, LITERALS)
  if (chance < 0.85) return new Raw(pick(random, NUMBERS))
  if (chance < 0.9) return new Raw(`"${pick(random, NUMBERS)}"`)
  if (chance < 0.95) return deep(random)
  return pick(random, ['x', '🥐', '"', '\\', 'é', '\ud83d', ' to ', '1']).repeat(pick(random, LENGTHS) / 10)
}

function deep(random: Random): Raw {
  const depth = pick(random, DEPTHS)
  const [open, close] = pick(random, [
    ['[', ']'],
    ['{"a":', '}'],
    ['{"type":"edit","edit":{"original_message_id":"w","message":', '}}'],
    ['{"__proto__":', '}'],
  ] as const)
  return new Raw(`${open.repeat(depth)}null${close.repeat(depth)}`)
}

/** The same words, damaged. */
export function oddWords(words: string, random: Random): string {
  const at = Math.floor(random() * (words.length + 1))
  const odd = pick(
    random,
    LITERALS.filter((one) => typeof one === 'string'),
  )
  switch (Math.floor(random() * 5)) {
    case 0:
      return words.slice(0, at)
    case 1:
      return words.slice(0, at) + odd + words.slice(at)
    case 2:
      return words.toUpperCase()
    case 3:
      return words.repeat(Math.ceil(pick(random, LENGTHS) / 10 / (words.length + 1)))
    default:
      return ` ${words}\n`
  }
}
