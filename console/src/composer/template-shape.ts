import { fillIn, variablesOf } from '../../../src/domain/template.ts'
import type { KnownTemplate, Outbound, TemplateComponent } from '../../../src/http/wire.ts'
import type { Word } from '../words/t.ts'

type Template = Extract<Outbound, { kind: 'template' }>
type ButtonKind = NonNullable<Template['buttons']>[number]['kind']

/** Something that whoever sends a template has to fill in. */
export interface Blank {
  readonly key: string
  readonly part: 'header' | 'body' | 'button' | 'place'
  /** As the template names it: `1`, `order_id`; of a button its title. */
  readonly name: string
  readonly example: string | undefined
  /** Of this one alone; what is allowed with the words around it is found when they are filled in. */
  readonly most: number
  readonly button?: { readonly index: number; readonly kind: ButtonKind }
}

export interface ShownButton {
  readonly text: string
  readonly type: string
}

/** A template, taken apart into what is fixed and what is not. */
export interface Shape {
  readonly header: string | undefined
  readonly media: 'image' | 'video' | 'document' | undefined
  /** Of a limited-time offer: what stands above the words. */
  readonly offer: string | undefined
  readonly hasPlace: boolean
  readonly body: string
  readonly footer: string | undefined
  readonly buttons: readonly ShownButton[]
  /** Of a carousel. */
  readonly cards: readonly Shape[]
  readonly blanks: readonly Blank[]
  /** It has parts that are filled in by programs only. */
  readonly isForPrograms: boolean
}

export type Values = Readonly<Record<string, string>>

const LONGEST = { header: 60, body: 1024 } as const
const LONGEST_CODE = 15
const LONGEST_END = 2000
const PROGRAMS = ['CAROUSEL', 'LIMITED_TIME_OFFER', 'PRODUCT', 'MPM', 'SPM']
/** Neither lines nor columns nor gaps: what is filled in must not change the form of what was approved. */
const BREAKS_THE_FORM = /[\n\r\t]| {5,}/

export function shapeOf({
  components,
  category,
  parameters,
}: Pick<KnownTemplate, 'components' | 'category' | 'parameters'>): Shape {
  const of = (type: string) => components.find((one) => one.type.toUpperCase() === type)
  const header = of('HEADER')
  const body = of('BODY')
  const format = header ? String(header.format ?? 'TEXT').toUpperCase() : undefined
  const headerText = format === 'TEXT' ? String(header?.text ?? '') : undefined
  const offer = of('LIMITED_TIME_OFFER')?.limited_time_offer as { text?: unknown } | undefined
  const cards = (of('CAROUSEL')?.cards ?? []) as readonly Pick<KnownTemplate, 'components'>[]
  // Meta words the message that carries a code by itself.
  const bodyText =
    typeof body?.text === 'string'
      ? body.text
      : category === 'AUTHENTICATION'
        ? `*{{1}}* is your verification code.${body?.add_security_recommendation === true ? ' For your security, do not share this code.' : ''}`
        : ''
  const buttons = (of('BUTTONS')?.buttons ?? []) as readonly Readonly<Record<string, unknown>>[]
  const isNamed = parameters === 'named'
  return {
    header: headerText,
    media: MEDIA[format ?? ''],
    hasPlace: format === 'LOCATION',
    body: bodyText,
    footer: footerIn(of('FOOTER')),
    offer: offer ? String(offer.text ?? '') : undefined,
    buttons: buttons.map(shownButton),
    cards: cards.map((card) => shapeOf({ components: card.components, category, parameters })),
    blanks: [
      ...(headerText ? blanksIn('header', headerText, header, isNamed) : []),
      ...(format === 'LOCATION' ? PLACE : []),
      ...blanksIn('body', bodyText, body, isNamed),
      ...buttons.flatMap(blankOf),
    ],
    isForPrograms:
      components.some(({ type }) => PROGRAMS.includes(type.toUpperCase())) ||
      buttons.some(({ type }) => PROGRAMS.includes(String(type).toUpperCase())) ||
      PROGRAMS.includes(format ?? ''),
  }
}

/** Of a code WhatsApp words the footer itself. */
function footerIn(footer: TemplateComponent | undefined): string | undefined {
  if (typeof footer?.text === 'string') return footer.text
  const minutes = footer?.code_expiration_minutes
  return minutes === undefined ? undefined : `This code expires in ${String(minutes)} minutes.`
}

/** WhatsApp's own labels. */
const LABELS: Readonly<Record<string, string>> = {
  COPY_CODE: 'Copy offer code',
  OTP: 'Copy code',
  REQUEST_CONTACT_INFO: 'Share contact info',
}

function shownButton({ text, type }: Readonly<Record<string, unknown>>): ShownButton {
  const kind = String(type ?? '').toUpperCase()
  return { text: String(text ?? LABELS[kind] ?? ''), type: kind }
}

const MEDIA: Readonly<Record<string, Shape['media']>> = {
  IMAGE: 'image',
  VIDEO: 'video',
  GIF: 'video',
  DOCUMENT: 'document',
}

const PLACE: readonly Blank[] = (['latitude', 'longitude', 'name', 'address'] as const).map((name) => ({
  key: `place ${name}`,
  part: 'place',
  name,
  example: { latitude: '48.137', longitude: '11.575', name: undefined, address: undefined }[name],
  most: 200,
}))

