import { isPlain } from './arguments.ts'
import { checkElement, checkText, type Say } from './elements.ts'
import type { Names } from './names.ts'
import type { Plain } from './shapes.ts'
import { SlackError } from './slack-error.ts'

export type Surface = 'message' | 'modal'

const MOST: Readonly<Record<Surface, number>> = { message: 50, modal: 100 }
const LONGEST_MESSAGE = 13_200
const LONGEST_ID = 255

/** Block Kit's rules. Slack names every fault with the place it is at. */
export function checkBlocks(names: Names, blocks: readonly Plain[], surface: Surface): Plain[] {
  const faults: string[] = []
  if (blocks.length > MOST[surface])
    faults.push(`[ERROR] no more than ${MOST[surface]} items allowed [json-pointer:/blocks]`)
  const ids = new Set<string>()
  blocks.forEach((block, index) => {
    const at = `/blocks/${index}`
    const say: Say = (what, where = '') => faults.push(`[ERROR] ${what} [json-pointer:${at}${where}]`)
    checkBlock(block, surface, say)
    const id = block.block_id
    if (id === undefined) return
    if (typeof id !== 'string' || id.length > LONGEST_ID)
      say(`must be less than ${LONGEST_ID + 1} characters`, '/block_id')
    else if (ids.has(id)) say(`block_id \`${id}\` already exists`, '/block_id')
    else ids.add(id)
  })
  if (faults.length > 0) throw new SlackError(surface === 'message' ? 'invalid_blocks' : 'invalid_arguments', faults)
  if (surface === 'message' && lengthOf(blocks) > LONGEST_MESSAGE) throw new SlackError('msg_blocks_too_long')
  return blocks.map((block) => named(names, block))
}

/** Slack gives a name to whatever has none. */
function named(names: Names, block: Plain): Plain {
  const short = () => names.secret().slice(0, 5)
  const withAction = (element: unknown): unknown =>
    isPlain(element) && ACTING.has(String(element.type)) && element.action_id === undefined
      ? { ...element, action_id: short() }
      : element
  return {
    ...block,
    block_id: block.block_id ?? short(),
    ...(Array.isArray(block.elements) && { elements: block.elements.map(withAction) }),
    ...(block.accessory !== undefined && { accessory: withAction(block.accessory) }),
    ...(block.element !== undefined && { element: withAction(block.element) }),
  }
}

const ACTING = new Set([
  'button',
  'checkboxes',
  'datepicker',
  'overflow',
  'plain_text_input',
  'radio_buttons',
  'static_select',
  'users_select',
])

function checkBlock(block: Plain, surface: Surface, say: Say) {
  const elements = Array.isArray(block.elements) ? (block.elements as unknown[]) : undefined
  switch (block.type) {
    case 'header':
      return checkText(block.text, { most: 150, kinds: ['plain_text'], at: '/text' }, say)
    case 'section':
      return checkSection(block, say)
    case 'divider':
      return
    case 'image':
      if (typeof block.image_url !== 'string' && !isPlain(block.slack_file)) say('missing required field: image_url')
      if (typeof block.alt_text !== 'string') say('missing required field: alt_text')
      return
    case 'context':
      if (!elements?.length) return say('missing required field: elements')
      if (elements.length > 10) say('no more than 10 items allowed', '/elements')
      return elements.forEach((element, index) => {
        const at = `/elements/${index}`
        if (isPlain(element) && element.type === 'image') return
        checkText(element, { most: 3000, kinds: ['plain_text', 'mrkdwn'], at }, say)
      })
    case 'actions':
      if (!elements?.length) return say('missing required field: elements')
      if (elements.length > 25) say('no more than 25 items allowed', '/elements')
      checkActionIds(elements, say)
      for (const [index, element] of elements.entries()) checkElement(element, `/elements/${index}`, say)
      return
    case 'rich_text':
      if (!elements) say('missing required field: elements')
      return
    case 'input':
      if (surface === 'message') return say('unsupported block type: input')
      checkText(block.label, { most: 2000, kinds: ['plain_text'], at: '/label' }, say)
      if (block.hint !== undefined) checkText(block.hint, { most: 2000, kinds: ['plain_text'], at: '/hint' }, say)
      return checkElement(block.element, '/element', say)
    default:
      say(`unsupported block type: ${String(block.type)}`)
  }
}

function checkSection(block: Plain, say: Say) {
  if (block.text === undefined && block.fields === undefined) return say('missing required field: text')
  if (block.text !== undefined) checkText(block.text, { most: 3000, kinds: ['plain_text', 'mrkdwn'], at: '/text' }, say)
  if (block.fields !== undefined) {
    const fields = Array.isArray(block.fields) ? (block.fields as unknown[]) : []
    if (fields.length < 1 || fields.length > 10) say('must have between 1 and 10 items', '/fields')
    for (const [index, field] of fields.entries())
      checkText(field, { most: 2000, kinds: ['plain_text', 'mrkdwn'], at: `/fields/${index}` }, say)
  }
  if (block.accessory !== undefined) checkElement(block.accessory, '/accessory', say)
}

function checkActionIds(elements: readonly unknown[], say: Say) {
  const seen = new Set<unknown>()
  elements.forEach((element, index) => {
    const id = isPlain(element) ? element.action_id : undefined
    if (id === undefined) return
    if (seen.has(id))
      say(
        `action_id \`${String(id)}\` already exists for another action in the same block`,
        `/elements/${index}/action_id`,
      )
    seen.add(id)
  })
}

/** Whatever people read in it, together. */
function lengthOf(blocks: readonly Plain[]): number {
  let length = 0
  const add = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) add(one)
    if (!isPlain(value)) return
    for (const [key, one] of Object.entries(value)) {
      if (key === 'text' && typeof one === 'string') length += one.length
      else add(one)
    }
  }
  add(blocks)
  return length
}
