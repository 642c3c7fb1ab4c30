import type { Template } from '../../src/domain/outbound.ts'
import type { TemplateForm } from '../../src/domain/template.ts'

/** A kind of template: as the business writes it down, as it is sent, and what Meta is sent then. Written by us. */
export interface TemplateKind {
  readonly says: string
  readonly form: TemplateForm
  readonly send: Omit<Template, 'kind' | 'name' | 'language'>
  /** `components` of the message. */
  readonly meta: readonly object[]
  /** What the customer reads above all buttons. */
  readonly words: string
}

export const PICTURE = 'https://acme.example/parcel.png'
const HANDLE = { header_handle: ['4::aW1hZ2UvcG5n:ARb'] }
const text = (value: string) => ({ type: 'text', text: value })
const BODY = { type: 'BODY', text: 'Your parcel is on its way.' }
const plain = (name: string, more: Partial<TemplateForm>, components: TemplateForm['components'] = [BODY]) => ({
  name,
  language: 'en_US',
  category: 'UTILITY' as const,
  components,
  ...more,
})

/** A template whose header is a file. */
const withFile = (format: string, kind: 'image' | 'video' | 'document', more: object = {}): TemplateKind => ({
  says: `header: ${format.toLowerCase()}`,
  form: plain(`header_${format.toLowerCase()}`, {}, [{ type: 'HEADER', format, example: HANDLE }, BODY]),
  send: { header: { kind, media: { link: PICTURE }, ...more } },
  meta: [{ type: 'header', parameters: [{ type: kind, [kind]: { link: PICTURE, ...more } }] }],
  words: `[${kind}]\n${BODY.text}`,
})

/** A template with one button. */
const withButton = (
  button: Record<string, unknown>,
  send: TemplateKind['send'] = {},
  meta: TemplateKind['meta'] = [],
  more: Partial<TemplateForm> = {},
): TemplateKind => ({
  says: `button: ${String(button.type).toLowerCase().replaceAll('_', ' ')}`,
  form: plain(`button_${String(button.type).toLowerCase()}`, more, [BODY, { type: 'BUTTONS', buttons: [button] }]),
  send,
  meta,
  words: BODY.text,
})
const sent = (sub_type: string, parameter: object) => ({
  type: 'button',
  sub_type,
  index: '0',
  parameters: [parameter],
})

const code = (otp: Record<string, unknown>, name: string): TemplateKind => ({
  says: `authentication: ${name}`,
  form: {
    name: `code_${name}`,
    language: 'en_US',
    category: 'AUTHENTICATION',
    components: [
      { type: 'BODY', add_security_recommendation: true },
      { type: 'FOOTER', code_expiration_minutes: 10 },
      { type: 'BUTTONS', buttons: [{ type: 'OTP', ...otp }] },
    ],
  },
  send: { body: ['123456'], buttons: [{ index: 0, kind: 'url', value: '123456' }] },
  meta: [{ type: 'body', parameters: [text('123456')] }, sent('url', text('123456'))],
  words: '*123456* is your verification code.',
})

const ANDROID = { package_name: 'com.acme.shop', signature_hash: 'K8a/AINcGX7' }
const card = (name: string) => ({
  components: [
    { type: 'HEADER', format: 'IMAGE', example: HANDLE },
    { type: 'BODY', text: `The ${name}, with {{1}} off.`, example: { body_text: [['20 %']] } },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Tell me more' },
        { type: 'URL', text: 'Buy', url: 'https://acme.example/{{1}}', example: ['https://acme.example/boots'] },
      ],
    },
  ],
})
const sentCard = (index: number, off: string, end: string) => ({
  card_index: index,
  components: [
    { type: 'header', parameters: [{ type: 'image', image: { link: PICTURE } }] },
    { type: 'body', parameters: [text(off)] },
    sent('quick_reply', { type: 'payload', payload: `more-${end}` }),
    { ...sent('url', text(end)), index: '1' },
  ],
})