function blanksIn(part: 'header' | 'body', text: string, component: TemplateComponent | undefined, isNamed: boolean) {
  const examples = examplesIn(part, component, isNamed)
  return variablesOf(text).map((name, index): Blank => {
    const example = examples[isNamed ? name : index]
    return { key: `${part} ${name}`, part, name, example, most: LONGEST[part] }
  })
}

/** What Meta was shown when it looked at the template. */
function examplesIn(part: string, component: TemplateComponent | undefined, isNamed: boolean): Record<string, string> {
  const example = (component?.example ?? {}) as Record<string, unknown>
  if (isNamed) {
    const given = (example[`${part}_text_named_params`] ?? []) as { param_name?: unknown; example?: unknown }[]
    return Object.fromEntries(given.map((one) => [String(one.param_name), String(one.example)]))
  }
  const given = (example[`${part}_text`] ?? []) as unknown[]
  return { ...((Array.isArray(given[0]) ? given[0] : given) as string[]) } as unknown as Record<string, string>
}

function blankOf(button: Readonly<Record<string, unknown>>, index: number): Blank[] {
  const type = String(button.type).toUpperCase()
  const name = String(button.text ?? '')
  const example = Array.isArray(button.example) ? String(button.example[0] ?? '') : undefined
  const blank = (kind: ButtonKind, most: number): Blank[] => [
    { key: `button ${index}`, part: 'button', name, example, most, button: { index, kind } },
  ]
  if (type === 'URL') return variablesOf(String(button.url ?? '')).length > 0 ? blank('url', LONGEST_END) : []
  if (type === 'COPY_CODE') return blank('copy-code', LONGEST_CODE)
  if (type === 'OTP') return blank('url', LONGEST_CODE)
  return []
}

/** What is wrong with what was filled in, by blank; what is missing is wrong only once somebody has tried to send it. */
export function faultsIn(shape: Shape, values: Values, isTried: boolean): Readonly<Record<string, Word>> {
  const faults: Record<string, Word> = {}
  for (const { key, part, name, most } of shape.blanks) {
    const value = (values[key] ?? '').trim()
    const isOptional = part === 'place' && (name === 'name' || name === 'address')
    if (!value && !isOptional) {
      if (isTried) faults[key] = 'template.missing'
    } else if (BREAKS_THE_FORM.test(values[key] ?? '')) faults[key] = 'template.breaks'
    else if ([...value].length > most) faults[key] = 'template.tooLong'
    else if (part === 'place' && !isOptional && !Number.isFinite(Number(value))) faults[key] = 'template.noNumber'
  }
  for (const part of ['header', 'body'] as const) {
    const last = shape.blanks.findLast((one) => one.part === part)
    if (last && [...filled(shape, part, values)].length > LONGEST[part]) faults[last.key] ??= 'template.tooLongTogether'
  }
  return faults
}

/** As the customer will read it; what is not filled in yet still stands as it is written there. */
export function filled({ header = '', body }: Shape, part: 'header' | 'body', values: Values): string {
  const text = part === 'header' ? header : body
  const given = variablesOf(text).flatMap((name) => {
    const value = values[`${part} ${name}`]?.trim()
    return value ? [[name, value] as const] : []
  })
  return fillIn(text, new Map(given))
}

export function contentOf(
  { name, language, parameters }: KnownTemplate,
  shape: Shape,
  { values, media }: { readonly values: Values; readonly media: { id: string; name: string } | undefined },
): Template {
  const given = (part: 'header' | 'body') => {
    const blanks = shape.blanks.filter((one) => one.part === part)
    if (blanks.length === 0) return undefined
    const entries = blanks.map((one) => [one.name, (values[one.key] ?? '').trim()] as const)
    return parameters === 'named' ? Object.fromEntries(entries) : entries.map(([, value]) => value)
  }
  const buttons = shape.blanks.flatMap(({ button, key }) =>
    button ? [{ ...button, value: (values[key] ?? '').trim() }] : [],
  )
  const header = shape.hasPlace ? placeIn(values) : shape.media ? mediaIn(shape.media, media) : given('header')
  const body = given('body')
  return {
    kind: 'template',
    name,
    language,
    ...(header && { header }),
    ...(body && { body }),
    ...(buttons.length > 0 && { buttons }),
  }
}

/** What stands in a message already, as whoever sends it would have filled it in. */
export function valuesIn({ blanks }: Shape, { header, body, buttons }: Template): Values {
  const given = { header, body } as Readonly<Record<string, unknown>>
  const places = { header: 0, body: 0 }
  return Object.fromEntries(
    blanks.flatMap(({ key, part, name, button }) => {
      if (part === 'place') return []
      if (part === 'button') return [[key, buttons?.find(({ index }) => index === button?.index)?.value ?? '']]
      const values = given[part]
      const value = Array.isArray(values)
        ? values[places[part]++]
        : (values as Record<string, string> | undefined)?.[name]
      return [[key, typeof value === 'string' ? value : '']]
    }),
  )
}

const mediaIn = (kind: NonNullable<Shape['media']>, media: { id: string; name: string } | undefined) =>
  media && { kind, media: { id: media.id }, ...(kind === 'document' && { filename: media.name }) }

function placeIn(values: Values) {
  const [name, address] = [values['place name']?.trim(), values['place address']?.trim()]
  return {
    kind: 'location' as const,
    latitude: Number(values['place latitude']),
    longitude: Number(values['place longitude']),
    ...(name && { name }),
    ...(address && { address }),
  }
}
