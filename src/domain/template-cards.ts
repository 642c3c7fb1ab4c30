import type { TemplateComponent } from './template.ts'
import { buttonFaults } from './template-buttons.ts'
import { type About, checkBody, checkHeader, type TellFault, textOf } from './template-text.ts'

const CARDS = { least: 2, most: 10 } as const
const PARTS = ['HEADER', 'BODY', 'BUTTONS']

export interface TemplateCard {
  readonly components: readonly TemplateComponent[]
}

/** The cards of a carousel: each a small template of its own, and all alike. */
export function cardFaults(given: unknown, about: About, fault: TellFault): void {
  const cards = (Array.isArray(given) ? given : []) as readonly (Partial<TemplateCard> | null)[]
  if (cards.length < CARDS.least || cards.length > CARDS.most)
    fault('cards', 'cards', { ...CARDS, given: cards.length })
  const shapes = new Set<string>()
  for (const [index, card] of cards.entries()) {
    const at = `cards.${index}`
    const components = partsOf(card)
    if (components.some(({ type }) => !PARTS.includes(type))) fault(at, 'cardParts')
    const of = (type: string) => components.find((one) => one.type === type)
    const [header, body, buttons] = [of('HEADER'), of('BODY'), of('BUTTONS')]
    const format = textOf(header?.format).toUpperCase()
    if (!header || !['IMAGE', 'VIDEO'].includes(format)) fault(`${at}.header`, 'cardHeader')
    else checkHeader(header, about, fault, `${at}.header`)
    if (body) checkBody(`${at}.body`, body, about, fault)
    if (buttons) buttonFaults(`${at}.buttons`, buttons.buttons, about, fault)
    const types = (Array.isArray(buttons?.buttons) ? buttons.buttons : []).map((one) => textOf(one?.type).toUpperCase())
    shapes.add(`${format} ${body ? 'body' : ''} ${types.join(' ')}`)
  }
  if (shapes.size > 1) fault('cards', 'cardsAlike')
}

const partsOf = (card: Partial<TemplateCard> | null): TemplateComponent[] =>
  (Array.isArray(card?.components) ? card.components : []).map((one: TemplateComponent | null) => ({
    ...one,
    type: textOf(one?.type).toUpperCase(),
  }))
