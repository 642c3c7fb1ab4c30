import { isPlain } from './arguments.ts'

/** Notes a fault, with the place below the block. */
export type Say = (what: string, where?: string) => void

interface TextRules {
  readonly most: number
  readonly kinds: readonly string[]
  readonly at: string
}

export function checkText(text: unknown, { most, kinds, at }: TextRules, say: Say) {
  if (!isPlain(text) || typeof text.text !== 'string') return say('missing required field: text', at)
  if (!kinds.includes(String(text.type))) say(`unsupported type: ${String(text.type)}`, at)
  if (text.text.length < 1) say('must be more than 0 characters', `${at}/text`)
  if (text.text.length > most) say(`must be less than ${most + 1} characters`, `${at}/text`)
}

const PLAIN = ['plain_text'] as const

/** What people press, choose or write in. */
export function checkElement(element: unknown, at: string, say: Say) {
  if (!isPlain(element)) return say('must be an object', at)
  if (typeof element.action_id === 'string' && element.action_id.length > 255)
    say('must be less than 256 characters', `${at}/action_id`)
  switch (element.type) {
    case 'button':
      checkText(element.text, { most: 75, kinds: PLAIN, at: `${at}/text` }, say)
      if (typeof element.value === 'string' && element.value.length > 2000)
        say('must be less than 2001 characters', `${at}/value`)
      if (typeof element.url === 'string' && (element.url.length > 3000 || !/^https?:\/\//.test(element.url)))
        say('must be a valid URL', `${at}/url`)
      if (element.style !== undefined && !['primary', 'danger'].includes(String(element.style)))
        say('must be a valid enum value', `${at}/style`)
      return checkConfirm(element.confirm, `${at}/confirm`, say)
    case 'overflow':
      return checkOptions(element.options, { most: 5, at: `${at}/options` }, say)
    case 'static_select':
      if (element.option_groups !== undefined) return
      return checkOptions(element.options, { most: 100, at: `${at}/options` }, say)
    case 'radio_buttons':
    case 'checkboxes':
      return checkOptions(element.options, { most: 10, at: `${at}/options` }, say)
    case 'plain_text_input':
      if (typeof element.max_length === 'number' && element.max_length > 3000)
        say('must be at most 3000', `${at}/max_length`)
      if (element.placeholder !== undefined)
        checkText(element.placeholder, { most: 150, kinds: PLAIN, at: `${at}/placeholder` }, say)
      return
    case 'users_select':
    case 'datepicker':
    case 'image':
      return
    default:
      say(`unsupported element type: ${String(element.type)}`, at)
  }
}

function checkConfirm(confirm: unknown, at: string, say: Say) {
  if (confirm === undefined) return
  if (!isPlain(confirm)) return say('must be an object', at)
  checkText(confirm.title, { most: 100, kinds: PLAIN, at: `${at}/title` }, say)
  checkText(confirm.text, { most: 300, kinds: ['plain_text', 'mrkdwn'], at: `${at}/text` }, say)
  checkText(confirm.confirm, { most: 30, kinds: PLAIN, at: `${at}/confirm` }, say)
  checkText(confirm.deny, { most: 30, kinds: PLAIN, at: `${at}/deny` }, say)
}

function checkOptions(options: unknown, { most, at }: { most: number; at: string }, say: Say) {
  if (!Array.isArray(options) || options.length < 1 || options.length > most)
    return say(`must have between 1 and ${most} items`, at)
  for (const [index, option] of (options as unknown[]).entries()) {
    if (!isPlain(option)) {
      say('must be an object', `${at}/${index}`)
      continue
    }
    checkText(option.text, { most: 75, kinds: ['plain_text', 'mrkdwn'], at: `${at}/${index}/text` }, say)
    if (typeof option.value !== 'string' || option.value.length > 150)
      say('must be less than 151 characters', `${at}/${index}/value`)
  }
}
