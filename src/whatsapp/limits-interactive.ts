import { type Field, requireUnique } from './limits-field.ts'
import { checkMedia } from './limits-media.ts'

type HeaderFormat = 'text' | 'image' | 'video' | 'document'
const WORDS: readonly HeaderFormat[] = ['text']
const ANY: readonly HeaderFormat[] = ['text', 'image', 'video', 'document']

const LONGEST_HEADER = 60
const LONGEST_FOOTER = 60
const LONGEST_BODY = 1024
const LONGEST_LIST_BODY = 4096
const LONGEST_LABEL = 20
/** Twenty is written as well; only what is above both is refused. */
const LONGEST_FLOW_LABEL = 30
const MOST_BUTTONS = 3
const MOST_SECTIONS = 10
/** In all sections together. */
const MOST_ROWS = 10
const MOST_PRODUCTS = 30

interface Form {
  readonly header?: readonly HeaderFormat[] | 'required'
  readonly body?: number | 'optional'
  readonly footer?: boolean
  readonly action: (action: Field) => void
}

/** Forms whose button WhatsApp labels itself. */
const ask = (name: string): Form => ({ action: (action) => void action.at('name').oneOf([name]) })

const FORMS: Readonly<Record<string, Form>> = {
  button: { header: ANY, footer: true, action: checkButtons },
  list: { header: WORDS, body: LONGEST_LIST_BODY, footer: true, action: checkList },
  cta_url: { header: ANY, footer: true, action: checkLink },
  flow: { header: ANY, footer: true, action: checkFlow },
  location_request_message: ask('send_location'),
  request_contact_info: ask('request_contact_info'),
  call_permission_request: { ...ask('call_permission_request'), body: 'optional' },
  voice_call: {
    action(action) {
      action.at('name').oneOf(['voice_call'])
      action.at('parameters').at('display_text').optionalText({ most: LONGEST_LABEL })
    },
  },
  address_message: {
    footer: true,
    action(action) {
      action.at('name').oneOf(['address_message'])
      if (!action.at('parameters').object()) return
      action
        .at('parameters')
        .at('country')
        .text({ form: /^[A-Z]{2}$/, like: 'a country code of two letters' })
    },
  },
  product: {
    body: 'optional',
    footer: true,
    action(action) {
      action.at('catalog_id').text()
      action.at('product_retailer_id').text()
    },
  },
  product_list: { header: 'required', footer: true, action: checkProducts },
  catalog_message: {
    footer: true,
    action(action) {
      action.at('name').oneOf(['catalog_message'])
      action.at('parameters').at('thumbnail_product_retailer_id').optionalText()
    },
  },
  carousel: { action: checkCarousel },
}

export function checkInteractive(content: Field): void {
  if (!content.object()) return
  const type = content.at('type')
  if (!type.given || typeof type.value !== 'string') return void type.text()
  // A form that Meta has invented since has limits of its own.
  const form = FORMS[type.value]
  if (!form) return
  checkHeader(content.at('header'), form.header)
  checkBody(content.at('body'), form.body)
  const footer = content.at('footer')
  if (footer.given && !form.footer) footer.fault(`is there, and ${type.value} has none on WhatsApp`)
  else if (footer.given && footer.object()) footer.at('text').text({ most: LONGEST_FOOTER })
  const action = content.at('action')
  if (action.object()) form.action(action)
}

function checkHeader(header: Field, formats: Form['header']): void {
  if (!header.given) {
    if (formats === 'required') header.fault('is missing')
    return
  }
  if (!formats) return void header.fault('is there, and this form of message has none on WhatsApp')
  if (!header.object()) return
  const format = header.at('type').oneOf(formats === 'required' ? WORDS : formats)
  if (format === 'text') header.at('text').text({ most: LONGEST_HEADER })
  else if (format) checkMedia(header.at(format))
}

function checkBody(body: Field, most: Form['body'] = LONGEST_BODY): void {
  if (!body.given && most === 'optional') return
  if (body.object()) body.at('text').text({ most: most === 'optional' ? LONGEST_BODY : most })
}

