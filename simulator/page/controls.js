// The column that bends the world: clock, network, chaos, faults.
import { byId, element, post } from './connection.js'

/** What each switch sets when on; off is the value of a calm day. */
const CHAOS = [
  ['Webhooks come twice', { webhookDuplicate: 0.5 }, { webhookDuplicate: 0 }],
  ['Twins at the same moment', { webhookTwin: 0.5 }, { webhookTwin: 0 }],
  ['Webhooks come late', { webhookDelay: 0.5 }, { webhookDelay: 0 }],
  ['Webhooks overtake each other', { webhookReorder: 0.5 }, { webhookReorder: 0 }],
  ['Webhooks get lost, come again', { webhookDrop: 0.3 }, { webhookDrop: 0 }],
  ['Your 200 gets lost', { acknowledgementLost: 0.3 }, { acknowledgementLost: 0 }],
  ['A gateway answers 502', { webhookBadGateway: 0.3 }, { webhookBadGateway: 0 }],
  ['Webhooks break off half way', { webhookCut: 0.3 }, { webhookCut: 0 }],
  ['Forged copies', { badSignature: 0.5 }, { badSignature: 0 }],
  ['Batches', { batchMost: 50, batchWithinMs: 2000 }, { batchMost: 1, batchWithinMs: 200 }],
  ['Statuses out of order', { statusReorder: 0.7 }, { statusReorder: 0 }],
  ['Statuses twice', { statusDuplicate: 0.5 }, { statusDuplicate: 0 }],
  ['No “delivered”', { statusSkipDelivered: 1 }, { statusSkipDelivered: 0 }],
  ['“Sent” before the answer', { statusBeforeAnswer: 1 }, { statusBeforeAnswer: 0 }],
  ['No statuses at all', { statusNever: 1 }, { statusNever: 0 }],
  ['Messages fail late', { statusFailedLate: 0.3 }, { statusFailedLate: 0 }],
  ['Failed and delivered', { statusFailedToo: 0.3 }, { statusFailedToo: 0 }],
  ['Webhooks of former times', { oldForms: true }, { oldForms: false }],
  ['Window errors come late', { windowErrorsLate: true }, { windowErrorsLate: false }],
  ['Numbers need a plus', { strictPhones: true }, { strictPhones: false }],
  ['Slow Graph (3 s)', { graphLatencyMs: 3000 }, { graphLatencyMs: 0 }],
]

const HOUR = 3_600_000

/** `act` runs a request and shows what went wrong. */
export function wireControls(act, current) {
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
  byId('available').addEventListener('change', ({ target }) =>
    act(() => post('available', { available: target.checked })),
  )
  byId('reset').addEventListener('click', () => {
    if (confirm('Forget all messages, customers, chaos and faults?')) act(() => post('reset', {}))
  })
  byId('faults').addEventListener('submit', (event) => {
    event.preventDefault()
    const { value } = event.target.elements.fault
    const fault = /^\d+$/.test(value) ? Number(value) : value
    act(() => post('faults', value === '' ? { clear: true } : { fault }))
  })
  for (const [label, on, off] of CHAOS) {
    const box = element('input', { type: 'checkbox' })
    box.addEventListener('change', () => act(() => post('chaos', box.checked ? on : off)))
    byId('chaos').append(element('label', { className: 'switch' }, box, label))
  }
}

export function drawControls(state, customer, line) {
  byId('online').checked = customer?.online ?? false
  byId('blocked').checked = customer?.blocked.includes(line?.phoneNumberId) ?? false
  byId('reads').value = customer?.reads ?? 'auto'
  byId('available').checked = state.available
  byId('coexistence').checked = line?.coexistence ?? false
  byId('staff').querySelector('button').disabled = !customer || !line?.coexistence
  drawFields(state.announcements)
  for (const id of ['online', 'blocked', 'reads', 'read-now']) byId(id).disabled = !customer
  for (const button of document.querySelectorAll('[data-shift]')) button.disabled = state.offset === undefined
  for (const [index, box] of byId('chaos').querySelectorAll('input').entries()) {
    box.checked = Object.entries(CHAOS[index][1]).some(([name]) => state.chaos[name] !== CHAOS[index][2][name])
  }
  const choice = document.querySelector('#faults select')
  if (choice.options.length === 0) {
    choice.append(
      new Option('nothing', ''),
      ...state.knownFaults.map((fault) => new Option(typeof fault === 'number' ? `error ${fault}` : fault, fault)),
    )
  }
  const armed = state.faults.planned.map(
    ({ fault, left }) => `${typeof fault === 'object' ? JSON.stringify(fault) : fault}${left > 1 ? ` × ${left}` : ''}`,
  )
  byId('armed').textContent = armed.length > 0 ? `Armed: ${armed.join(', ')}` : ''
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
  byId('clock').textContent = `${CLOCK.format(now)}${offset ? ` (+${Math.round(offset / HOUR)} h)` : ''}`
  byId('window').textContent = describeWindow(now, windowClosesAt)
}

function describeWindow(now, closesAt) {
  if (closesAt === undefined) return 'The window opens with the first message.'
  const left = closesAt - now
  if (left <= 0) return 'The window is closed: free text is refused.'
  const minutes = Math.floor(left / 60_000)
  return `The window closes in ${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min.`
}
