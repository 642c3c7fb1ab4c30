import { describe, expect, it } from 'vitest'
import type { TemplateForm } from './template.ts'
import { templateFaults } from './template-check.ts'
import { TEMPLATE_FAULTS, templateFaultInWords } from './template-faults.ts'
import { readTemplateForm } from './template-form.ts'

const BODY = { type: 'BODY', text: 'Hello {{1}}, it is here.', example: { body_text: [['Maya']] } }
const form = (change: Partial<TemplateForm> = {}): TemplateForm => ({
  name: 'order_update',
  language: 'en_US',
  category: 'UTILITY',
  components: [BODY],
  ...change,
})
const body = (text: string, ...examples: string[]) =>
  form({ components: [{ type: 'BODY', text, ...(examples.length > 0 && { example: { body_text: [examples] } }) }] })
const named = (text: string, examples: Record<string, string>) => {
  const params = Object.entries(examples).map(([param_name, example]) => ({ param_name, example }))
  const example = { body_text_named_params: params }
  return form({ parameters: 'named', components: [{ type: 'BODY', text, example }] })
}
const header = (header: object, change: Partial<TemplateForm> = {}) =>
  form({ components: [{ type: 'HEADER', ...header }, BODY], ...change })
const footer = (text: string) => form({ components: [BODY, { type: 'FOOTER', text }] })
const buttons = (...buttons: object[]) => form({ components: [BODY, { type: 'BUTTONS', buttons }] })
const QUICK = { type: 'QUICK_REPLY', text: 'Stop' }
const OTP = { type: 'OTP', otp_type: 'COPY_CODE' }
const IMAGE = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::a'] } }
const cards = (...cards: object[]) =>
  form({ category: 'MARKETING', components: [BODY, { type: 'CAROUSEL', cards: cards as never }] })
const code = (...components: object[]) => form({ category: 'AUTHENTICATION', components: components as never })

