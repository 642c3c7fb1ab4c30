import type { Sending } from '../../message-kind.ts'
import { type Parameter, requireUnique } from '../../parameter.ts'
import type { InteractiveKind } from '../interactive.ts'
import { readUrlButton } from './cta-url.ts'
import { readHeader } from './header.ts'

const FEWEST_CARDS = 2
const MOST_CARDS = 10
const LONGEST_CARD_BODY = 160

export const carousel: InteractiveKind = {
  type: 'carousel',
  header: [],
  body: { longest: 1024 },
  footer: false,
  readAction(action, sending) {
    const cards = action.at('cards').list({ fewest: FEWEST_CARDS, most: MOST_CARDS })
    const lines = cards.map((card) => readCard(card, sending))
    requireUnique(cards.map((card) => card.at('card_index')))
    const types = new Set(cards.map((card) => card.at('type').value))
    if (types.size > 1) action.at('cards').wrong('must all be of one type')
    return lines
  },
}

function readCard(card: Parameter, sending: Sending): string {
  card.fields()
  const index = card.at('card_index').number({ least: 0, most: MOST_CARDS - 1 })
  const type = card.at('type').oneOf(['cta_url', 'product'])
  const action = card.at('action')
  action.fields()
  if (type === 'product') {
    action.at('catalog_id').text()
    return `${index + 1}. [product ${action.at('product_retailer_id').text()}]`
  }
  const header = card.at('header')
  if (!header.given) header.missing()
  const shown = readHeader(header, ['image', 'video'], sending)
  const body = card.at('body').given ? card.at('body').at('text').text({ longest: LONGEST_CARD_BODY }) : ''
  return [`${index + 1}.`, shown, body, readUrlButton(action)].filter(Boolean).join(' ')
}
