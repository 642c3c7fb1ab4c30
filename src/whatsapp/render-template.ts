import type {
  Location,
  MediaHeader,
  Template,
  TemplateButton,
  TemplateCard,
  TemplateParameters,
} from '../domain/outbound.ts'
import { renderMediaHeader } from './render-media.ts'

export function renderTemplate({ name, language, offerEnds, cards, ...parts }: Template): object {
  const components = [
    ...renderParts(parts),
    ...(offerEnds === undefined ? [] : [renderOffer(offerEnds)]),
    ...(cards === undefined ? [] : [{ type: 'carousel', cards: cards.map(renderCard) }]),
  ]
  return { name, language: { code: language }, ...(components.length > 0 && { components }) }
}

const renderParts = ({ header, body, buttons }: Pick<Template, 'header' | 'body' | 'buttons'>): object[] => [
  ...(header === undefined ? [] : [{ type: 'header', parameters: renderHeader(header) }]),
  ...(body === undefined ? [] : [{ type: 'body', parameters: renderParameters(body) }]),
  ...(buttons ?? []).map(renderButton),
]

const renderOffer = (ends: number) => ({
  type: 'limited_time_offer',
  parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: ends } }],
})

const renderCard = (card: TemplateCard, index: number) => ({ card_index: index, components: renderParts(card) })

function renderHeader(header: NonNullable<Template['header']>): object[] {
  if (isMedia(header)) return [renderMediaHeader(header)]
  if (!isLocation(header)) return renderParameters(header)
  const { kind: _, ...location } = header
  return [{ type: 'location', location }]
}

/** A template may name a parameter `kind` or `media`; the value of one is a text. */
const isMedia = (header: object): header is MediaHeader => 'media' in header && typeof header.media === 'object'
const isLocation = (header: object): header is Location =>
  'kind' in header && header.kind === 'location' && 'latitude' in header && typeof header.latitude === 'number'

function renderParameters(parameters: TemplateParameters): object[] {
  if (isList(parameters)) return parameters.map((text) => ({ type: 'text', text }))
  return Object.entries(parameters).map(([name, text]) => ({ type: 'text', parameter_name: name, text }))
}

const isList = (parameters: TemplateParameters): parameters is readonly string[] => Array.isArray(parameters)

const SUB_TYPES: Readonly<Record<TemplateButton['kind'], string>> = {
  'quick-reply': 'quick_reply',
  url: 'url',
  'copy-code': 'copy_code',
  flow: 'flow',
  catalog: 'catalog',
  products: 'mpm',
}

function renderButton(button: TemplateButton): object {
  const { index, kind } = button
  return { type: 'button', sub_type: SUB_TYPES[kind], index: String(index), parameters: [renderValue(button)] }
}

function renderValue({ kind, value, sections = [] }: TemplateButton): object {
  switch (kind) {
    case 'quick-reply':
      return { type: 'payload', payload: value }
    case 'url':
      return { type: 'text', text: value }
    case 'copy-code':
      return { type: 'coupon_code', coupon_code: value }
    case 'flow':
      return { type: 'action', action: { flow_token: value } }
    case 'catalog':
      return { type: 'action', action: { thumbnail_product_retailer_id: value } }
    case 'products':
      return {
        type: 'action',
        action: { thumbnail_product_retailer_id: value, sections: sections.map(renderProducts) },
      }
  }
}

const renderProducts = ({ title, products }: NonNullable<TemplateButton['sections']>[number]) => ({
  title,
  product_items: products.map((id) => ({ product_retailer_id: id })),
})
