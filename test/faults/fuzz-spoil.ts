import { readPayloads } from '../payloads/payloads.ts'
import { oddKey, oddValue, oddWords, pick, Raw } from './fuzz-values.ts'

type Random = () => number

const payloads = readPayloads()
const MOST_CHANGES = 3

/** The text of a value with up to three things wrong in it. */
export function mutated(value: unknown, random: Random): string {
  const nodes = count(value)
  const wrong = new Set(
    Array.from({ length: 1 + Math.floor(random() * MOST_CHANGES) }, () => Math.floor(random() * nodes)),
  )
  let node = -1
  const write = (part: unknown): string | undefined => {
    node++
    const isWrong = wrong.has(node)
    const whole = Array.isArray(part)
      ? `[${part
          .map(write)
          .filter((one) => one !== undefined)
          .join()}]`
      : typeof part === 'object' && part !== null
        ? `{${Object.entries(part)
            .flatMap(([key, inner]) => member(key, write(inner), random))
            .join()}}`
        : written(part)
    return isWrong ? spoilt(part, whole, random) : whole
  }
  return write(value) ?? 'null'
}

/** `undefined` takes the part away. */
function spoilt(part: unknown, whole: string, random: Random): string | undefined {
  switch (Math.floor(random() * 9)) {
    case 0:
      return undefined
    case 1:
      return `[${whole}]`
    case 2:
      return `{${written(oddKey(random))}:${whole}}`
    case 3:
      return written(whole)
    case 4:
      return written(grafted(random))
    case 5:
      return typeof part === 'string' ? written(oddWords(part, random)) : `{"0":${whole},"length":1}`
    case 6:
      return `[${Array(random() < 0.02 && whole.length < 500 ? 1000 : 2)
        .fill(whole)
        .join()}]`
    default:
      return written(oddValue(random))
  }
}

/** Now and then under another name, or twice. */
function member(key: string, whole: string | undefined, random: Random): string[] {
  if (whole === undefined) return []
  const chance = random()
  if (chance < 0.005) return [`${written(oddKey(random))}:${whole}`]
  if (chance < 0.01) return [`${written(key)}:${whole}`, `${written(key)}:${written(oddValue(random))}`]
  if (chance < 0.015) return [`${written(key)}:${written(oddValue(random))}`, `${written(key)}:${whole}`]
  return [`${written(key)}:${whole}`]
}

/** Something that Meta does say, but elsewhere. */
function grafted(random: Random): unknown {
  let part: unknown = pick(random, payloads).body.entry
  while (typeof part === 'object' && part !== null && random() > 0.15) part = pick(random, Object.values(part))
  return part
}

function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, inner) => sum + count(inner), 1)
}

export function written(value: unknown): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return `[${value.map(written).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${written(inner)}`)
    .join()}}`
}