export const TEMPLATE_KINDS: readonly TemplateKind[] = [
  { says: 'only words', form: plain('only_words', {}), send: {}, meta: [], words: BODY.text },
  {
    says: 'variables with numbers, heading and footer',
    form: plain('with_numbers', {}, [
      { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['ORD-22'] } },
      {
        type: 'BODY',
        text: 'Hello {{1}}, it comes on {{2}}.',
        example: { body_text: [['Maya', 'Friday']] },
      },
      { type: 'FOOTER', text: 'Acme' },
    ]),
    send: { header: ['ORD-22'], body: ['Maya', 'Friday'] },
    meta: [
      { type: 'header', parameters: [text('ORD-22')] },
      { type: 'body', parameters: [text('Maya'), text('Friday')] },
    ],
    words: 'Order ORD-22\nHello Maya, it comes on Friday.\nAcme',
  },
  {
    says: 'variables with names',
    form: plain('with_names', { parameters: 'named' }, [
      {
        type: 'BODY',
        text: 'Hello {{first_name}}, welcome to {{shop}}!',
        example: {
          body_text_named_params: [
            { param_name: 'first_name', example: 'Maya' },
            { param_name: 'shop', example: 'Acme' },
          ],
        },
      },
    ]),
    send: { body: { first_name: 'Maya', shop: 'Acme' } },
    meta: [
      {
        type: 'body',
        parameters: [
          { type: 'text', parameter_name: 'first_name', text: 'Maya' },
          { type: 'text', parameter_name: 'shop', text: 'Acme' },
        ],
      },
    ],
    words: 'Hello Maya, welcome to Acme!',
  },
  withFile('IMAGE', 'image'),
  withFile('VIDEO', 'video'),
  withFile('GIF', 'video'),
  withFile('DOCUMENT', 'document', { filename: 'invoice.pdf' }),
  {
    says: 'header: location',
    form: plain('header_location', {}, [{ type: 'HEADER', format: 'LOCATION' }, BODY]),
    send: { header: { kind: 'location', latitude: 48.137, longitude: 11.575, name: 'Acme', address: 'Oak St 12' } },
    meta: [
      {
        type: 'header',
        parameters: [
          {
            type: 'location',
            location: { latitude: 48.137, longitude: 11.575, name: 'Acme', address: 'Oak St 12' },
          },
        ],
      },
    ],
    words: `[location]\n${BODY.text}`,
  },
  withButton(
    { type: 'QUICK_REPLY', text: 'Stop' },
    { buttons: [{ index: 0, kind: 'quick-reply', value: 'stop-now' }] },
    [sent('quick_reply', { type: 'payload', payload: 'stop-now' })],
  ),
  withButton({ type: 'URL', text: 'Shop', url: 'https://acme.example' }),
  {
    ...withButton(
      { type: 'URL', text: 'Track', url: 'https://acme.example/{{1}}', example: ['https://acme.example/ORD-22'] },
      { buttons: [{ index: 0, kind: 'url', value: 'ORD-22' }] },
      [sent('url', text('ORD-22'))],
      { name: 'button_url_with_variable' },
    ),
    says: 'button: url with a variable',
  },
  withButton({ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+15550783881' }),
  withButton(
    { type: 'COPY_CODE', example: 'SPRING25' },
    { buttons: [{ index: 0, kind: 'copy-code', value: 'SPRING25' }] },
    [sent('copy_code', { type: 'coupon_code', coupon_code: 'SPRING25' })],
    { category: 'MARKETING' },
  ),
  withButton(
    { type: 'FLOW', text: 'Book a time', flow_id: '881122', flow_action: 'navigate', navigate_screen: 'TIMES' },
    { buttons: [{ index: 0, kind: 'flow', value: 'flow-token-1' }] },
    [sent('flow', { type: 'action', action: { flow_token: 'flow-token-1' } })],
  ),
  withButton(
    { type: 'CATALOG', text: 'View catalog' },
    { buttons: [{ index: 0, kind: 'catalog', value: 'BOOT-1' }] },
    [sent('catalog', { type: 'action', action: { thumbnail_product_retailer_id: 'BOOT-1' } })],
    { category: 'MARKETING' },
  ),
  withButton(
    { type: 'MPM', text: 'View items' },
    {
      buttons: [
        { index: 0, kind: 'products', value: 'BOOT-1', sections: [{ title: 'Boots', products: ['BOOT-1', 'BOOT-2'] }] },
      ],
    },
    [
      sent('mpm', {
        type: 'action',
        action: {
          thumbnail_product_retailer_id: 'BOOT-1',
          sections: [
            {
              title: 'Boots',
              product_items: [{ product_retailer_id: 'BOOT-1' }, { product_retailer_id: 'BOOT-2' }],
            },
          ],
        },
      }),
    ],
    { category: 'MARKETING' },
  ),
  withButton({ type: 'VOICE_CALL', text: 'Call on WhatsApp' }),
  withButton({ type: 'REQUEST_CONTACT_INFO' }),
  code({ otp_type: 'COPY_CODE', text: 'Copy code' }, 'copy_code'),
  code({ otp_type: 'ONE_TAP', autofill_text: 'Autofill', supported_apps: [ANDROID] }, 'one_tap'),
  code({ otp_type: 'ZERO_TAP', zero_tap_terms_accepted: true, supported_apps: [ANDROID] }, 'zero_tap'),
  {
    says: 'limited-time offer',
    form: plain('spring_offer', { category: 'MARKETING' }, [
      { type: 'HEADER', format: 'IMAGE', example: HANDLE },
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon!', has_expiration: true } },
      { type: 'BODY', text: 'Boots for {{1}}, today only.', example: { body_text: [['Maya']] } },
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'SPRING25' }] },
    ]),
    send: {
      header: { kind: 'image', media: { link: PICTURE } },
      body: ['Maya'],
      buttons: [{ index: 0, kind: 'copy-code', value: 'SPRING25' }],
      offerEnds: 1_795_348_800_000,
    },
    meta: [
      { type: 'header', parameters: [{ type: 'image', image: { link: PICTURE } }] },
      { type: 'body', parameters: [text('Maya')] },
      sent('copy_code', { type: 'coupon_code', coupon_code: 'SPRING25' }),
      {
        type: 'limited_time_offer',
        parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1_795_348_800_000 } }],
      },
    ],
    words: '[image]\nEnds soon!\nBoots for Maya, today only.',
  },
  {
    says: 'carousel',
    form: plain('spring_boots', { category: 'MARKETING' }, [
      { type: 'BODY', text: 'Hello {{1}}, these go well with rain.', example: { body_text: [['Maya']] } },
      { type: 'CAROUSEL', cards: [card('green boots'), card('red boots')] },
    ]),
    send: {
      body: ['Maya'],
      cards: ['green', 'red'].map((colour) => ({
        header: { kind: 'image', media: { link: PICTURE } },
        body: ['20 %'],
        buttons: [
          { index: 0, kind: 'quick-reply', value: `more-${colour}` },
          { index: 1, kind: 'url', value: colour },
        ],
      })),
    },
    meta: [
      { type: 'body', parameters: [text('Maya')] },
      { type: 'carousel', cards: [sentCard(0, '20 %', 'green'), sentCard(1, '20 %', 'red')] },
    ],
    words:
      'Hello Maya, these go well with rain.\n[image]\nThe green boots, with 20 % off.\n[image]\nThe red boots, with 20 % off.',
  },
]

export const messageOf = ({ form: { name, language }, send }: TemplateKind): Template => ({
  kind: 'template',
  name,
  language,
  ...send,
})
