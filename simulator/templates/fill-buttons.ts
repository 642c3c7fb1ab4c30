import { type Parameter, Refused } from '../parameter.ts'
import { componentsOf, fillIn, type Template, variablesOf } from './template.ts'
import { mismatch, wrongCount } from './values.ts'

/** A button below a template. */
export interface ShownButton {
  readonly type: string
  readonly text: string
  /** What a tap on a quick reply brings back. */
  readonly payload?: string
  readonly url?: string
  readonly phone?: string
  readonly code?: string
  readonly action?: unknown
}

/** What the sender may call each type of button. */
const SUB_TYPES: Readonly<Record<string, readonly string[]>> = {
  QUICK_REPLY: ['quick_reply'],
  URL: ['url'],
  COPY_CODE: ['copy_code'],
  // A code is handed over as if it were the end of a link.
  OTP: ['url', 'copy_code'],
  FLOW: ['flow'],
  CATALOG: ['catalog'],
  MPM: ['mpm'],
  VOICE_CALL: ['voice_call'],
}

/** WhatsApp's own labels. */
const LABELS: Readonly<Record<string, string>> = {
  COPY_CODE: 'Copy offer code',
  OTP: 'Copy code',
  REQUEST_CONTACT_INFO: 'Share contact info',
}

interface Written {
  readonly type: string
  readonly text?: string
  readonly url?: string
  readonly phone_number?: string
}

export function fillButtons(template: Pick<Template, 'components'>, given: readonly Parameter[]): ShownButton[] {
  const [component] = componentsOf(template, 'BUTTONS')
  const buttons = (component?.buttons ?? []) as readonly Written[]
  for (const one of given) {
    const index = one.at('index').number({ least: 0, most: 9 })
    const button = buttons[index]
    if (!button) throw new Refused({ code: 132012, details: `button: the template has no button ${index}.` })
    const subType = one.at('sub_type').text().toLowerCase()
    if (!SUB_TYPES[button.type]?.includes(subType)) mismatch(`button ${index}`, button.type, subType.toUpperCase())
  }
  return buttons.map((button, index) => {
    const own = given.find((one) => Number(one.at('index').value) === index)
    const [parameter] = own?.at('parameters').ifGiven()?.list({ fewest: 0, most: 1 }) ?? []
    const label = button.text ?? LABELS[button.type] ?? button.type
    return { type: button.type, text: label, ...fillOne(button, `button ${index}`, parameter) }
  })
}

function fillOne(button: Written, where: string, parameter: Parameter | undefined): Partial<ShownButton> {
  const read = (...types: readonly string[]) => {
    if (!parameter) return wrongCount(where, undefined, 1)
    const type = parameter.at('type').text().toLowerCase()
    if (!types.includes(type)) mismatch(where, types.join(' or ').toUpperCase(), type.toUpperCase())
    return parameter.at(type)
  }
  switch (button.type) {
    case 'QUICK_REPLY':
      return { payload: parameter ? read('payload').text({ longest: 128 }) : (button.text ?? '') }
    case 'URL': {
      const [variable] = variablesOf(button.url)
      if (variable === undefined) {
        if (parameter) wrongCount(where, [parameter], 0)
        return { url: String(button.url) }
      }
      return { url: fillIn(button.url, new Map([[variable, read('text', 'payload').text()]])) }
    }
    case 'PHONE_NUMBER':
      return { phone: String(button.phone_number) }
    case 'COPY_CODE':
      return { code: read('coupon_code').text({ longest: 15 }) }
    case 'OTP':
      return { code: read('text', 'coupon_code').text({ longest: 15 }) }
    case 'MPM':
      return { action: read('action').fields() }
    case 'FLOW':
    case 'CATALOG':
      return parameter ? { action: read('action').fields() } : {}
    default:
      return {}
  }
}
