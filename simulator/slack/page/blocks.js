// Block Kit, as much of it as the pretend Slack takes.
import { element } from './asking.js'
import { emoji, mrkdwn } from './mrkdwn.js'

/** `act({ action, block, value })` is what a press does. */
export function blocks(list, { names, people, act }) {
  return list.map((block) => (SHOWN[block.type] ?? SHOWN.unknown)(block, { names, people, act }))
}

const written = (text, names) =>
  text.type === 'mrkdwn'
    ? mrkdwn(text.text, names)
    : text.text.replaceAll(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name))

const SHOWN = {
  header: ({ text }, { names }) => element('p', { className: 'block-header', dir: 'auto' }, written(text, names)),
  divider: () => element('hr'),
  section(block, context) {
    const { text, fields, accessory } = block
    const holder = element('div', { className: 'section' })
    const words = element('div', { className: 'words' })
    if (text) words.append(element('div', { dir: 'auto' }, written(text, context.names)))
    if (fields) {
      const cells = fields.map((field) => element('div', { dir: 'auto' }, written(field, context.names)))
      words.append(element('div', { className: 'fields' }, ...cells))
    }
    holder.append(words)
    if (accessory) holder.append(control(accessory, block, context))
    return holder
  },
  context({ elements }, { names }) {
    const parts = elements.map((one) =>
      one.type === 'image' ? picture(one) : element('span', { dir: 'auto' }, written(one, names)),
    )
    return element('div', { className: 'context' }, ...parts)
  },
  actions: (block, context) =>
    element('div', { className: 'actions' }, ...block.elements.map((one) => control(one, block, context))),
  image: (block) => picture(block),
  rich_text: ({ elements }) => element('div', { dir: 'auto' }, richText(elements)),
  unknown: ({ type }) => element('p', { className: 'hint' }, `[${type}]`),
}

const richText = (elements) =>
  elements
    .map(({ text, elements: inner, name }) => text ?? (inner ? richText(inner) : name ? emoji(name) : ''))
    .join('')

/** Pictures of other sites are not fetched: this page asks nobody but the pretend Slack. */
const picture = ({ alt_text }) => element('span', { className: 'picture' }, `Picture: ${alt_text}`)

function control(one, block, { people, act }) {
  const press = (value) => act({ action: one.action_id, block: block.block_id, value })
  const label = (text) => text.text.replaceAll(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name))
  if (one.type === 'button') {
    const pressed = { className: one.style === 'primary' ? 'primary' : one.style === 'danger' ? 'careful' : '' }
    const button = element('button', { type: 'button', ...pressed }, label(one.text))
    button.addEventListener('click', () => {
      if (one.confirm && !confirm(one.confirm.text.text)) return
      if (one.url) open(one.url, '_blank', 'noreferrer')
      press()
    })
    return button
  }
  const options = one.type === 'users_select' ? people.map(({ id, realName }) => [id, realName]) : optionsOf(one)
  const select = element('select', { attributes: { 'aria-label': one.placeholder?.text ?? 'More' } })
  select.append(element('option', { value: '' }, one.placeholder?.text ?? 'More …'))
  for (const [value, text] of options) select.append(element('option', { value }, text))
  select.addEventListener('change', () => select.value && press(select.value))
  return select
}

export const optionsOf = ({ options, option_groups: groups }) =>
  (options ?? groups?.flatMap((group) => group.options) ?? []).map(({ value, text }) => [value, text.text])
