// Who is there, and which lines the business has: a choice for the phone in hand.
import { byId, element, initial, post } from './connection.js'

export function drawPeople({ customers, lines }, chosen, choose) {
  byId('customers').replaceChildren(
    ...customers.map(({ phone, name, username, online }) => {
      const facts = `${username ? `@${username}` : `+${phone}`}${online ? '' : ' · offline'}`
      return choice(name, facts, phone === chosen.customer, () => choose({ customer: phone }))
    }),
  )
  byId('lines').replaceChildren(
    ...lines.map(({ phoneNumberId, name, displayPhoneNumber }) =>
      choice(name, displayPhoneNumber, phoneNumberId === chosen.line, () => choose({ line: phoneNumberId })),
    ),
  )
}

function choice(name, facts, current, onChoose) {
  const button = element(
    'button',
    { type: 'button', attributes: { 'aria-current': String(current) } },
    element('span', { className: 'face', textContent: initial(name), attributes: { 'aria-hidden': 'true' } }),
    element(
      'span',
      {},
      element('b', {}, element('bdi', { textContent: name })),
      element('small', { textContent: facts }),
    ),
  )
  button.addEventListener('click', () => {
    const list = button.closest('ul')
    const place = [...list.children].indexOf(button.parentElement)
    onChoose()
    // The list is drawn anew; the keyboard stays where it was.
    list.children[place]?.querySelector('button').focus()
  })
  return element('li', {}, button)
}

export function wirePeople(act, onAdded) {
  byId('new-customer').addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = event.target
    const facts = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
    const added = await act(() => post('customers', facts))
    if (!added) return
    form.reset()
    form.closest('details').open = false
    await onAdded(added)
  })
}
