// Ties the page together: who is writing to which line, and what is drawn when something happens.
import { wireAttach } from './attach.js'
import { byId, element, get, listen, post } from './connection.js'
import { drawClock, drawControls, wireControls } from './controls.js'
import { drawLog, wireLog } from './log.js'
import { wireMenu } from './menu.js'
import { drawThread, drawTicks } from './thread.js'

let state = { lines: [], customers: [], chaos: {}, faults: { planned: [], rates: [] }, knownFaults: [] }
let thread = { entries: [], typing: false }
let chosen = { customer: undefined, line: undefined }
let quoting
let editing
let skew = 0

const customer = () => state.customers.find(({ phone }) => phone === chosen.customer)
const line = () => state.lines.find(({ phoneNumberId }) => phoneNumberId === chosen.line)

async function act(run) {
  try {
    const result = await run()
    byId('trouble').textContent = ''
    return result
  } catch (error) {
    byId('trouble').textContent = error.message
  }
}

const refresh = () =>
  act(async () => {
    state = await get('state')
    skew = state.now - Date.now()
    if (!customer()) chosen.customer = state.customers[0]?.phone
    if (!line()) chosen.line = state.lines[0]?.phoneNumberId
    draw()
    await refreshThread()
  })

async function refreshThread() {
  const { customer: phone, line: id } = chosen
  const fresh = phone && id ? await get('thread', chosen) : { entries: [], typing: false }
  // Someone may have chosen another thread while this one was fetched.
  if (phone !== chosen.customer || id !== chosen.line) return
  thread = fresh
  drawThread(thread, acts)
  drawLineState()
  tick()
}

function choose(choice) {
  chosen = { ...chosen, ...choice }
  quote(undefined)
  document.body.dataset.pane = 'phone'
  thread = { entries: [], typing: false }
  drawThread(thread, acts)
  draw()
  void act(refreshThread)
}

function draw() {
  byId('customers').replaceChildren(
    ...state.customers.map(({ phone, name, username, online }) => {
      const facts = `${username ? `@${username}` : `+${phone}`}${online ? '' : ' · offline'}`
      return choice(name, facts, phone === chosen.customer, () => choose({ customer: phone }))
    }),
  )
  byId('lines').replaceChildren(
    ...state.lines.map(({ phoneNumberId, name, displayPhoneNumber }) =>
      choice(name, displayPhoneNumber, phoneNumberId === chosen.line, () => choose({ line: phoneNumberId })),
    ),
  )
  byId('line-name').textContent = line()?.name ?? 'No line'
  byId('line-face').textContent = initial(line()?.name)
  for (const id of ['words', 'attach']) byId(id).disabled = !customer() || !line()
  for (const button of document.querySelectorAll('[data-show]')) {
    button.setAttribute('aria-pressed', String(button.dataset.show === document.body.dataset.pane))
  }
  drawControls(state, customer(), line())
  drawLineState()
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
  button.addEventListener('click', onChoose)
  return element('li', {}, button)
}

const initial = (name = '') => [...name.trim()][0]?.toUpperCase() ?? '?'

function drawLineState() {
  const who = customer()
  if (!who) byId('line-state').textContent = 'Add a customer to begin.'
  else if (!who.online) byId('line-state').textContent = 'Your phone is offline'
  else byId('line-state').textContent = thread.typing ? 'typing…' : `to ${who.name}’s phone`
}

/** Answers a message, or changes the words of an own one. */
function quote(entry, change = false) {
  if (editing && !change) byId('words').value = ''
  quoting = change ? undefined : entry
  editing = change ? entry : undefined
  byId('quote').hidden = !entry
  if (!entry) return
  byId('quote').querySelector('p').textContent = change ? `Edit: ${entry.text}` : entry.text
  if (change) byId('words').value = entry.type === 'text' ? entry.text : (entry.content.caption ?? '')
  byId('words').focus()
}

const send = (message) => {
  const context = quoting && !message.quoting && !message.bubble && { quoting: quoting.wamid }
  quote(undefined)
  return act(() => post('send', { ...chosen, ...message, ...context }))
}

/** What can be done with a message. */
const acts = {
  send,
  answer: (entry) => quote(entry),
  edit: (entry) => quote(entry, true),
  tap: (bubble, button) => act(() => post('tap', { ...chosen, bubble, button })),
  react: ({ wamid: to }, emoji) => act(() => post('react', { ...chosen, to, emoji })),
  remove: ({ wamid: message }) => act(() => post('delete', { ...chosen, message })),
}

function tick() {
  drawClock(Date.now() + skew, state.offset ?? 0, thread.windowClosesAt)
}

const here = (event) => event.phone === chosen.customer && event.line === chosen.line

function hear(event) {
  switch (event.type) {
    case 'ticks-changed':
      if (here(event)) drawTicks(event.message)
      return
    case 'message-said':
    case 'bubble-received':
    case 'reaction-changed':
    case 'message-changed':
    case 'typing-changed':
      if (here(event)) void act(refreshThread)
      return
    case 'logged':
      void drawLog()
      return
    case 'customer-changed':
      if (event.was === chosen.customer && event.was !== undefined) chosen.customer = event.phone
      void refresh()
      return
    case 'settings-changed':
    case 'availability-changed':
    case 'reset':
      void refresh()
  }
}

async function say() {
  const field = byId('words')
  const text = field.value
  if (text.trim() === '') return
  field.value = ''
  const change = editing
  const said = await act(() =>
    change
      ? post('edit', { ...chosen, message: change.wamid, text })
      : post('say', { ...chosen, text, ...(quoting && { quoting: quoting.wamid }) }),
  )
  if (said) quote(undefined)
  else field.value = text
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault()
  void say()
})
byId('words').addEventListener('keydown', (event) => {
  // Enter also ends a word in Japanese, Chinese and Korean; some browsers tell that only by key code 229.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  void say()
})
byId('quote')
  .querySelector('button')
  .addEventListener('click', () => quote(undefined))
byId('new-customer').addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target
  const facts = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
  const added = await act(() => post('customers', facts))
  if (!added) return
  form.reset()
  await refresh()
  choose({ customer: added.phone })
})
for (const button of document.querySelectorAll('[data-show]')) {
  button.addEventListener('click', () => {
    document.body.dataset.pane = button.dataset.show
    draw()
  })
}
wireAttach(send, () => {
  const words = byId('words').value.trim()
  byId('words').value = ''
  return words
})
wireControls(act, () => ({ ...chosen }))
wireLog()
wireMenu()
setInterval(tick, 1000)
listen(hear, refresh, () => {
  byId('trouble').textContent = 'The simulator does not answer. Trying again…'
})
