import type { Phone, Speech } from './speech.ts'

interface Basket {
  items: { productId: string; quantity: number; price: number; currency: string }[]
  catalogId?: string
  text?: string
}

/** A basket of the catalogue. Older webhooks write its numbers as text. */
export function order({ items, catalogId = '194836987003835', text = '' }: Basket, { old }: Phone): Speech {
  if (!Array.isArray(items) || items.length === 0) throw new Error('An order has "items", at least one.')
  const figure = (value: number) => (old ? String(value) : value)
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    type: 'order',
    content: {
      catalog_id: catalogId,
      text,
      product_items: items.map(({ productId, quantity, price, currency }) => ({
        product_retailer_id: productId,
        quantity: figure(quantity),
        item_price: figure(price),
        currency,
      })),
    },
    text: `🛒 ${count} ${count === 1 ? 'item' : 'items'}${text && `: ${text}`}`,
  }
}
