import type { Location, MediaHeader, Template, TemplateButton, TemplateParameters } from '../domain/outbound.ts'
import { renderMediaHeader } from './render-media.ts'

export function renderTemplate({ name, language, header, body, buttons }: Template): object {
  const components = [
    ...(header === undefined ? [] : [{ type: 'header', parameters: renderHeader(header) }]),
    ...(body === undefined ? [] : [{ type: 'body', parameters: renderParameters(body) }]),
    ...(buttons ?? []).map(renderButton),
  ]
  return { name, language: { code: language }, ...(components.length > 0 && { components }) }
}

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
}

function renderButton({ index, kind, value }: TemplateButton): object {
  return { type: 'button', sub_type: SUB_TYPES[kind], index: String(index), parameters: [renderValue(kind, value)] }
}

function renderValue(kind: TemplateButton['kind'], value: string): object {
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
  }
}
