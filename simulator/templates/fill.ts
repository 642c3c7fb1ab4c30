import type { Button } from '../buttons.ts'
import { readMedium } from '../kinds/medium.ts'
import type { Sending } from '../message-kind.ts'
import { longerThan, type Parameter, Refused } from '../parameter.ts'
import { fillButtons, type ShownButton } from './fill-buttons.ts'
import { LONGEST_BODY, LONGEST_HEADER } from './form.ts'
import { type Component, componentsOf, fillIn, type Template, variablesOf } from './template.ts'
import { mismatch, readValues, wrongCount } from './values.ts'

/** A template as the phone shows it. */
export interface ShownTemplate {
  readonly header?: { readonly format: string; readonly text?: string; readonly content?: unknown }
  /** `ends` in epoch milliseconds. */
  readonly offer?: { readonly text: string; readonly ends?: number }
  readonly body?: string
  readonly footer?: string
  readonly buttons: readonly ShownButton[]
  readonly cards?: readonly ShownTemplate[]
}

type Stage = Pick<Sending, 'media' | 'line'>

/** What the sender gave, one component of each kind. */
interface Given {
  readonly header: Parameter | undefined
  readonly body: Parameter | undefined
  readonly buttons: readonly Parameter[]
  readonly carousel: Parameter | undefined
  readonly offer: Parameter | undefined
}

const NO_COMPONENTS: Given = { header: undefined, body: undefined, buttons: [], carousel: undefined, offer: undefined }

/** Fills what was given into a template; throws `Refused` where the two do not fit. */
export function fillTemplate(template: Template, components: Parameter | undefined, stage: Stage): ShownTemplate {
  return fill(template, components ? sort(components) : NO_COMPONENTS, stage)
}

type Parts = Pick<Template, 'components' | 'parameterFormat' | 'category'>

function fill(template: Parts, given: Given, stage: Stage): ShownTemplate {
  const [header] = componentsOf(template, 'HEADER')
  const [body] = componentsOf(template, 'BODY')
  const [footer] = componentsOf(template, 'FOOTER')
  const [carousel] = componentsOf(template, 'CAROUSEL')
  const [offer] = componentsOf(template, 'LIMITED_TIME_OFFER')
  if (given.header && !header) wrongCount('header', given.header.at('parameters').value, 0)
  if (given.carousel && !carousel) throw new Refused({ code: 132012, details: 'carousel: the template has none.' })
  const shownOffer = offer && readOffer(offer, given.offer)
  const shownHeader = header && fillHeader(template, header, given.header, stage)
  const shownBody = body && fillText(template, 'body', bodyText(template, body), given.body, LONGEST_BODY)
  const shownFooter = footer && footerText(footer)
  return {
    ...(shownHeader && { header: shownHeader }),
    ...(shownOffer && { offer: shownOffer }),
    ...(shownBody !== undefined && { body: shownBody }),
    ...(shownFooter && { footer: shownFooter }),
    buttons: fillButtons(template, given.buttons),
    ...(carousel && { cards: fillCards(template, carousel, given.carousel, stage) }),
  }
}

function sort(components: Parameter): Given {
  const list = components.list({ fewest: 0, most: 30 })
  const ofType = (type: string) => list.filter((component) => component.at('type').text().toLowerCase() === type)
  for (const component of list) {
    const type = component.at('type').text().toLowerCase()
    if (!['header', 'body', 'button', 'carousel', 'limited_time_offer'].includes(type)) {
      component.at('type').wrong('must be one of {header, body, button, carousel, limited_time_offer}')
    }
  }
  return {
    header: ofType('header')[0],
    body: ofType('body')[0],
    buttons: ofType('button'),
    carousel: ofType('carousel')[0],
    offer: ofType('limited_time_offer')[0],
  }
}

const parametersOf = (component: Parameter | undefined) =>
  component?.at('parameters').ifGiven()?.list({ fewest: 0, most: 100 }) ?? []

