import { variablesOf } from '../domain/template.ts'
import type { SentComponent, TellFault } from './templates-check.ts'

interface KnownButton {
  readonly type?: unknown
  readonly text?: unknown
  readonly url?: unknown
}

/** What the sender may call each type of button, and whether it must be given something. */
const BUTTONS: Readonly<Record<string, { readonly sent: readonly string[]; readonly takes?: string }>> = {
  QUICK_REPLY: { sent: ['quick_reply'] },
  URL: { sent: ['url'] },
  COPY_CODE: { sent: ['copy_code'], takes: 'a code to copy' },
  OTP: { sent: ['url', 'copy_code'], takes: 'the code' },
  FLOW: { sent: ['flow'] },
  CATALOG: { sent: ['catalog'] },
  MPM: { sent: ['mpm'], takes: 'its products' },
  VOICE_CALL: { sent: ['voice_call'] },
  PHONE_NUMBER: { sent: [] },
  REQUEST_CONTACT_INFO: { sent: [] },
}

export function checkButtons(buttons: readonly KnownButton[], sent: readonly SentComponent[], fault: TellFault): void {
  const given = new Map<number, SentComponent>()
  for (const component of sent) {
    if (String(component?.type).toLowerCase() !== 'button') continue
    const index = Number(component.index)
    const button = buttons[index]
    if (!button)
      fault(`button ${component.index}`, `the template has ${buttons.length || 'no'} buttons, counted from 0`)
    else given.set(index, component)
  }
  for (const [index, button] of buttons.entries()) checkButton(button, index, given.get(index), fault)
}

function checkButton(button: KnownButton, index: number, sent: SentComponent | undefined, fault: TellFault): void {
  const type = String(button.type).toUpperCase()
  // A type that Meta has added since is Meta's to check.
  const known = BUTTONS[type]
  if (!known) return
  const where = `button ${index}${typeof button.text === 'string' ? ` (${button.text})` : ''}`
  const kind = String(sent?.sub_type ?? '').toLowerCase()
  if (sent && !known.sent.includes(kind)) {
    const takes = known.sent.length > 0 ? `it takes ${known.sent.join(' or ')}` : 'it takes nothing'
    return void fault(where, `${takes}, ${kind || 'something else'} is given`)
  }
  const count = sent?.parameters?.length ?? 0
  if (type === 'URL') {
    const takesEnd = variablesOf(String(button.url ?? '')).length > 0
    if (takesEnd && count === 0) fault(where, 'it takes the end of its address, none given')
    if (!takesEnd && count > 0) fault(where, 'its address is fixed, so it takes nothing')
  } else if (known.takes && count === 0) fault(where, `it takes ${known.takes}, none given`)
}
