import type { Language } from './language.ts'
import type { Template } from './outbound.ts'
import { type KnownTemplate, variablesOf } from './template.ts'

/** A template that an update can stand in: as it is, or with one value in its body. */
export interface UpdateTemplate {
  readonly name: string
  readonly language: string
  /** The name of the one variable of the body; undefined where it has none. */
  readonly variable: string | undefined
  readonly parameters: KnownTemplate['parameters']
  /** So many characters the value may have. */
  readonly most: number
}

export type Picked =
  | { readonly kind: 'template'; readonly template: UpdateTemplate }
  | { readonly kind: 'none'; readonly because: string }

const LONGEST_BODY = 1024

/** In the customer's language where there is one, else in English, else in whatever Meta has approved. */
export function pickTemplate(name: string, known: readonly KnownTemplate[], language: Language): Picked {
  const named = known.filter((one) => one.name === name)
  const approved = named.filter(({ status }) => status === 'APPROVED')
  if (approved.length === 0) return { kind: 'none', because: missing(name, named) }
  const speaks = (wanted: string) => approved.find((one) => one.language.split(/[_-]/, 1)[0] === wanted)
  const chosen = approved.find((one) => one.language === language) ?? speaks(language) ?? speaks('en') ?? approved[0]!
  return shapeOf(chosen)
}

function missing(name: string, named: readonly KnownTemplate[]): string {
  if (named.length === 0) return `WhatsApp knows no template named ${name}`
  const states = named.map(({ language, status }) => `${language}: ${status}`).join(', ')
  return `the template ${name} is not approved (${states})`
}

function shapeOf({ name, language, parameters, components }: KnownTemplate): Picked {
  const ofType = (type: string) => components.find((one) => one.type.toUpperCase() === type)
  const body = textOf(ofType('BODY'))
  const variables = variablesOf(body)
  const header = ofType('HEADER')
  const isPlain = !header || (header.format === 'TEXT' && variablesOf(textOf(header)).length === 0)
  const buttons = JSON.stringify(ofType('BUTTONS') ?? {})
  if (variables.length > 1 || !isPlain || variablesOf(buttons).length > 0)
    return { kind: 'none', because: `the template ${name} asks for more than one value in its body` }
  const [variable] = variables
  return { kind: 'template', template: { name, language, variable, parameters, most: LONGEST_BODY - body.length } }
}

const textOf = (component: KnownTemplate['components'][number] | undefined): string =>
  typeof component?.text === 'string' ? component.text : ''

/** A value may hold no line breaks, no tabs and no more than four spaces in a row. */
export const onOneLine = (text: string): string =>
  text
    .trim()
    .replaceAll(/\s*[\n\r\u2028\u2029]+\s*/g, ' ')
    .replaceAll(/[\t\v\f]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')

/**
 * The template with what is to be told. What does not fit is `unsaid`: then a short sentence stands there instead, and the
 * words wait until the customer writes.
 */
export function filledWith(
  { name, language, variable, parameters, most }: UpdateTemplate,
  text: string,
  short: string,
): { readonly message: Template; readonly unsaid: boolean } {
  const told = onOneLine(text)
  if (variable === undefined) return { message: { kind: 'template', name, language }, unsaid: told !== '' }
  const fits = told !== '' && [...told].length <= most
  const value = fits ? told : short
  const body = parameters === 'named' ? { [variable]: value } : [value]
  return { message: { kind: 'template', name, language, body }, unsaid: !fits && told !== '' }
}
