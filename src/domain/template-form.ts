import type { TemplateComponent, TemplateForm } from './template.ts'
import { templateFaults } from './template-check.ts'
import type { TemplateFault } from './template-faults.ts'

export type ReadForm =
  | { readonly kind: 'form'; readonly form: TemplateForm }
  | { readonly kind: 'faults'; readonly faults: readonly TemplateFault[] }

const KEYS = ['name', 'language', 'category', 'parameters', 'parameter_format', 'components']

/**
 * Reads a template as somebody wrote it down: in the words of Meta's documentation, or as it is told here. All that is
 * wrong with it is told at once.
 */
export function readTemplateForm(written: unknown): ReadForm {
  if (!isObject(written)) return { kind: 'faults', faults: [{ at: 'template', what: 'unreadable' }] }
  const { name, language, category, parameters, parameter_format: format, components } = written
  const form = {
    name: textIn(name),
    language: textIn(language),
    category: textIn(category).toUpperCase(),
    ...readParameters(parameters ?? format),
    components: readComponents(components),
  } as TemplateForm
  const unknown = Object.keys(written).filter((key) => !KEYS.includes(key))
  const faults = [
    ...unknown.map((key): TemplateFault => ({ at: key, what: 'unknownKey', values: { key } })),
    ...(components !== undefined && !Array.isArray(components)
      ? [{ at: 'components', what: 'unreadable' } satisfies TemplateFault]
      : []),
    ...templateFaults(form),
  ]
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'form', form }
}

const readParameters = (given: unknown) => (given === undefined ? {} : { parameters: textIn(given).toLowerCase() })

/** Types are told in capitals, whoever wrote them. */
export const readComponents = (components: unknown): TemplateComponent[] =>
  (Array.isArray(components) ? components : []).map((one) =>
    isObject(one) ? { ...one, type: textIn(one.type).toUpperCase() } : { type: '' },
  )

const textIn = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
