import { type Parameter, Refused } from '../parameter.ts'

/** Neither lines nor columns nor gaps: a parameter must not change the form of what was approved. */
const BREAKS_THE_FORM = /[\n\r\t]| {5,}/

/** The text of each variable, from parameters that must fit in number, kind and name. */
export function readValues(
  where: string,
  names: readonly string[],
  parameters: readonly Parameter[],
  format: 'POSITIONAL' | 'NAMED',
): Map<string, string> {
  if (parameters.length !== names.length) return wrongCount(where, parameters, names.length)
  const values = new Map<string, string>()
  parameters.forEach((parameter, index) => {
    const name = format === 'NAMED' ? parameter.at('parameter_name').value : names[index]
    if (typeof name !== 'string' || !names.includes(name)) {
      const known = names.join(', ')
      throw new Refused({
        code: 132012,
        details: `${where}: ${parameter.name}['parameter_name'] must be one of {${known}}.`,
      })
    }
    values.set(name, readText(where, parameter))
  })
  const lacking = names.find((name) => !values.has(name))
  if (lacking !== undefined) throw new Refused({ code: 132012, details: `${where}: "${lacking}" is missing.` })
  return values
}

function readText(where: string, parameter: Parameter): string {
  const type = parameter.at('type').text().toLowerCase()
  switch (type) {
    case 'text': {
      const text = parameter.at('text').text()
      if (BREAKS_THE_FORM.test(text)) {
        throw new Refused({
          code: 132012,
          details: `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces.`,
        })
      }
      return text
    }
    case 'currency': {
      const currency = parameter.at('currency')
      currency.at('code').text({ pattern: /^[A-Z]{3}$/, form: 'an ISO currency code' })
      currency.at('amount_1000').number({ least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER })
      return currency.at('fallback_value').text()
    }
    case 'date_time':
      return parameter.at('date_time').at('fallback_value').text()
    default:
      return mismatch(where, 'TEXT', type.toUpperCase())
  }
}

export function wrongCount(where: string, given: unknown, expected: number): never {
  const count = Array.isArray(given) ? given.length : 0
  const details = `${where}: number of localizable_params (${count}) does not match the expected number of params (${expected})`
  throw new Refused({ code: 132000, details })
}

export function mismatch(where: string, expected: string, received: string): never {
  throw new Refused({ code: 132012, details: `${where}: Format mismatch, expected ${expected}, received ${received}` })
}
