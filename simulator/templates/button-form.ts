import type { Parameter } from '../parameter.ts'
import { type Category, variablesOf } from './template.ts'

const MOST_BUTTONS = 10
const LONGEST_TEXT = 25
const LONGEST_URL = 2000
const LONGEST_CODE = 15
const LONGEST_PHONE = 20

const TYPES = [
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
type ButtonType = (typeof TYPES)[number]

/** How often a type may be there. */
const MOST: Partial<Record<ButtonType, number>> = { URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, OTP: 1, CATALOG: 1, MPM: 1 }

export function readButtons(buttons: Parameter, category: Category) {
  const types = buttons.list({ most: MOST_BUTTONS }).map((button) => readButton(button, category))
  for (const [type, most] of Object.entries(MOST)) {
    if (types.filter((one) => one === type).length > most) buttons.wrong(`must have at most ${most} of type ${type}`)
  }
}

function readButton(button: Parameter, category: Category): ButtonType {
  button.fields()
  const type = button.at('type').oneOf(TYPES)
  const text = button.at('text')
  // WhatsApp labels these itself.
  if (type !== 'COPY_CODE' && type !== 'REQUEST_CONTACT_INFO' && !(type === 'OTP' && !text.given)) {
    text.text({ longest: LONGEST_TEXT })
  }
  switch (type) {
    case 'URL':
      readUrl(button)
      break
    case 'PHONE_NUMBER':
      button.at('phone_number').text({ longest: LONGEST_PHONE })
      break
    case 'COPY_CODE':
      readCode(button.at('example'))
      break
    case 'OTP':
      if (category !== 'AUTHENTICATION') button.wrong('of type OTP is for AUTHENTICATION templates')
      button.at('otp_type').oneOf(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'])
      break
    case 'FLOW': {
      const named = ['flow_id', 'flow_name', 'flow_json'].some((key) => button.at(key).given)
      if (!named) button.at('flow_id').missing()
      break
    }
    case 'REQUEST_CONTACT_INFO':
      if (category === 'AUTHENTICATION')
        button.wrong('of type REQUEST_CONTACT_INFO is not for AUTHENTICATION templates')
      break
  }
  return type
}

function readUrl(button: Parameter) {
  const url = button.at('url').link(LONGEST_URL)
  const variables = variablesOf(url)
  if (variables.length === 0) return
  if (variables.length > 1 || !url.endsWith('}}')) button.at('url').wrong('must have one variable, at its end')
  const example = button.at('example')
  if (Array.isArray(example.value)) example.list({ most: 1 })[0]!.text()
  else example.text()
}

function readCode(example: Parameter) {
  const code = Array.isArray(example.value) ? example.list({ most: 1 })[0]! : example
  code.text({ longest: LONGEST_CODE })
}
