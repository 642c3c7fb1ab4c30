import type { Template, TemplateButton } from './outbound.ts'
import { fillIn, type KnownTemplate, type TemplateComponent, variablesOf } from './template.ts'

/** What is at hand to fill a template in with. */
export interface AtHand {
  readonly name: string | undefined
  /** What is owed to the customer, in words. */
  readonly answer: string | undefined
  /** What is known of them, by its name: `order_id`. */
  readonly facts: ReadonlyMap<string, string>
}

export interface Filled {
  /** As it is sent; what is missing is empty in it. */
  readonly content: Template
  /** What the customer reads. */
  readonly words: string
  /** The answer stands in it. */
  readonly carries: boolean
  /** What nobody has said yet: `body order_id`. */
  readonly missing: readonly string[]
}

const LONGEST = { header: 60, body: 1024 } as const
const FOR_PROGRAMS = new Set(['CAROUSEL', 'LIMITED_TIME_OFFER', 'PRODUCT', 'MPM', 'SPM', 'CATALOG', 'FLOW', 'OTP'])
const MEDIA = new Set(['IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION'])

const NAMES = /^(customer|client|contact|user|first|full|your)?_?(name|first_?name|full_?name)$/
const ANSWERS = /^(your_|our_|the_)?(answer|message|text|reply|response|update|news|details|note|information)$/
/** What stands before a name in the seven languages that the platform itself speaks. */
const GREETED =
  /(?:^|[\s¡!*_~])(?:hi|hello|hey|dear|hola|estimad[oa]s?|querid[oa]|olá|oi|prezad[oa]|car[oa]|hallo|liebe[r]?|guten tag|bonjour|salut|chère?|cher|नमस्ते|प्रिय|नमस्कार|مرحبا|مرحبًا|أهلا|أهلًا|عزيزي|عزيزتي)[\s,،*_~]*$/iu

/** Only people and programs that know what belongs there fill these in. */
export const isForPrograms = ({ components }: KnownTemplate): boolean =>
  components.some(
    ({ type, format, buttons }) =>
      FOR_PROGRAMS.has(type.toUpperCase()) ||
      FOR_PROGRAMS.has(String(format ?? '').toUpperCase()) ||
      buttonsIn(buttons).some((one) => FOR_PROGRAMS.has(String(one.type ?? '').toUpperCase())),
  )

/**
 * Fills a template in with what is known, and with the answer where the template leaves room for one. Meta takes neither
 * lines nor tabs nor gaps in a variable: the words stay, what stands between them becomes a single space.
 */
export function filled({ name, language, parameters, components }: KnownTemplate, atHand: AtHand): Filled {
  const component = (type: string) => components.find((one) => one.type.toUpperCase() === type)
  const missing: string[] = []
  const header = component('HEADER')
  const format = header ? String(header.format ?? 'TEXT').toUpperCase() : undefined
  if (format && MEDIA.has(format)) missing.push(`header ${format.toLowerCase()}`)
  const head = format === 'TEXT' ? partOf('header', header, parameters, { ...atHand, answer: undefined }) : NOTHING
  const body = partOf('body', component('BODY'), parameters, atHand)
  const buttons = buttonsIn(component('BUTTONS')?.buttons).flatMap((one, index) => buttonOf(one, index, atHand.facts))
  missing.push(...head.missing, ...body.missing)
  for (const { value, title } of buttons) if (value === '') missing.push(`button ${title}`)
  const footer = component('FOOTER')?.text
  return {
    content: {
      kind: 'template',
      name,
      language,
      ...(head.given && { header: head.given }),
      ...(body.given && { body: body.given }),
      ...(buttons.length > 0 && { buttons: buttons.map(({ title: _, ...button }) => button) }),
    },
    words: [head.words, body.words, typeof footer === 'string' ? footer : ''].filter(Boolean).join('\n\n'),
    carries: body.carries,
    missing,
  }
}

interface Part {
  readonly words: string
  readonly given: readonly string[] | Readonly<Record<string, string>> | undefined
  readonly carries: boolean
  readonly missing: readonly string[]
}
const NOTHING: Part = { words: '', given: undefined, carries: false, missing: [] }

