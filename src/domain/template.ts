import type { Outbound } from './outbound.ts'

/** A template in one language, as Meta knows it. */
export interface KnownTemplate {
  readonly id: string
  readonly name: string
  readonly language: string
  /** `APPROVED`, `PAUSED` and others; Meta adds new ones. */
  readonly status: string
  readonly category: string
  /** `GREEN`, `YELLOW`, `RED`; undefined as long as nobody was sent it. */
  readonly quality: string | undefined
  /** Meta's word for why it was rejected: `INVALID_FORMAT`. */
  readonly rejection?: string | undefined
  readonly parameters: 'positional' | 'named'
  /** In Meta's own words: `{ type: 'BODY', text: 'Hello {{1}}' }`. */
  readonly components: readonly TemplateComponent[]
}

export type TemplateComponent = Readonly<Record<string, unknown>> & { readonly type: string }

/** What a new template is made of. Meta looks at it before it may be sent. */
export interface TemplateForm {
  readonly name: string
  readonly language: string
  readonly category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
  readonly parameters?: KnownTemplate['parameters']
  readonly components: readonly TemplateComponent[]
}

export interface TemplateFailure {
  readonly kind: 'failed'
  /** `unreachable`: for now, trying again may help. */
  readonly because: 'refused' | 'unreachable'
  readonly reason: string
  /** The part of a new template that Meta found fault with, where that is known: `body`. */
  readonly at?: string
}

/** What Meta told last of a template, by webhook. */
export interface TemplateNews {
  /** `REJECTED`, `PAUSED`, `FLAGGED`. */
  readonly event: string
  /** In one word: `INVALID_FORMAT`, `FIRST_PAUSE`. */
  readonly reason: string | undefined
  /** In a sentence, and what to do. */
  readonly detail: string | undefined
  readonly at: number
}

/** The status that a template has after such an event. One that is flagged may still be sent, for now. */
export const statusAfter = (event: string): string =>
  event === 'REINSTATED' || event === 'FLAGGED' ? 'APPROVED' : event === 'LOCKED' ? 'DISABLED' : event

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The names in `{{1}}` or `{{order_id}}`, in their order, each once. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name!)),
]

export const fillIn = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(VARIABLE, (whole, name: string) => values.get(name) ?? whole)

/** The template that a message is, also where it is written in Meta's own words. What it does not name is empty. */
export function templateIn(message: Outbound): { readonly name: string; readonly language: string } | undefined {
  if (message.kind === 'template') return message
  if (message.kind !== 'custom' || message.type.trim().toLowerCase() !== 'template') return undefined
  const { name, language } = (message.content ?? {}) as { name?: unknown; language?: { code?: unknown } | null }
  const code = language?.code
  return { name: typeof name === 'string' ? name : '', language: typeof code === 'string' ? code : '' }
}
