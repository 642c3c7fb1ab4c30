/** What may be wrong with a template that was written down: a sentence each, that says what to do. */
export const TEMPLATE_FAULTS = {
  unreadable: 'This is no template: give an object with name, language, category and components.',
  unknownKey: '{key} is not known here.',
  name: 'Use lower-case letters, digits and underscores: order_update.',
  language: 'Use a code that WhatsApp knows: en, en_US, pt_BR.',
  category: 'Choose MARKETING, UTILITY or AUTHENTICATION.',
  parameters: 'Choose positional or named.',
  missing: 'This is missing.',
  tooLong: 'At most {most} characters: these are {given}.',
  component:
    '{type} is no part of a template. There are HEADER, BODY, FOOTER, BUTTONS, CAROUSEL and LIMITED_TIME_OFFER.',
  twice: 'There can only be one {type}.',
  noBody: 'A template needs a BODY.',
  headerFormat: 'Choose TEXT, IMAGE, VIDEO, GIF, DOCUMENT or LOCATION.',
  headerFile:
    'Meta wants to see an example: give the handle of a file that was uploaded to Meta (example.header_handle).',
  headerLines: 'A heading is one line.',
  headerVariables: 'A heading may have one variable only.',
  edges:
    'Put words before the first variable and after the last one: Meta refuses a text that begins or ends with one.',
  braces: 'A variable is written {{1}} or {{order_id}}: two braces on both sides.',
  numbering: 'Count the variables in their order: {{1}}, {{2}}, {{3}}.',
  naming: '{name} is no name: use lower-case letters, digits and underscores, and begin with a letter.',
  example: 'Give an example for {name}: Meta reads the template with it.',
  exampleLines: 'An example may have no line breaks, no tabs and no more than four spaces in a row.',
  fixed: 'Variables are not allowed here.',
  buttonType:
    'Choose QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, OTP, FLOW, CATALOG, MPM, VOICE_CALL or REQUEST_CONTACT_INFO.',
  noButtons: 'Add a button, or leave BUTTONS out.',
  tooMany: 'At most {most}: there are {given}.',
  tooManyOfType: 'At most {most} of type {type}: there are {given}.',
  sameText: 'Two buttons say the same: {text}.',
  url: 'Give an address that begins with https://.',
  urlVariable: 'An address may have one variable, {{1}}, at its end.',
  phone: 'Give the number with its country: +15550783881.',
  otpType: 'Choose COPY_CODE, ONE_TAP or ZERO_TAP as otp_type.',
  flow: 'Name the flow: flow_id, flow_name or flow_json.',
  onlyCodes:
    'A template of the category AUTHENTICATION only carries a code: it has a button of type OTP, and nothing else of its own.',
  onlyAuthentication: 'A button of type OTP needs the category AUTHENTICATION.',
  onlyMarketing: 'A limited-time offer needs the category MARKETING.',
  minutes: 'Give 1 to 90 minutes.',
  cards: 'A carousel has {least} to {most} cards: there are {given}.',
  cardHeader: 'Each card begins with an IMAGE or a VIDEO.',
  cardsAlike:
    'All cards have the same parts: the same kind of header, and the same kinds of buttons in the same order.',
  cardParts: 'A card has a HEADER, a BODY and BUTTONS.',
} as const

export type TemplateFaultKind = keyof typeof TEMPLATE_FAULTS

export interface TemplateFault {
  /** Which part: `name`, `header`, `body.example.2`, `buttons.0.url`, `cards.1.body`. */
  readonly at: string
  readonly what: TemplateFaultKind
  readonly values?: Readonly<Record<string, string | number>>
}

/** `body: At most 1024 characters: these are 1200.` */
export const templateFaultInWords = ({ at, what, values = {} }: TemplateFault): string =>
  `${at}: ${TEMPLATE_FAULTS[what].replace(/(?<!\{)\{(\w+)\}(?!\})/g, (gap, name: string) => String(values[name] ?? gap))}`
