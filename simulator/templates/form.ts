import { type Fields, type Parameter, parameter } from '../parameter.ts'
import { readButtons } from './button-form.ts'
import { CATEGORIES, type Category, type Component, type TemplateForm, variablesOf } from './template.ts'

const HEADER_FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'GIF'] as const
const LONGEST_NAME = 512
export const LONGEST_HEADER = 60
export const LONGEST_BODY = 1024
const LONGEST_FOOTER = 60
const LONGEST_OFFER = 16
const CARDS = { fewest: 2, most: 10 }

/** Reads what `POST /{WABA id}/message_templates` is given; throws `Refused`. */
export function readTemplateForm(body: Fields): TemplateForm {
  const whole = parameter(body, 'template')
  const name = whole
    .at('name')
    .text({ longest: LONGEST_NAME, pattern: /^[a-z0-9_]+$/, form: 'lower-case letters, digits and underscores' })
  const language = whole.at('language').text({ pattern: /^[a-z]{2,3}(_[A-Z]{2,3})?$/, form: 'a language code' })
  const category = whole.at('category').oneOf(CATEGORIES)
  const format = whole.at('parameter_format').ifGiven()?.text().toUpperCase() ?? 'POSITIONAL'
  const parameterFormat = parameter(format, "template['parameter_format']").oneOf(['POSITIONAL', 'NAMED'] as const)
  return { name, language, category, parameterFormat, components: readComponents(body, category, parameterFormat) }
}

/** The components of a form or of an edit. */
export function readComponents(
  body: Fields,
  category: Category,
  format: TemplateForm['parameterFormat'],
): readonly Component[] {
  const components = parameter(body, 'template').at('components').list({ most: 20 })
  const seen = new Set<string>()
  for (const component of components) {
    const type = readComponent(component, category, format)
    if (seen.has(type)) component.wrong(`is a second component of type ${type}`)
    seen.add(type)
  }
  if (!seen.has('BODY')) parameter(undefined, 'a component of type BODY').missing()
  return components.map((component) => component.fields())
}

type Read = (component: Parameter, category: Category, format: TemplateForm['parameterFormat']) => void

const READERS: Readonly<Record<string, Read>> = {
  HEADER: (component, _, format) => readHeader(component, format),
  BODY(component, category, format) {
    // Meta itself words the body of a code.
    if (category === 'AUTHENTICATION' && !component.at('text').given) return
    component.at('text').text({ longest: LONGEST_BODY })
    readVariables(component, 'body_text', format)
  },
  FOOTER(component, category) {
    const text = component.at('text')
    if (category === 'AUTHENTICATION' && !text.given) return
    text.text({ longest: LONGEST_FOOTER })
    if (variablesOf(text.value).length > 0) text.wrong('must not have variables')
  },
  BUTTONS: (component, category) => readButtons(component.at('buttons'), category),
  LIMITED_TIME_OFFER(component) {
    component.at('limited_time_offer').at('text').text({ longest: LONGEST_OFFER })
  },
  CAROUSEL(component, category, format) {
    for (const card of component.at('cards').list(CARDS)) {
      for (const part of card.at('components').list({ most: 3 })) readComponent(part, category, format)
    }
  },
}

/** Says which type it was. */
function readComponent(component: Parameter, ...context: [Category, TemplateForm['parameterFormat']]): string {
  component.fields()
  const type = component.at('type').text().toUpperCase()
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined
  if (!read) return component.at('type').wrong(`is "${type}", which is no component`)
  read(component, ...context)
  return type
}

function readHeader(component: Parameter, format: TemplateForm['parameterFormat']) {
  const kind = component.at('format').oneOf(HEADER_FORMATS)
  if (kind === 'LOCATION') return
  if (kind !== 'TEXT') return void component.at('example').at('header_handle').list({ most: 1 })
  const text = component.at('text')
  text.text({ longest: LONGEST_HEADER })
  if (variablesOf(text.value).length > 1) text.wrong('must have at most 1 variable')
  readVariables(component, 'header_text', format)
}

/** Variables count up from 1 or have names, and every one comes with an example. */
function readVariables(
  component: Parameter,
  key: 'body_text' | 'header_text',
  format: TemplateForm['parameterFormat'],
) {
  const text = component.at('text')
  const names = variablesOf(text.value)
  if (names.length === 0) return
  const written = String(text.value).trim()
  if (key === 'body_text' && (/^\{\{[^{}]*\}\}/.test(written) || /\{\{[^{}]*\}\}$/.test(written))) {
    text.wrong('must not begin or end with a variable', 2388299)
  }
  const example = component.at('example')
  if (format === 'NAMED') {
    for (const name of names) {
      if (!/^[a-z][a-z0-9_]*$/.test(name))
        text.wrong(`has a variable "${name}", which is no name of lower-case letters`)
    }
    const examples = example.at(`${key}_named_params`).list({ most: names.length })
    for (const one of examples) one.at('example').text()
    const lacking = names.find((name) => !examples.some((one) => one.at('param_name').text() === name))
    if (lacking !== undefined) example.wrong(`lacks an example for "${lacking}"`)
    return
  }
  if (names.some((name, index) => name !== String(index + 1))) text.wrong('must have variables {{1}}, {{2}} and so on')
  const examples = key === 'body_text' ? example.at(key).list({ most: 1 })[0]! : example.at(key)
  if (examples.list({ most: 100 }).length !== names.length) {
    example.at(key).wrong(`must have ${names.length} examples, one for each variable`)
  }
}
