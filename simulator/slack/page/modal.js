// The modal that the app has opened for whoever looks.
import { byId, element } from './asking.js'
import { blocks, optionsOf } from './blocks.js'

let shown

/** Shows it, or takes it away; a modal that has not changed keeps what is written in it. */
export function showModal(modal, context) {
  const dialog = byId('modal')
  const key = modal && JSON.stringify([modal.id, modal.hash, modal.blocks, modal.errors])
  if (key === shown) return
  const written = modal && shown?.includes(modal.id) ? valuesOf(dialog) : {}
  shown = key
  if (!modal) return dialog.open && dialog.close()
  dialog.replaceChildren(formOf(modal, context))
  for (const [action, value] of Object.entries(written)) {
    const field = dialog.querySelector(`[name="${CSS.escape(action)}"]`)
    if (field && typeof value === 'string' && !['radio', 'checkbox'].includes(field.type)) field.value = value
  }
  if (!dialog.open) dialog.showModal()
}

function formOf(modal, context) {
  const form = element('form', { noValidate: true })
  const close = element(
    'button',
    { type: 'button', className: 'icon plain', attributes: { 'aria-label': 'Close' } },
    '×',
  )
  close.addEventListener('click', context.close)
  const title = element('h2', { id: 'modal-title', dir: 'auto' }, modal.title.text)
  const fields = modal.blocks.map((block) =>
    block.type === 'input' ? inputOf(block, modal.errors[block.block_id], context) : blocks([block], context)[0],
  )
  const buttons = element('div', { className: 'row end' })
  const cancel = element('button', { type: 'button' }, modal.close?.text ?? 'Cancel')
  cancel.addEventListener('click', context.close)
  buttons.append(cancel)
  if (modal.submit) buttons.append(element('button', { type: 'submit', className: 'primary' }, modal.submit.text))
  form.append(element('header', {}, title, close), element('div', { className: 'fields-of-modal' }, ...fields), buttons)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    context.submit(valuesOf(form))
  })
  return form
}

function inputOf({ label, hint, element: one, optional }, error, { people }) {
  const words = `${label.text}${optional ? ' (optional)' : ''}`
  const holder = element(hasChoices(one) ? 'fieldset' : 'label')
  holder.append(element(hasChoices(one) ? 'legend' : 'span', { dir: 'auto' }, words), ...fieldOf(one, people))
  if (hint) holder.append(element('span', { className: 'hint' }, hint.text))
  if (error) holder.append(element('span', { className: 'bad', attributes: { role: 'alert' } }, error))
  return holder
}

const hasChoices = ({ type }) => type === 'radio_buttons' || type === 'checkboxes'

function fieldOf(one, people) {
  const name = one.action_id
  if (one.type === 'plain_text_input') {
    const common = { name, value: one.initial_value ?? '', dir: 'auto', placeholder: one.placeholder?.text ?? '' }
    return [one.multiline ? element('textarea', { ...common, rows: 4 }) : element('input', common)]
  }
  if (hasChoices(one)) {
    const initial = [one.initial_option, one.initial_options].flat().map((option) => option?.value)
    return optionsOf(one).map(([value, text]) => {
      const type = one.type === 'checkboxes' ? 'checkbox' : 'radio'
      return element(
        'label',
        { className: 'switch' },
        element('input', { type, name, value, checked: initial.includes(value) }),
        ` ${text}`,
      )
    })
  }
  const options = one.type === 'users_select' ? people.map(({ id, realName }) => [id, realName]) : optionsOf(one)
  const select = element('select', { name })
  select.append(element('option', { value: '' }, one.placeholder?.text ?? 'Choose …'))
  for (const [value, text] of options) select.append(element('option', { value }, text))
  select.value = one.initial_option?.value ?? one.initial_user ?? ''
  return [select]
}

function valuesOf(form) {
  const values = {}
  for (const field of form.querySelectorAll('[name]')) {
    if (field.type === 'checkbox') {
      values[field.name] ??= []
      if (field.checked) values[field.name].push(field.value)
    } else if (field.type !== 'radio' || field.checked) values[field.name] = field.value
  }
  return values
}
