import { fillIn, type KnownTemplate, type TemplateComponent, variablesOf } from '../domain/template.ts'
import type { TemplateVerdict } from '../flows/world.ts'
import { isLongerThan, lengthOf } from './limits-field.ts'
import { checkButtons } from './templates-check-buttons.ts'

const LONGEST = { header: 60, body: 1024 } as const

/** A part of a template as it is sent, in Meta's words. */
export interface SentComponent {
  readonly type?: unknown
  readonly sub_type?: unknown
  readonly index?: unknown
  readonly parameters?: readonly SentParameter[]
}
export type SentParameter = Readonly<Record<string, unknown>>

const STATUSES: Readonly<Record<string, string>> = {
  PENDING: 'still waits for approval by Meta',
  IN_APPEAL: 'was rejected by Meta, and an appeal is under way',
  REJECTED: 'was rejected by Meta',
  PAUSED: 'is paused by Meta because of its quality',
  DISABLED: 'was disabled by Meta because of its quality',
  ARCHIVED: 'is archived',
  PENDING_DELETION: 'is being deleted',
  DELETED: 'was deleted',
  LIMIT_EXCEEDED: 'is above the number of templates of the account',
}

/** What is wrong with a template message, after what Meta has approved; and what the customer will read when nothing is. */
export function checkTemplateMessage(content: unknown, known: readonly KnownTemplate[]): TemplateVerdict {
  const { name, language, components } = (content ?? {}) as {
    name?: unknown
    language?: { code?: unknown }
    components?: readonly SentComponent[]
  }
  const about = `template ${name}`
  const sameName = known.filter((template) => template.name === name)
  if (sameName.length === 0) return { faults: [`${about}: the account has none of this name`] }
  const template = sameName.find((one) => one.language === language?.code)
  if (!template) {
    const languages = sameName.map((one) => one.language).join(', ')
    return { faults: [`${about}: it is there in ${languages}, not in ${language?.code}`] }
  }
  if (template.status !== 'APPROVED') {
    const state = STATUSES[template.status] ?? `has the status ${template.status}`
    return { faults: [`${about} (${template.language}): it ${state}, so it cannot be sent`] }
  }
  const faults: string[] = []
  const fault = (where: string, why: string) => void faults.push(`${about} (${template.language}), ${where}: ${why}`)
  const words = checkComponents(template, Array.isArray(components) ? components : [], fault)
  return faults.length > 0 ? { faults } : { faults, words }
}

export type TellFault = (where: string, why: string) => void

function checkComponents(template: KnownTemplate, sent: readonly SentComponent[], fault: TellFault): string {
  const of = (type: string) => template.components.find((component) => component.type === type)
  const given = (type: string) => sent.find((component) => String(component?.type).toLowerCase() === type)
  const [header, body, footer, carousel] = [of('HEADER'), of('BODY'), of('FOOTER'), of('CAROUSEL')]
  const heading = header ? checkHeader(template, header, given('header'), fault) : ''
  if (!header && given('header')) fault('header', 'the template has none')
  const text = body ? checkText(template, 'body', bodyText(template, body), given('body'), fault) : ''
  checkButtons((of('BUTTONS')?.buttons ?? []) as never, sent, fault)
  const offer = checkOffer(of('LIMITED_TIME_OFFER'), given('limited_time_offer'), fault)
  const cards = checkCards(template, carousel, given('carousel'), fault)
  return [heading, offer, text, footer?.text, ...cards]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n')
}

/** Meta words the message that carries a code by itself. */
function bodyText({ category }: KnownTemplate, { text }: TemplateComponent): string {
  if (typeof text === 'string') return text
  return category === 'AUTHENTICATION' ? '*{{1}}* is your verification code.' : ''
}

function checkHeader(
  template: KnownTemplate,
  header: TemplateComponent,
  sent: SentComponent | undefined,
  fault: TellFault,
): string {
  const format = String(header.format ?? 'TEXT').toUpperCase()
  if (format === 'TEXT') return checkText(template, 'header', String(header.text ?? ''), sent, fault)
  // A GIF is a short film without sound.
  const wanted = format === 'GIF' ? 'video' : format.toLowerCase()
  const parameters = listOf(sent?.parameters)
  if (parameters.length !== 1) fault('header', `it takes one ${wanted}, ${parameters.length || 'none'} given`)
  else if (parameters[0]!.type !== wanted) fault('header', `it takes ${wanted}, ${parameters[0]!.type} is given`)
  return `[${wanted}]`
}