/** What is written, and all that is wrong with it: `where kind`. */
const TABLE: readonly (readonly [says: string, form: TemplateForm, faults: readonly string[]])[] = [
  ['nothing is wrong', form(), []],
  ['a name in capitals', form({ name: 'OrderUpdate' }), ['name name']],
  ['no name', form({ name: '' }), ['name name']],
  ['a name that is too long', form({ name: 'a'.repeat(513) }), ['name tooLong']],
  ['a language in words', form({ language: 'English' }), ['language language']],
  ['a language with a dash', form({ language: 'en-US' }), ['language language']],
  ['a category of its own', form({ category: 'NEWS' as never }), ['category category']],
  ['variables of another form', form({ parameters: 'both' as never }), ['parameters parameters']],
  ['no body', form({ components: [{ type: 'FOOTER', text: 'Acme' }] }), ['body noBody']],
  ['no parts', form({ components: [] }), ['body noBody']],
  ['two bodies', form({ components: [BODY, BODY] }), ['components twice']],
  ['a part nobody knows', form({ components: [BODY, { type: 'SIDEBAR' }] }), ['components component']],
  ['an empty body', body(' '), ['body missing']],
  ['a long body', body('x'.repeat(1025)), ['body tooLong']],
  ['a body of 1024', body('x'.repeat(1024)), []],
  ['emoji count as one', body('👍'.repeat(1024)), []],
  ['a variable first', body('{{1}}, it is here.', 'Maya'), ['body edges']],
  ['a variable last', body('Hello {{1}}', 'Maya'), ['body edges']],
  ['a number left out', body('Hello {{2}}, hi.', 'Maya'), ['body numbering']],
  ['numbers out of order', body('Hi {{2}} and {{1}}.', 'a', 'b'), ['body numbering']],
  ['a name where numbers are', body('Hi {{name}}.', 'Maya'), ['body numbering']],
  ['one brace', body('Hello {1}, hi.', 'Maya'), ['body braces']],
  ['a brace that is not closed', body('Hello {{1}, hi.', 'Maya'), ['body braces']],
  ['a variable twice', body('Hello {{1}}, {{1}}.', 'Maya'), []],
  ['no example', body('Hello {{1}} and {{2}}.', 'Maya'), ['body.example.2 example']],
  ['no example at all', body('Hello {{1}}, hi.'), ['body.example.1 example']],
  ['an example of two lines', body('Hello {{1}}, hi.', 'Maya\nAda'), ['body.example.1 exampleLines']],
  ['named', named('Hello {{first_name}}, hi.', { first_name: 'Maya' }), []],
  ['a name in capitals', named('Hello {{Name}}, hi.', { Name: 'Maya' }), ['body naming']],
  ['a name without example', named('Hello {{name}}, hi.', { other: 'x' }), ['body.example.name example']],
  ['a heading of no kind', header({ format: 'SOUND' }), ['header headerFormat']],
  ['an empty heading', header({ format: 'TEXT', text: '' }), ['header missing']],
  ['a long heading', header({ format: 'TEXT', text: 'x'.repeat(61) }), ['header tooLong']],
  ['a heading of two lines', header({ format: 'TEXT', text: 'a\nb' }), ['header headerLines']],
  [
    'a heading with two variables',
    header({ format: 'TEXT', text: '{{1}} and {{2}}', example: { header_text: ['a', 'b'] } }),
    ['header headerVariables'],
  ],
  ['a heading that begins with one', header({ format: 'TEXT', text: '{{1}}', example: { header_text: ['a'] } }), []],
  ['a picture that nobody has seen', header({ format: 'IMAGE' }), ['header.file headerFile']],
  ['a picture', header({ format: 'IMAGE', example: { header_handle: ['4::a'] } }), []],
  ['a place', header({ format: 'LOCATION' }), []],
  ['an empty footer', footer(''), ['footer missing']],
  ['a long footer', footer('x'.repeat(61)), ['footer tooLong']],
  ['a variable in the footer', footer('From {{1}}'), ['footer fixed']],
  ['no buttons', buttons(), ['buttons noButtons']],
  [
    'eleven buttons',
    buttons(...Array.from({ length: 11 }, (_, index) => ({ ...QUICK, text: `B${index}` }))),
    ['buttons tooMany'],
  ],
  ['two that say the same', buttons(QUICK, QUICK), ['buttons sameText']],
  ['a button of no kind', buttons({ type: 'FAX', text: 'Fax' }), ['buttons.0 buttonType']],
  ['a button without words', buttons({ type: 'QUICK_REPLY' }), ['buttons.0.text missing']],
  ['a button of many words', buttons({ ...QUICK, text: 'x'.repeat(26) }), ['buttons.0.text tooLong']],
  ['a variable on a button', buttons({ ...QUICK, text: 'Stop {{1}}' }), ['buttons.0.text fixed']],
  [
    'three links',
    buttons(...['a', 'b', 'c'].map((text) => ({ type: 'URL', text, url: 'https://acme.example' }))),
    ['buttons tooManyOfType'],
  ],
  ['a link to nowhere', buttons({ type: 'URL', text: 'a', url: 'acme' }), ['buttons.0.url url']],
  [
    'a variable amid a link',
    buttons({ type: 'URL', text: 'a', url: 'https://acme.example/{{1}}/x', example: ['x'] }),
    ['buttons.0.url urlVariable'],
  ],
  [
    'a link without example',
    buttons({ type: 'URL', text: 'a', url: 'https://acme.example/{{1}}' }),
    ['buttons.0.example example'],
  ],
  ['a number in words', buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: 'us' }), ['buttons.0.phone phone']],
  ['a code without example', buttons({ type: 'COPY_CODE' }), ['buttons.0.example example']],
  ['a code that is too long', buttons({ type: 'COPY_CODE', example: 'x'.repeat(16) }), ['buttons.0.example tooLong']],
  ['a flow without id', buttons({ type: 'FLOW', text: 'Book' }), ['buttons.0.flow flow']],
  ['a one-time code that is no authentication', buttons(OTP), ['buttons onlyAuthentication']],
  ['a code', code({ type: 'BODY' }, { type: 'BUTTONS', buttons: [OTP] }), []],
  ['a code without button', code({ type: 'BODY' }), ['buttons onlyCodes']],
  ['a code and a link', code({ type: 'BODY' }, { type: 'BUTTONS', buttons: [OTP, QUICK] }), ['buttons onlyCodes']],
  [
    'a code of no kind',
    code({ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'TWO_TAP' }] }),
    ['buttons.0 otpType'],
  ],
  ['a code with a picture', code(IMAGE, { type: 'BODY' }, { type: 'BUTTONS', buttons: [OTP] }), ['category onlyCodes']],
  [
    'a code that holds for ever',
    code({ type: 'BODY' }, { type: 'FOOTER', code_expiration_minutes: 91 }, { type: 'BUTTONS', buttons: [OTP] }),
    ['footer minutes'],
  ],
  [
    'an offer that is no marketing',
    form({ components: [BODY, { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Now!' } }] }),
    ['offer onlyMarketing'],
  ],
  [
    'an offer of many words',
    form({
      category: 'MARKETING',
      components: [BODY, { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'x'.repeat(17) } }],
    }),
    ['offer tooLong'],
  ],
  ['one card', cards({ components: [IMAGE, BODY] }), ['cards cards']],
  ['cards that differ', cards({ components: [IMAGE, BODY] }, { components: [IMAGE] }), ['cards cardsAlike']],
  [
    'a card without a picture',
    cards({ components: [BODY] }, { components: [BODY] }),
    ['cards.0.header cardHeader', 'cards.1.header cardHeader'],
  ],
  [
    'a card with a footer',
    cards({ components: [IMAGE, { type: 'FOOTER', text: 'x' }] }, { components: [IMAGE] }),
    ['cards.0 cardParts'],
  ],
  [
    'all at once',
    form({
      name: 'No',
      language: '',
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'x'.repeat(61) },
        { type: 'BODY', text: 'Hi {{1}}' },
        { type: 'BUTTONS', buttons: [{ type: 'URL', text: '', url: '' }] },
      ],
    }),
    [
      'name name',
      'language language',
      'header tooLong',
      'body edges',
      'body.example.1 example',
      'buttons.0.text missing',
      'buttons.0.url url',
    ],
  ],
]

