import { variablesOf } from './template.ts'
import { type About, BREAKS_THE_FORM, type TellFault, textOf, tooLong } from './template-text.ts'

const MOST_BUTTONS = 10
export const BUTTON_LIMITS = { text: 25, url: 2000, code: 15, phone: 20 } as const

export const BUTTON_TYPES = [
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'OTP',
  'FLOW',
  'CATALOG',
  'MPM',
  'VOICE_CALL',
  'REQUEST_CONTACT_INFO',
] as const

/** How often a type may be there. */
const MOST: Readonly<Record<string, number>> = { URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, OTP: 1, CATALOG: 1, MPM: 1 }
/** WhatsApp writes on these itself. */
const LABELLED = ['COPY_CODE', 'REQUEST_CONTACT_INFO', 'OTP']

type Button = Readonly<Record<string, unknown>>

export function buttonFaults(at: string, given: unknown, { category }: About, fault: TellFault): void {
  const buttons: Button[] = (Array.isArray(given) ? given : []).map((one) => ({ ...one }))
  if (buttons.length === 0) return void fault(at, 'noButtons')
  if (buttons.length > MOST_BUTTONS) fault(at, 'tooMany', { most: MOST_BUTTONS, given: buttons.length })
  const types = buttons.map(typeOf)
  for (const [type, most] of Object.entries(MOST)) {
    const count = types.filter((one) => one === type).length
    if (count > most) fault(at, 'tooManyOfType', { most, type, given: count })
  }
  const isCode = category === 'AUTHENTICATION'
  if (isCode && types.some((type) => type !== 'OTP')) fault(at, 'onlyCodes')
  if (!isCode && types.includes('OTP')) fault(at, 'onlyAuthentication')
  const texts = buttons.map(({ text }) => textOf(text).trim()).filter(Boolean)
  const twice = texts.find((text, index) => texts.indexOf(text) !== index)
  if (twice !== undefined) fault(at, 'sameText', { text: twice })
  for (const [index, button] of buttons.entries()) checkButton(`${at}.${index}`, button, fault)
}

const typeOf = ({ type }: Button) => textOf(type).toUpperCase()

function checkButton(at: string, button: Button, fault: TellFault): void {
  const type = typeOf(button)
  if (!(BUTTON_TYPES as readonly string[]).includes(type)) return void fault(at, 'buttonType')
  const text = textOf(button.text)
  if (text.trim() === '') {
    if (!LABELLED.includes(type)) fault(`${at}.text`, 'missing')
  } else tooLong(`${at}.text`, text, BUTTON_LIMITS.text, fault)
  if (variablesOf(text).length > 0) fault(`${at}.text`, 'fixed')
  switch (type) {
    case 'URL':
      checkUrl(at, button, fault)
      return
    case 'PHONE_NUMBER':
      if (!/^\+?[\d ()-]{5,20}$/.test(textOf(button.phone_number).trim())) fault(`${at}.phone`, 'phone')
      return
    case 'COPY_CODE': {
      const code = firstOf(button.example)
      if (code.trim() === '') fault(`${at}.example`, 'example', { name: 'the code' })
      else tooLong(`${at}.example`, code, BUTTON_LIMITS.code, fault)
      return
    }
    case 'OTP':
      if (!['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(textOf(button.otp_type).toUpperCase())) fault(at, 'otpType')
      return
    case 'FLOW':
      if (!['flow_id', 'flow_name', 'flow_json'].some((key) => textOf(button[key]) !== '')) fault(`${at}.flow`, 'flow')
      return
  }
}

function checkUrl(at: string, button: Button, fault: TellFault): void {
  const url = textOf(button.url).trim()
  if (!/^https?:\/\/[^\s/]+\.[^\s]+$/.test(url)) return void fault(`${at}.url`, 'url')
  tooLong(`${at}.url`, url, BUTTON_LIMITS.url, fault)
  const names = variablesOf(url)
  if (names.length === 0) return
  if (names.length > 1 || names[0] !== '1' || !url.endsWith('}}')) return void fault(`${at}.url`, 'urlVariable')
  const example = firstOf(button.example)
  if (example.trim() === '' || BREAKS_THE_FORM.test(example))
    fault(`${at}.example`, 'example', { name: 'the whole address' })
}

const firstOf = (example: unknown) => textOf(Array.isArray(example) ? example[0] : example)