function fillText(
  { parameterFormat }: Parts,
  where: 'header' | 'body',
  text: unknown,
  given: Parameter | undefined,
  longest: number,
): string {
  const values = readValues(where, variablesOf(text), parametersOf(given), parameterFormat)
  const filled = fillIn(text, values)
  if (longerThan(filled, longest)) {
    const details = `${where}: translated text too long: at most ${longest} characters, these are ${[...filled].length}.`
    throw new Refused({ code: 132005, details })
  }
  return filled
}

function fillHeader(template: Parts, header: Component, given: Parameter | undefined, stage: Stage) {
  const format = String(header.format)
  if (format === 'TEXT') {
    return { format, text: fillText(template, 'header', header.text, given, LONGEST_HEADER) }
  }
  const [parameter, ...rest] = parametersOf(given)
  if (!parameter || rest.length > 0) return wrongCount('header', given?.at('parameters').value, 1)
  const type = parameter.at('type').text().toLowerCase()
  // A GIF is a short video.
  const wanted = format === 'GIF' ? 'video' : format.toLowerCase()
  if (type !== wanted) mismatch('header', format, type.toUpperCase())
  const content = parameter.at(type)
  if (type === 'image' || type === 'video' || type === 'document') readMedium(content, type, stage)
  else for (const axis of ['latitude', 'longitude']) content.at(axis).number({ least: -180, most: 180 })
  return { format, content: content.value }
}

/** Meta itself words the message that carries a code. */
function bodyText({ category }: Parts, { text, add_security_recommendation: recommend }: Component): unknown {
  if (category !== 'AUTHENTICATION' || text !== undefined) return text
  return `*{{1}}* is your verification code.${recommend === true ? ' For your security, do not share this code.' : ''}`
}

function footerText({ text, code_expiration_minutes: minutes }: Component): string {
  if (typeof text === 'string') return text
  return minutes === undefined ? '' : `This code expires in ${String(minutes)} minutes.`
}

function readOffer(offer: Component, given: Parameter | undefined): NonNullable<ShownTemplate['offer']> {
  const { text = '', has_expiration: expires } = (offer.limited_time_offer ?? {}) as {
    text?: string
    has_expiration?: boolean
  }
  if (!expires) return { text }
  const [parameter] = parametersOf(given)
  if (!parameter) return wrongCount('limited_time_offer', undefined, 1)
  const until = parameter.at('limited_time_offer').at('expiration_time_ms')
  return { text, ends: until.number({ least: 0, most: Number.MAX_SAFE_INTEGER }) }
}

function fillCards(template: Parts, carousel: Component, given: Parameter | undefined, stage: Stage): ShownTemplate[] {
  const cards = carousel.cards as readonly { components: readonly Component[] }[]
  const sent = given?.at('cards').list({ fewest: 0, most: cards.length }) ?? []
  if (sent.length !== cards.length) wrongCount('carousel', given?.at('cards').value, cards.length)
  return cards.map(({ components }, index) => {
    const one = sent.find((card) => Number(card.at('card_index').value) === index)
    if (!one) throw new Refused({ code: 132012, details: `carousel: the card with card_index ${index} is missing.` })
    return fill({ ...template, components }, sort(one.at('components')), stage)
  })
}

/** Everything a person can read in it. */
export function textOf({ header, offer, body, footer, buttons, cards = [] }: ShownTemplate): string {
  const heading = header && (header.text ?? `[${header.format.toLowerCase()}]`)
  const labels = buttons.map(({ text, url }) => (url ? `[${text}] ${url}` : `[${text}]`))
  return [heading, offer?.text, body, footer, ...labels, ...cards.map(textOf)].filter(Boolean).join('\n')
}

/** What can be tapped and answers. */
export const tappable = ({ buttons, cards = [] }: ShownTemplate): Button[] => [
  ...buttons.flatMap(({ type, text, payload }): Button[] =>
    type === 'QUICK_REPLY' ? [{ kind: 'quick_reply', id: payload ?? text, title: text }] : [],
  ),
  ...cards.flatMap(tappable),
]