describe('a new template', () => {
  it.each(TABLE)('[D23] %s', (_, given, faults) => {
    expect(templateFaults(given).map(({ at, what }) => `${at} ${what}`)).toEqual(faults)
  })

  it('[D23] each fault is in the table, and says where it is, what it is and what to do', () => {
    const met = TABLE.flatMap(([, given]) => templateFaults(given))
    const readOnly = ['unreadable', 'unknownKey']
    const missed = Object.keys(TEMPLATE_FAULTS).filter((what) => !met.some((one) => one.what === what))
    expect(missed).toEqual(readOnly)
    for (const fault of met) expect(templateFaultInWords(fault)).not.toMatch(/(?<!\{)\{[a-z]+\}(?!\})/)
    expect(templateFaultInWords({ at: 'body', what: 'tooLong', values: { most: 1024, given: 1200 } })).toBe(
      'body: At most 1024 characters: these are 1200.',
    )
  })

  it('[D23] is read as somebody wrote it, whatever that is', () => {
    const metas = { ...form(), parameters: undefined, parameter_format: 'NAMED', category: 'utility' }
    const text = { type: 'body', text: 'Hello.' }
    expect(readTemplateForm({ ...metas, components: [text] })).toEqual({
      kind: 'form',
      form: { ...form(), parameters: 'named', components: [{ type: 'BODY', text: 'Hello.' }] },
    })
    const faultsOf = (written: unknown) => {
      const read = readTemplateForm(written)
      return read.kind === 'faults' ? read.faults.map(({ at, what }) => `${at} ${what}`) : []
    }
    expect(faultsOf(undefined)).toEqual(['template unreadable'])
    expect(faultsOf([])).toEqual(['template unreadable'])
    expect(faultsOf({ ...form(), nmae: 'x' })).toEqual(['nmae unknownKey'])
    expect(faultsOf({ ...form(), components: 'Hello' })).toEqual(['components unreadable', 'body noBody'])
    for (const odd of [null, 7, [null], [{ type: 7 }], [{ type: 'BODY', text: 7, example: [] }], [{ type: 'BUTTONS' }]])
      expect(faultsOf({ ...form(), components: odd }).length).toBeGreaterThan(0)
    const parts = (...components: object[]) => faultsOf({ ...form({ category: 'MARKETING' }), components })
    expect(parts(BODY, { type: 'BUTTONS', buttons: [null, 'x'] }).length).toBeGreaterThan(0)
    expect(parts(BODY, { type: 'CAROUSEL', cards: [null, { components: [null] }] }).length).toBeGreaterThan(0)
  })
})
