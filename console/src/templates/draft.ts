import { variablesOf } from '../../../src/domain/template.ts'
import type { KeptTemplate, TemplateComponent } from '../../../src/http/wire.ts'

export const HEADERS = ['NONE', 'TEXT', 'IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION'] as const
export type HeaderKind = (typeof HEADERS)[number]
export const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const
export type Category = (typeof CATEGORIES)[number]

/** Kinds of buttons that are written here; those that only programs fill in come with a file. */
export const BUTTONS = [
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'VOICE_CALL',
  'REQUEST_CONTACT_INFO',
  'FLOW',
  'CATALOG',
] as const
export type ButtonKind = (typeof BUTTONS)[number]

export interface DraftButton {
  /** So that fields stay with their button while others come and go. */
  readonly key: number
  readonly kind: ButtonKind
  readonly text: string
  /** The address, the number, the code or the flow. */
  readonly target: string
  /** Of an address that ends with a variable: a whole one. */
  readonly example: string
  /** As Meta has it, with what is not written here. */
  readonly kept?: Readonly<Record<string, unknown>>
}

/** A template while somebody writes it. */
export interface TemplateDraft {
  readonly name: string
  readonly language: string
  readonly category: Category
  readonly header: HeaderKind
  readonly headerText: string
  /** Of the file that Meta looks at. */
  readonly handle: string
  readonly body: string
  readonly footer: string
  readonly buttons: readonly DraftButton[]
  /** By the names of `shapeOf`: `body 1`, `header 1`. */
  readonly examples: Readonly<Record<string, string>>
  /** Of a code: how long it is good, and whether the advice stands below. */
  readonly minutes: string
  readonly advice: boolean
  /** Parts that are not written here: they stay as they are. */
  readonly kept: readonly TemplateComponent[]
}

let keys = 0
export const newButton = (kind: ButtonKind = 'QUICK_REPLY'): DraftButton => ({
  key: ++keys,
  kind,
  text: '',
  target: '',
  example: '',
})

export const emptyDraft = (): TemplateDraft => ({
  name: '',
  language: 'en_US',
  category: 'UTILITY',
  header: 'NONE',
  headerText: '',
  handle: '',
  body: '',
  footer: '',
  buttons: [],
  examples: {},
  minutes: '10',
  advice: true,
  kept: [],
})

export const isNamed = ({ headerText, body }: Pick<TemplateDraft, 'headerText' | 'body'>) =>
  variablesOf(`${headerText} ${body}`).some((name) => !/^\d+$/.test(name))

/** What Meta is handed, in its own words. */
export function formOf(draft: TemplateDraft) {
  const { name, language, category } = draft
  const parameters = isNamed(draft) ? ('named' as const) : ('positional' as const)
  const components = category === 'AUTHENTICATION' ? codeParts(draft) : parts(draft, parameters === 'named')
  return { name: name.trim(), language: language.trim(), category, parameters, components }
}

function codeParts({ minutes, advice }: TemplateDraft): TemplateComponent[] {
  return [
    { type: 'BODY', add_security_recommendation: advice },
    ...(minutes.trim() === '' ? [] : [{ type: 'FOOTER', code_expiration_minutes: Number(minutes) }]),
    { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
  ]
}

function parts(draft: TemplateDraft, named: boolean): TemplateComponent[] {
  const { header, headerText, handle, body, footer, buttons, kept } = draft
  const example = (part: 'header' | 'body', text: string) => exampleOf(draft, part, text, named)
  const file = { example: { header_handle: handle.trim() === '' ? [] : [handle.trim()] } }
  return [
    ...(header === 'NONE'
      ? []
      : header === 'TEXT'
        ? [{ type: 'HEADER', format: 'TEXT', text: headerText, ...example('header', headerText) }]
        : [{ type: 'HEADER', format: header, ...(header !== 'LOCATION' && file) }]),
    { type: 'BODY', text: body, ...example('body', body) },
    ...(footer === '' ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: buttons.map(buttonOf) }]),
    ...kept,
  ]
}

