/**
 * One value of a message as it is about to be sent, under the name Meta knows it by. What WhatsApp would refuse in it is
 * noted, so that a message with three faults is mended in one go.
 */
export class Field {
  readonly path: string
  readonly value: unknown
  readonly #faults: string[]

  constructor(path: string, value: unknown, faults: string[]) {
    this.path = path
    this.value = value
    this.#faults = faults
  }

  /** Meta takes null for not there. */
  get given(): boolean {
    return this.value !== undefined && this.value !== null
  }

  at(key: string): Field {
    const inner = isRecord(this.value) ? this.value[key] : undefined
    return new Field(`${this.path}.${key}`, inner, this.#faults)
  }

  fault(why: string): undefined {
    this.#faults.push(`${this.path} ${why}`)
  }

  /** Says whether there are fields to look at. */
  object(): boolean {
    if (isRecord(this.value)) return true
    this.fault(this.given ? 'is not an object' : 'is missing')
    return false
  }

  text({ most = Number.POSITIVE_INFINITY, form, like }: TextLimits = {}): string | undefined {
    const { value } = this
    if (!this.given) return this.fault('is missing')
    if (typeof value !== 'string') return this.fault('is not a text')
    if (value.trim() === '') return this.fault(value === '' ? 'is empty' : 'holds nothing but white space')
    if (isLongerThan(value, most)) return this.fault(`has ${lengthOf(value)} characters, WhatsApp allows ${most}`)
    if (form && !form.test(value)) return this.fault(`is ${JSON.stringify(value)}, WhatsApp wants ${like}`)
    return value
  }

  optionalText(limits?: TextLimits): string | undefined {
    return this.given ? this.text(limits) : undefined
  }

  number({ least, most }: { least: number; most: number }): void {
    const { value } = this
    if (!this.given) return void this.fault('is missing')
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number !== 'number' || !Number.isFinite(number)) return void this.fault('is not a number')
    if (number < least || number > most) this.fault(`is ${number}, WhatsApp allows ${least} to ${most}`)
  }

  optionalFlag(): boolean {
    if (this.given && typeof this.value !== 'boolean') this.fault('is neither true nor false')
    return this.value === true
  }

  oneOf<Value extends string>(values: readonly Value[]): Value | undefined {
    const found = values.find((one) => one === this.value)
    if (found !== undefined) return found
    if (!this.given) return this.fault('is missing')
    const allowed = values.length === 1 ? `only ${values[0]}` : values.join(', ')
    return this.fault(`is ${inShort(this.value)}, WhatsApp knows ${allowed}`)
  }

  /** The items, also where there are too many or too few: each may have a fault of its own. */
  list({ least = 1, most = Number.POSITIVE_INFINITY }: { least?: number; most?: number } = {}): Field[] {
    const { value } = this
    if (!Array.isArray(value)) {
      this.fault(this.given ? 'is not a list' : 'is missing')
      return []
    }
    if (value.length < least || value.length > most) this.fault(`has ${value.length} items, ${allowed(least, most)}`)
    return value.slice(0, LONGEST_LIST).map((item, index) => {
      return new Field(`${this.path}[${index}]`, item, this.#faults)
    })
  }

  link(): void {
    const text = this.text()
    if (text !== undefined && !/^https?:\/\/[^\s/]+/i.test(text)) {
      this.fault(`is ${inShort(text)}, WhatsApp wants an address that begins with http:// or https://`)
    }
  }
}

interface TextLimits {
  readonly most?: number
  readonly form?: RegExp
  /** The form in words. */
  readonly like?: string
}

/** Nobody reads more faults than this, and no list that WhatsApp takes is longer. */
const LONGEST_LIST = 300

/** The second of two equal values is at fault. */
export function requireUnique(fields: readonly Field[]): void {
  const seen = new Set<unknown>()
  for (const field of fields) {
    if (seen.has(field.value)) field.fault(`is ${inShort(field.value)} a second time, each must differ from the others`)
    if (field.given) seen.add(field.value)
  }
}

/**
 * Meta counts characters as Unicode does (code points): an emoji of two UTF-16 units is one, a family of four people
 * joined into one picture is seven.
 */
export const lengthOf = (text: string) => [...text].length

export const isLongerThan = (text: string, most: number) => text.length > most && lengthOf(text) > most

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const inShort = (value: unknown) => {
  const json = JSON.stringify(value) ?? String(value)
  return json.length > 60 ? `${json.slice(0, 59)}…` : json
}

function allowed(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `WhatsApp wants at least ${least}`
  return `WhatsApp allows ${least === most ? most : `${least} to ${most}`}`
}