function checkButtons(action: Field): void {
  const buttons = action.at('buttons').list({ most: MOST_BUTTONS })
  const replies = buttons.map((button) => button.at('reply'))
  for (const [index, button] of buttons.entries()) {
    if (!button.object()) continue
    button.at('type').oneOf(['reply'])
    const reply = replies[index]!
    if (!reply.object()) continue
    reply.at('id').text({ most: 256 })
    reply.at('title').text({ most: LONGEST_LABEL })
  }
  requireUnique(replies.map((reply) => reply.at('id')))
  requireUnique(replies.map((reply) => reply.at('title')))
}

function checkList(action: Field): void {
  action.at('button').text({ most: LONGEST_LABEL })
  const sections = action.at('sections').list({ most: MOST_SECTIONS })
  checkTitles(sections)
  const rows = sections.flatMap((section) => section.at('rows').list())
  checkTotal(action.at('sections'), rows.length, { most: MOST_ROWS, what: 'rows' })
  for (const row of rows) {
    if (!row.object()) continue
    row.at('id').text({ most: 200 })
    row.at('title').text({ most: 24 })
    row.at('description').optionalText({ most: 72 })
  }
  requireUnique(rows.map((row) => row.at('id')))
}

/** Several sections need titles to tell them apart. */
function checkTitles(sections: readonly Field[]): void {
  for (const section of sections) {
    if (!section.object()) continue
    const title = section.at('title')
    if (title.given) title.text({ most: 24 })
    else if (sections.length > 1) title.fault('is missing, WhatsApp wants one where there are several sections')
  }
}

function checkTotal(sections: Field, count: number, { most, what }: { most: number; what: string }): void {
  if (count > most) sections.fault(`has ${count} ${what} in total, WhatsApp allows ${most}`)
}

function checkLink(action: Field): void {
  action.at('name').oneOf(['cta_url'])
  const parameters = action.at('parameters')
  if (!parameters.object()) return
  parameters.at('display_text').text({ most: LONGEST_LABEL })
  parameters.at('url').link()
}

function checkFlow(action: Field): void {
  action.at('name').oneOf(['flow'])
  const parameters = action.at('parameters')
  if (!parameters.object()) return
  parameters.at('flow_message_version').oneOf(['3'])
  parameters.at('flow_cta').text({ most: LONGEST_FLOW_LABEL })
  const [id, name] = [parameters.at('flow_id'), parameters.at('flow_name')]
  if (id.given && name.given) name.fault('is there beside a flow_id, WhatsApp takes one of them')
  else if (name.given) name.text()
  else id.text()
  parameters.at('flow_token').optionalText()
  if (parameters.at('mode').given) parameters.at('mode').oneOf(['draft', 'published'])
  const opens = parameters.at('flow_action')
  const kind = opens.given ? opens.oneOf(['navigate', 'data_exchange']) : 'navigate'
  const payload = parameters.at('flow_action_payload')
  if (!payload.given) return
  if (kind === 'data_exchange') return void payload.fault('is there, and a flow with data_exchange has none')
  if (!payload.object()) return
  payload.at('screen').text()
  const data = payload.at('data')
  if (data.given && data.object() && Object.keys(data.value as object).length === 0) data.fault('is empty')
}

function checkProducts(action: Field): void {
  action.at('catalog_id').text()
  const sections = action.at('sections').list({ most: MOST_SECTIONS })
  checkTitles(sections)
  const items = sections.flatMap((section) => section.at('product_items').list())
  checkTotal(action.at('sections'), items.length, { most: MOST_PRODUCTS, what: 'products' })
  for (const item of items) item.at('product_retailer_id').text()
}

function checkCarousel(action: Field): void {
  const cards = action.at('cards').list({ least: 2, most: 10 })
  for (const card of cards) if (card.object()) checkCard(card)
  requireUnique(cards.map((card) => card.at('card_index')))
  if (new Set(cards.map((card) => card.at('type').value)).size > 1)
    action.at('cards').fault('has cards of several types, WhatsApp wants one')
}

function checkCard(card: Field): void {
  card.at('card_index').number({ least: 0, most: 9 })
  const type = card.at('type').oneOf(['cta_url', 'product'])
  const action = card.at('action')
  if (!type || !action.object()) return
  if (type === 'product') {
    action.at('catalog_id').text()
    action.at('product_retailer_id').text()
    return
  }
  const header = card.at('header')
  if (header.object()) {
    const format = header.at('type').oneOf(['image', 'video'])
    if (format) checkMedia(header.at(format))
  }
  if (card.at('body').given) card.at('body').at('text').text({ most: 160 })
  checkLink(action)
}