function exampleOf({ examples }: TemplateDraft, part: 'header' | 'body', text: string, named: boolean) {
  const names = variablesOf(text)
  if (names.length === 0) return {}
  const given = names.map((name) => examples[`${part} ${name}`] ?? '')
  const key = `${part}_text`
  if (named)
    return { example: { [`${key}_named_params`]: names.map((name, at) => ({ param_name: name, example: given[at] })) } }
  return { example: { [key]: part === 'body' ? [given] : given } }
}

function buttonOf({ kind, text, target, example, kept }: DraftButton): Record<string, unknown> {
  const own = { ...kept, type: kind, ...(text.trim() !== '' && { text: text.trim() }) }
  switch (kind) {
    case 'URL': {
      const isOpen = variablesOf(target).length > 0
      return { ...own, url: target.trim(), ...(isOpen && { example: [example.trim()] }) }
    }
    case 'PHONE_NUMBER':
      return { ...own, phone_number: target.trim() }
    case 'COPY_CODE':
      return { type: kind, example: target.trim() }
    case 'FLOW':
      return { ...own, flow_id: target.trim() }
    case 'REQUEST_CONTACT_INFO':
      return { type: kind }
    default:
      return own
  }
}

const KNOWN = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']
const textIn = (value: unknown) => (typeof value === 'string' ? value : '')
const firstIn = (value: unknown) => textIn(Array.isArray(value) ? value[0] : value)

/** A template of Meta's, to be written otherwise. Undefined where it has buttons that are not written here. */
export function draftOf({ name, language, category, components, parameters }: KeptTemplate): TemplateDraft | undefined {
  const of = (type: string) => components.find((one) => one.type === type)
  const [header, body, footer] = [of('HEADER'), of('BODY'), of('FOOTER')]
  const written = (of('BUTTONS')?.buttons ?? []) as readonly Readonly<Record<string, unknown>>[]
  const kinds = written.map(({ type }) => textIn(type).toUpperCase())
  const isCode = category === 'AUTHENTICATION'
  if (!isCode && kinds.some((kind) => !(BUTTONS as readonly string[]).includes(kind))) return undefined
  if (isCode && written.some((one) => textIn(one.otp_type).toUpperCase() !== 'COPY_CODE')) return undefined
  return {
    ...emptyDraft(),
    name,
    language,
    category: category as Category,
    header: header ? (textIn(header.format).toUpperCase() as HeaderKind) : 'NONE',
    headerText: textIn(header?.text),
    handle: firstIn((header?.example as { header_handle?: unknown } | undefined)?.header_handle),
    body: textIn(body?.text),
    footer: textIn(footer?.text),
    minutes: footer?.code_expiration_minutes === undefined ? '' : String(footer.code_expiration_minutes),
    advice: body?.add_security_recommendation === true,
    buttons: isCode ? [] : written.map((one, index) => draftButton(one, kinds[index] as ButtonKind)),
    examples: {
      ...examplesIn('header', header, parameters === 'named'),
      ...examplesIn('body', body, parameters === 'named'),
    },
    kept: isCode ? [] : components.filter(({ type }) => !KNOWN.includes(type)),
  }
}

function draftButton(written: Readonly<Record<string, unknown>>, kind: ButtonKind): DraftButton {
  const { text, url, phone_number, example, flow_id } = written
  const target = { URL: url, PHONE_NUMBER: phone_number, COPY_CODE: firstIn(example), FLOW: flow_id }
  return {
    ...newButton(kind),
    text: textIn(text),
    target: String((target as Record<string, unknown>)[kind] ?? ''),
    example: kind === 'URL' ? firstIn(example) : '',
    kept: written,
  }
}

function examplesIn(part: 'header' | 'body', component: TemplateComponent | undefined, named: boolean) {
  const example = (component?.example ?? {}) as Readonly<Record<string, unknown>>
  if (named) {
    const given = (example[`${part}_text_named_params`] ?? []) as { param_name?: unknown; example?: unknown }[]
    return Object.fromEntries(given.map((one) => [`${part} ${one.param_name}`, textIn(one.example)]))
  }
  const given = example[`${part}_text`]
  const list = (Array.isArray(given) && Array.isArray(given[0]) ? given[0] : (given ?? [])) as unknown[]
  const names = variablesOf(textIn(component?.text))
  return Object.fromEntries(names.map((name, index) => [`${part} ${name}`, textIn(list[index])]))
}
