// The column on the right: time, this phone, and what people of the business and Meta do.
import { byId, post } from './connection.js'

const HOUR = 3_600_000

/** `act` runs a request and shows what went wrong; `current` is whose phone is in hand. */
export function wireControls(act, current, now) {
  for (const button of document.querySelectorAll('[data-shift]')) {
    button.addEventListener('click', () => act(() => post('clock', { shift: Number(button.dataset.shift) * HOUR })))
  }
  const change = (facts) => act(() => post('customer', { customer: current().customer, ...facts }))
  byId('online').addEventListener('change', ({ target }) => change({ online: target.checked }))
  byId('blocked').addEventListener('change', ({ target }) =>
    change({ [target.checked ? 'blocks' : 'unblocks']: current().line }),
  )
  byId('reads').addEventListener('change', ({ target }) => change({ reads: target.value }))
  byId('read-now').addEventListener('click', () => act(() => post('read', current())))
  const submit = (id, run) =>
    byId(id).addEventListener('submit', async (event) => {
      event.preventDefault()
      const facts = Object.fromEntries(new FormData(event.target))
      if (await act(() => run(facts))) for (const input of event.target.querySelectorAll('input')) input.value = ''
    })
  submit('new-number', ({ phone }) => post('identity', { customer: current().customer, phone }))
  submit('staff', ({ text }) => post('staff', { ...current(), text }))
  submit('announce', ({ field, event }) => post('announce', { field, event, ...current() }))
  byId('announce').elements.field.addEventListener('change', drawEvents)
  byId('coexistence').addEventListener('change', ({ target }) =>
    act(() => post('line', { line: current().line, coexistence: target.checked })),
  )
  byId('reset').addEventListener('click', () => {
    if (confirm('Forget all messages, customers, chaos and faults?')) act(() => post('reset', {}))
  })
  wireExactTime(act, now)
}

function wireExactTime(act, now) {
  const form = byId('exact')
  const field = form.elements.at
  const tell = (trouble) => (byId('clock-trouble').textContent = trouble)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const shift = new Date(field.value).getTime() - now()
    if (!(shift >= 0)) return tell('Time goes forward only: choose a later moment.')
    await act(() => post('clock', { shift }), tell)
  })
}

/** As fields for a time write it: local, without a zone. */
function forField(at) {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

export function drawControls(state, customer, line) {
  byId('online').checked = customer?.online ?? false
  byId('blocked').checked = customer?.blocked.includes(line?.phoneNumberId) ?? false
  byId('reads').value = customer?.reads ?? 'auto'
  byId('coexistence').checked = line?.coexistence ?? false
  byId('staff').querySelector('button').disabled = !customer || !line?.coexistence
  byId('new-number').querySelector('button').disabled = !customer
  drawFields(state.announcements)
  for (const id of ['online', 'blocked', 'reads', 'read-now']) byId(id).disabled = !customer
  const stands = state.offset === undefined
  for (const button of document.querySelectorAll('[data-shift], #exact button')) button.disabled = stands
  // A proposal an hour ahead, but for whoever is just choosing.
  const { at } = byId('exact').elements
  if (at !== document.activeElement) at.value = forField(state.now + HOUR)
}

let announcements = {}

function drawFields(known) {
  announcements = known ?? {}
  const { field } = byId('announce').elements
  if (field.options.length > 0) return
  field.append(...Object.keys(announcements).map((name) => new Option(name.replaceAll('_', ' '), name)))
  drawEvents()
}

function drawEvents() {
  const { field } = byId('announce').elements
  byId('event').replaceChildren(...(announcements[field.value] ?? []).map((name) => new Option(name, name)))
}

const CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

export function drawClock(now, offset, windowClosesAt) {
  byId('clock').textContent = CLOCK.format(now)
  byId('window').textContent = `${describeOffset(offset)}${describeWindow(now, windowClosesAt)}`
}

function describeOffset(offset) {
  if (!offset) return ''
  const hours = offset / HOUR
  return `${hours < 48 ? `${Math.round(hours * 10) / 10} h` : `${Math.round(hours / 2.4) / 10} days`} ahead. `
}

function describeWindow(now, closesAt) {
  if (closesAt === undefined) return 'The window opens with the first message.'
  const left = closesAt - now
  if (left <= 0) return 'The window is closed: free text is refused.'
  const minutes = Math.floor(left / 60_000)
  return `The window closes in ${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min.`
}
