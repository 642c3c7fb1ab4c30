// What the next calls to Meta meet.
import { byId, element, post } from './connection.js'

const NAMED = {
  'accepted-131000': 'error 131000, and it arrives all the same',
  'html-502': '502 with a page',
  'accepted-html-502': '502 with a page, and it arrives all the same',
  'bare-500': '500 without a word',
  'accepted-bare-500': '500 without a word, and it arrives all the same',
  'error-in-200': 'error 131016 inside a 200',
  'plain-429': '429 with “try again in 2 s”',
  refused: 'a refused connection',
  'reset-before-bytes': 'a connection that breaks at once',
  reset: 'a connection that breaks, and it is lost',
  'accepted-reset': 'a connection that breaks, and it arrives all the same',
  hang: 'no answer, and it is lost',
  'accepted-hang': 'no answer, and it arrives all the same',
}

/** What people meet most, first. */
const OFTEN = [131047, 131026, 130472, 131049, 130429, 131056, 131048, 131031, 368, 190, 132001, 132015, 131053]

const option = ({ fault, title }) =>
  new Option(typeof fault === 'number' ? `${fault} ${title}` : (NAMED[fault] ?? fault), fault)

function options(known) {
  const often = OFTEN.map((code) => known.find(({ fault }) => fault === code)).filter(Boolean)
  const codes = known.filter((one) => typeof one.fault === 'number' && !often.includes(one))
  const named = known.filter(({ fault }) => typeof fault === 'string')
  return [
    ['Errors met often', often],
    ['Network and servers', named],
    ['All other errors', codes],
  ].map(([label, faults]) => element('optgroup', { label }, ...faults.map(option)))
}

export function wireFaults(act) {
  byId('available').addEventListener('change', ({ target }) =>
    act(() => post('available', { available: target.checked })),
  )
  byId('faults').addEventListener('submit', (event) => {
    event.preventDefault()
    const { fault, call, times } = Object.fromEntries(new FormData(event.target))
    void act(() => post('faults', { fault: /^\d+$/.test(fault) ? Number(fault) : fault, call, times: Number(times) }))
  })
  byId('armed').addEventListener('click', ({ target }) => {
    if (target.closest('button')) void act(() => post('faults', { clear: true }))
  })
}

const CALLS = {
  send: 'message',
  read: 'read receipt',
  media: 'file',
  template: 'template call',
  any: 'call',
  other: 'call',
}

function inWords(fault, known) {
  if (typeof fault === 'object') return JSON.stringify(fault)
  const title = known.find((one) => one.fault === fault)?.title
  return typeof fault === 'number' ? `error ${fault}${title ? ` (${title})` : ''}` : (NAMED[fault] ?? fault)
}

export function drawFaults({ faults, knownFaults, available }) {
  byId('available').checked = available ?? true
  const { fault } = byId('faults').elements
  if (fault.options.length === 0) fault.append(...options(knownFaults))
  const planned = faults.planned.map(({ fault: one, left, scope }) => {
    const call = CALLS[scope.call ?? 'send']
    return `The next ${left > 1 ? `${left} ${call}s meet` : `${call} meets`} ${inWords(one, knownFaults)}`
  })
  const rates = faults.rates.map(
    ({ fault: one, probability }) => `${Math.round(probability * 100)} % meet ${inWords(one, knownFaults)}`,
  )
  const rows = [...planned, ...rates].map((textContent) => element('li', { textContent }))
  const disarm = element('li', {}, element('button', { type: 'button', textContent: 'Disarm' }))
  byId('armed').replaceChildren(...(rows.length > 0 ? [...rows, disarm] : []))
}