function partOf(
  part: 'header' | 'body',
  component: TemplateComponent | undefined,
  parameters: KnownTemplate['parameters'],
  { name, answer, facts }: AtHand,
): Part {
  const text = typeof component?.text === 'string' ? component.text : ''
  const variables = variablesOf(text)
  if (variables.length === 0) return { ...NOTHING, words: text }
  const examples = examplesIn(part, component, parameters)
  const values = new Map<string, string>()
  const rooms: string[] = []
  for (const [index, variable] of variables.entries()) {
    const example = examples.get(variable) ?? examples.get(String(index))
    const role = roleOf({ variable, text, example, isNamed: parameters === 'named' })
    if (role === 'answer') rooms.push(variable)
    const value = role === 'name' ? name : role === 'fact' ? facts.get(variable.toLowerCase()) : undefined
    if (value) values.set(variable, inOneLine(value))
  }
  // Where there is room in two places nobody can say which is meant.
  const room = rooms.length === 1 ? rooms[0] : undefined
  const said = room !== undefined && answer !== undefined ? inOneLine(answer) : ''
  const fits = said !== '' && lengthOf(fillIn(text, new Map([...values, [room!, said]]))) <= LONGEST[part]
  if (fits) values.set(room!, said)
  const inOrder = variables.map((variable) => [variable, values.get(variable) ?? ''] as const)
  return {
    words: fillIn(text, values),
    given: parameters === 'named' ? Object.fromEntries(inOrder) : inOrder.map(([, value]) => value),
    carries: fits,
    missing: inOrder.flatMap(([variable, value]) => (value === '' ? [`${part} ${variable}`] : [])),
  }
}

interface Variable {
  readonly variable: string
  readonly text: string
  readonly example: string | undefined
  readonly isNamed: boolean
}

/** What a variable is for: by its name, by the greeting before it, or because it stands for a sentence of its own. */
function roleOf({ variable, text, example, isNamed }: Variable): 'name' | 'answer' | 'fact' {
  const called = variable.toLowerCase()
  if (isNamed && NAMES.test(called)) return 'name'
  if (isNamed && ANSWERS.test(called)) return 'answer'
  const [before = '', after = ''] = text.split(new RegExp(`\\{\\{\\s*${escaped(variable)}\\s*\\}\\}`))
  if (GREETED.test(before)) return 'name'
  const isSentence = /(?:^|[:：\n–—-])[\s*_~"“«]*$/u.test(before) && /^[*_~"”»]*[.!]?[^\S\n]*(?:\n|$)/u.test(after)
  return isSentence && (example === undefined || example.trim().split(/\s+/).length >= 3) ? 'answer' : 'fact'
}

/** What Meta was shown when it looked at the template: by the name, or by the place among the others. */
function examplesIn(
  part: 'header' | 'body',
  component: TemplateComponent | undefined,
  parameters: KnownTemplate['parameters'],
): ReadonlyMap<string, string> {
  const example = (component?.example ?? {}) as Readonly<Record<string, unknown>>
  if (parameters === 'named') {
    const given = listOf(example[`${part}_text_named_params`]) as { param_name?: unknown; example?: unknown }[]
    return new Map(given.map((one) => [String(one?.param_name), String(one?.example)]))
  }
  const given = listOf(example[`${part}_text`])
  const row = Array.isArray(given[0]) ? given[0] : given
  return new Map(row.map((one, index) => [String(index), String(one)]))
}

interface KnownButton {
  readonly type?: unknown
  readonly text?: unknown
  readonly url?: unknown
}

/** A button that takes something: the end of its address, or a code. */
function buttonOf(
  { type, text, url }: KnownButton,
  index: number,
  facts: AtHand['facts'],
): (TemplateButton & { title: string })[] {
  const title = String(text ?? '')
  const kind = String(type ?? '').toUpperCase()
  if (kind === 'COPY_CODE') return [{ index, kind: 'copy-code', value: '', title: title || 'code' }]
  const [variable] = kind === 'URL' ? variablesOf(String(url ?? '')) : []
  if (variable === undefined) return []
  return [{ index, kind: 'url', value: facts.get(variable.toLowerCase()) ?? '', title }]
}

const buttonsIn = (given: unknown): readonly KnownButton[] => listOf(given) as readonly KnownButton[]
const listOf = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [])
const inOneLine = (text: string) => text.replace(/\s+/gu, ' ').trim()
const lengthOf = (text: string) => [...text].length
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
