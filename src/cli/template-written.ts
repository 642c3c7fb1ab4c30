import { type TemplateComponent, variablesOf } from '../domain/template.ts'

/** A template as it is written at a terminal. */
export interface Written {
  readonly file?: string
  readonly category?: string
  readonly header?: string
  readonly body?: string
  readonly footer?: string
  readonly example?: readonly string[]
  readonly button?: readonly string[]
}

/** What is given takes the place of what was there; without anything given there are no components. */
export function componentsIn(
  { header, body, footer, example = [], button }: Written,
  before: readonly TemplateComponent[],
): { readonly components?: readonly TemplateComponent[]; readonly parameters?: 'named' } {
  const isNamed = variablesOf(`${header ?? ''} ${body ?? ''}`).some((name) => !/^\d+$/.test(name))
  const examples = [...example]
  const written: TemplateComponent[] = [
    ...(header === undefined ? [] : [textOf('HEADER', header, examples, isNamed)]),
    ...(body === undefined ? [] : [textOf('BODY', body, examples, isNamed)]),
    ...(footer === undefined ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(button === undefined ? [] : [{ type: 'BUTTONS', buttons: button.map(buttonOf) }]),
  ]
  if (written.length === 0) return {}
  const kept = before.filter(({ type }) => !written.some((one) => one.type === type))
  const order = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL']
  const components = [...kept, ...written].toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type))
  return { components, ...(isNamed && { parameters: 'named' }) }
}

/** Takes its examples from the front: those of the heading come first. */
function textOf(type: 'HEADER' | 'BODY', text: string, examples: string[], isNamed: boolean): TemplateComponent {
  const format = type === 'HEADER' ? { format: 'TEXT' } : {}
  const names = variablesOf(text)
  if (names.length === 0) return { type, ...format, text }
  const key = type === 'HEADER' ? 'header_text' : 'body_text'
  if (isNamed) {
    const named = new Map(examples.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]))
    const params = names.map((name) => ({ param_name: name, example: named.get(name) ?? '' }))
    return { type, ...format, text, example: { [`${key}_named_params`]: params } }
  }
  const own = examples.splice(0, names.length)
  return { type, ...format, text, example: { [key]: type === 'BODY' ? [own] : own } }
}

/** `Track=https://...` is a link, `Call us=+1555...` a call, anything else a quick reply. */
function buttonOf(given: string) {
  const [, text, target] = /^([^=]+)=(https?:\/\/.+|\+\d[\d ]*)$/s.exec(given) ?? []
  if (text === undefined || target === undefined) return { type: 'QUICK_REPLY', text: given }
  if (target.startsWith('+')) return { type: 'PHONE_NUMBER', text, phone_number: target.replaceAll(' ', '') }
  const isOpen = variablesOf(target).length > 0
  return { type: 'URL', text, url: target, ...(isOpen && { example: [target.replace(/\{\{.*\}\}$/, 'example')] }) }
}
