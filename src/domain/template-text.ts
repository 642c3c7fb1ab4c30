import { type TemplateComponent, type TemplateForm, variablesOf } from './template.ts'
import type { TemplateFault, TemplateFaultKind } from './template-faults.ts'

export const TEMPLATE_LIMITS = {
  name: 512,
  header: 60,
  body: 1024,
  footer: 60,
  offer: 16,
  minutes: { least: 1, most: 90 },
} as const

export const HEADER_FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION'] as const

export type TellFault = (at: string, what: TemplateFaultKind, values?: TemplateFault['values']) => void

/** What every part must know of the template around it. */
export type About = Pick<TemplateForm, 'category' | 'parameters'>

export function checkHeader(header: TemplateComponent, { parameters }: About, fault: TellFault, at = 'header'): void {
  const format = textOf(header.format).toUpperCase()
  if (!(HEADER_FORMATS as readonly string[]).includes(format)) return void fault(at, 'headerFormat')
  if (format === 'LOCATION') return
  const example = (header.example ?? {}) as Readonly<Record<string, unknown>>
  if (format !== 'TEXT') {
    const handles = Array.isArray(example.header_handle) ? example.header_handle : []
    if (textOf(handles[0]).trim() === '') fault(`${at}.file`, 'headerFile')
    return
  }
  const text = textOf(header.text)
  if (text.trim() === '') return void fault(at, 'missing')
  tooLong(at, text, TEMPLATE_LIMITS.header, fault)
  if (/[\n\r]/.test(text)) fault(at, 'headerLines')
  if (variablesOf(text).length > 1) fault(at, 'headerVariables')
  checkVariables(at, text, { parameters, example, key: 'header_text' }, fault)
}

export function checkBody(at: string, body: TemplateComponent, { parameters }: About, fault: TellFault): void {
  const text = textOf(body.text)
  if (text.trim() === '') return void fault(at, 'missing')
  tooLong(at, text, TEMPLATE_LIMITS.body, fault)
  const trimmed = text.trim()
  if (/^\{\{[^{}]*\}\}/.test(trimmed) || /\{\{[^{}]*\}\}$/.test(trimmed)) fault(at, 'edges')
  const example = (body.example ?? {}) as Readonly<Record<string, unknown>>
  checkVariables(at, text, { parameters, example, key: 'body_text' }, fault)
}

interface Variables {
  readonly parameters: About['parameters']
  readonly example: Readonly<Record<string, unknown>>
  readonly key: 'header_text' | 'body_text'
}

/** Variables count up from 1 or have names, and every one comes with an example. */
function checkVariables(at: string, text: string, { parameters, example, key }: Variables, fault: TellFault): void {
  const names = variablesOf(text)
  if (/[{}]/.test(text.replace(/\{\{\s*\w+\s*\}\}/g, ''))) return void fault(at, 'braces')
  const isNamed = parameters === 'named'
  if (isNamed) {
    for (const name of names) if (!/^[a-z][a-z0-9_]*$/.test(name)) fault(at, 'naming', { name: `{{${name}}}` })
  } else if (names.some((name, index) => name !== String(index + 1))) return void fault(at, 'numbering')
  for (const [index, name] of names.entries()) {
    const given = isNamed ? namedExample(example[`${key}_named_params`], name) : placedExample(example[key], index)
    if (given.trim() === '') fault(`${at}.example.${name}`, 'example', { name: `{{${name}}}` })
    else if (BREAKS_THE_FORM.test(given)) fault(`${at}.example.${name}`, 'exampleLines')
  }
}

/** Neither lines nor columns nor gaps: what is filled in must not change the form of what was approved. */
export const BREAKS_THE_FORM = /[\n\r\t]| {5,}/

const namedExample = (given: unknown, name: string) =>
  textOf(listOf(given).find((one) => (one as { param_name?: unknown } | null)?.param_name === name)?.example)

/** Of a body it is a list in a list. */
function placedExample(given: unknown, index: number): string {
  const [first] = listOf(given) as readonly unknown[]
  return textOf((Array.isArray(first) ? first : (given as unknown[] | undefined))?.[index])
}

const listOf = (value: unknown): readonly { readonly example?: unknown }[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function tooLong(at: string, text: string, most: number, fault: TellFault): void {
  const given = [...text].length
  if (given > most) fault(at, 'tooLong', { most, given })
}
