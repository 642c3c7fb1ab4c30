import type { Fields } from '../parameter.ts'

export type Category = 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
export const CATEGORIES: readonly Category[] = ['MARKETING', 'UTILITY', 'AUTHENTICATION']

export type TemplateStatus =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'PAUSED'
  | 'DISABLED'
  | 'IN_APPEAL'
  | 'LIMIT_EXCEEDED'
  | 'ARCHIVED'

export type Quality = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN'

/** A component as it was handed in: `{ type: 'BODY', text: 'Hello {{1}}' }`. */
export type Component = Fields

/** What the business writes down of a template. */
export interface TemplateForm {
  readonly name: string
  readonly language: string
  readonly category: Category
  readonly parameterFormat: 'POSITIONAL' | 'NAMED'
  readonly components: readonly Component[]
}

/** A template in one language, and how Meta stands to it. */
export interface Template {
  readonly id: string
  readonly wabaId: string
  readonly name: string
  readonly language: string
  category: Category
  previousCategory: Category | undefined
  parameterFormat: TemplateForm['parameterFormat']
  components: readonly Component[]
  status: TemplateStatus
  rejectedReason: string
  quality: Quality
  pauses: number
  /** Sends are held until it shows how people take them. */
  paced: boolean
  /** What is held: sends it, or drops it. */
  readonly held: ((released: boolean) => void)[]
  /** When an approved one was changed. */
  readonly editedAt: number[]
}

export const componentsOf = ({ components }: Pick<Template, 'components'>, type: string) =>
  components.filter((component) => String(component.type).toUpperCase() === type)

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The names in `{{1}}` or `{{order_id}}`, in their order, each once. */
export const variablesOf = (text: unknown): string[] => [
  ...new Set([...String(text ?? '').matchAll(VARIABLE)].map(([, name]) => name!)),
]

export const fillIn = (text: unknown, values: ReadonlyMap<string, string>) =>
  String(text ?? '').replace(VARIABLE, (whole, name: string) => values.get(name) ?? whole)
