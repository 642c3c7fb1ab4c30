import type { Order } from '../../domain/content.ts'
import { isObject, items, type Json, label, number, text, told } from './values.ts'

/** Amounts come as numbers or as text. 0 stands for what cannot be read. */
export function readOrder({ catalog_id, text: said, product_items }: Json): Order | undefined {
  const ordered = items(product_items)
    .filter(isObject)
    .map(({ product_retailer_id, quantity, item_price, currency }) => ({
      product: text(product_retailer_id) ?? '',
      quantity: number(quantity) ?? 0,
      price: number(item_price) ?? 0,
      currency: label(currency) ?? '',
    }))
  const catalog = text(catalog_id)
  if (catalog === undefined && ordered.length === 0) return undefined
  return { kind: 'order', catalog: catalog ?? '', items: ordered, ...told({ text: text(said) }) }
}
