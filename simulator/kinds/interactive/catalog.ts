import type { InteractiveKind } from '../interactive.ts'
import { TEXT_HEADER } from './header.ts'
import { readSectionTitles } from './list.ts'

const MOST_SECTIONS = 10
/** In all sections together. */
const MOST_PRODUCTS = 30

export const product: InteractiveKind = {
  type: 'product',
  header: [],
  body: { longest: 1024, optional: true },
  footer: true,
  readAction(action) {
    action.at('catalog_id').text()
    return [`[product ${action.at('product_retailer_id').text()}]`]
  },
}

export const productList: InteractiveKind = {
  type: 'product_list',
  header: TEXT_HEADER,
  body: { longest: 1024 },
  footer: true,
  check(interactive) {
    if (!interactive.at('header').given) interactive.at('header').missing()
  },
  readAction(action) {
    action.at('catalog_id').text()
    const sections = action.at('sections').list({ most: MOST_SECTIONS })
    readSectionTitles(sections)
    const items = sections.flatMap((section) => section.at('product_items').list({ most: Number.POSITIVE_INFINITY }))
    if (items.length > MOST_PRODUCTS)
      action.at('sections').wrong(`must have at most ${MOST_PRODUCTS} products in total`)
    return items.map((item) => `- product ${item.at('product_retailer_id').text()}`)
  },
}

export const catalogMessage: InteractiveKind = {
  type: 'catalog_message',
  header: [],
  body: { longest: 1024 },
  footer: true,
  readAction(action) {
    action.at('name').oneOf(['catalog_message'])
    action.at('parameters').at('thumbnail_product_retailer_id').ifGiven()?.text()
    return ['[View catalog]']
  },
}