function checkText(
  template: KnownTemplate,
  where: 'header' | 'body',
  text: string,
  sent: SentComponent | undefined,
  fault: TellFault,
): string {
  const names = variablesOf(text)
  const given = listOf(sent?.parameters)
  const values =
    template.parameters === 'named' ? byName(names, given, where, fault) : byPlace(names, given, where, fault)
  const filled = fillIn(text, values)
  const most = LONGEST[where]
  if (isLongerThan(filled, most))
    fault(where, `it has ${lengthOf(filled)} characters with its parameters, WhatsApp allows ${most}`)
  return filled
}

type Given = readonly SentParameter[]

function byPlace(names: readonly string[], given: Given, where: string, fault: TellFault): Map<string, string> {
  if (given.some((one) => one.parameter_name !== undefined)) {
    fault(where, 'its parameters have no names: give a list, in the order of {{1}}, {{2}}')
    return new Map()
  }
  if (given.length !== names.length) {
    const places = names.length > 0 ? ` (${names.map((name) => `{{${name}}}`).join(', ')})` : ''
    fault(where, `it takes ${counted(names.length)}${places}, ${given.length} given`)
  }
  return new Map(names.map((name, index) => [name, shownValueOf(given[index])]))
}

function byName(names: readonly string[], given: Given, where: string, fault: TellFault): Map<string, string> {
  const values = new Map<string, string>()
  for (const parameter of given) {
    const name = String(parameter.parameter_name ?? '')
    if (name === '') fault(where, `its parameters have names: ${names.join(', ')}`)
    else if (!names.includes(name)) fault(where, `it has no parameter ${name}, only: ${names.join(', ') || 'none'}`)
    else values.set(name, shownValueOf(parameter))
  }
  const missing = names.filter((name) => !values.has(name))
  for (const name of missing) fault(where, `the parameter ${name} is missing`)
  return values
}

/** What is written in Meta's own words may be anything. */
export const listOf = <Item>(value: readonly Item[] | undefined): readonly Item[] => (Array.isArray(value) ? value : [])

const counted = (count: number) => (count === 1 ? '1 parameter' : `${count || 'no'} parameters`)

/** A sum of money or a date stands for itself with the text that is shown where a phone cannot write it. */
function shownValueOf(parameter: SentParameter | undefined): string {
  const { text, currency, date_time } = (parameter ?? {}) as Record<
    string,
    { fallback_value?: unknown } | string | undefined
  >
  if (typeof text === 'string') return text
  const shown = [currency, date_time].find((one) => typeof one === 'object')
  return typeof shown === 'object' ? String(shown.fallback_value ?? '') : ''
}

/** Every card is given, each as a small template of its own. Says what stands on them. */
function checkCards(
  template: KnownTemplate,
  carousel: TemplateComponent | undefined,
  sent: SentComponent | undefined,
  fault: TellFault,
): string[] {
  if (!carousel) {
    if (sent) fault('carousel', 'the template has none')
    return []
  }
  const wanted = listOf(carousel.cards as readonly Card[] | undefined)
  const given = listOf((sent as { cards?: readonly SentCard[] } | undefined)?.cards)
  if (wanted.length !== given.length) {
    fault('carousel', `it has ${wanted.length} cards, ${given.length} given`)
    return []
  }
  return wanted.map((card, index) => {
    const components = listOf(card.components).map((one) => ({ ...one, type: String(one.type).toUpperCase() }))
    const own = given.find((one) => Number(one?.card_index) === index)
    return checkComponents({ ...template, components }, listOf(own?.components), (where, why) =>
      fault(`card ${index}, ${where}`, why),
    )
  })
}

interface Card {
  readonly components?: readonly TemplateComponent[]
}
interface SentCard {
  readonly card_index?: unknown
  readonly components?: readonly SentComponent[]
}

function checkOffer(
  offer: TemplateComponent | undefined,
  sent: SentComponent | undefined,
  fault: TellFault,
): string | undefined {
  const { text, has_expiration } = (offer?.limited_time_offer ?? {}) as { text?: string; has_expiration?: unknown }
  if (!offer && sent) fault('limited-time offer', 'the template has none')
  if (has_expiration === true && !sent) fault('limited-time offer', 'it takes when it ends, none given')
  return text
}
