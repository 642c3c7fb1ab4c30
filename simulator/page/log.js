// The raw log: webhooks and Graph calls as they went over the wire.
import { byId, element, get } from './connection.js'

const KEPT = 2_000
const SHOWN = 300
const REST_MS = 250
const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** By id, oldest first; what a webhook met is added to it later. */
const known = new Map()
/** A row that has not changed keeps its nodes, and stays open. */
const rows = new Map()

const pretty = (text) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** What a webhook carries, in a few words. */
function contents(body) {
  const changes = JSON.parse(body).entry.flatMap((entry) => entry.changes)
  const words = changes.flatMap(({ field, value }) => {
    const { messages = [], statuses = [] } = value
    if (messages.length + statuses.length === 0) return [[field, value.event].filter(Boolean).join(' ')]
    const where = field === 'messages' ? '' : `${field}: `
    return [
      ...messages.map(({ type, text }) => where + (text ? `message “${text.body.slice(0, 40)}”` : type)),
      ...statuses.map(({ status }) => `${where}status ${status}`),
    ]
  })
  return words.length > 3 ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more` : words.join(', ')
}

function describe(entry) {
  if (entry.kind === 'graph') {
    const { answer } = entry
    const outcome = answer.kind === 'answer' ? answer.status : answer.kind
    return {
      title: `→ Graph ${entry.method} ${entry.path}`,
      outcome: `${outcome}${entry.fault ? ` (${entry.fault})` : ''}`,
      good: outcome === 200,
    }
  }
  const tries = entry.attempts.map(({ outcome, extra }) => (extra ? `${extra} ${outcome}` : outcome)).join(', ')
  const title = `← ${entry.forged ? 'forged ' : ''}${contents(entry.body)}`
  const good = entry.forged ? entry.state === 'refused' : entry.state !== 'given-up' && entry.attempts.length < 2
  return { title, outcome: tries || 'on its way', good }
}

const copyButton = (label, text) => {
  const button = element('button', { type: 'button', className: 'copy', textContent: label })
  button.addEventListener('click', () => copy(text(), button))
  return button
}

async function copy(text, button) {
  const label = button.textContent
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'The browser forbids it'
  }
  setTimeout(() => (button.textContent = label), 1500)
}

function row(entry) {
  const { title, outcome, good } = describe(entry)
  const summary = element(
    'summary',
    {},
    element('span', { className: 'at', textContent: TIME.format(entry.at) }),
    element('span', { textContent: title }),
    element('span', { className: good ? 'outcome' : 'bad', textContent: outcome }),
  )
  const details = element('details', {}, summary)
  // Most rows are never opened; their bodies are written when they are.
  details.addEventListener(
    'toggle',
    () => {
      const bodies = [entry.body, entry.answer?.body].filter(Boolean)
      details.append(
        ...bodies.map((body) =>
          element(
            'div',
            { className: 'body' },
            copyButton('Copy', () => pretty(body)),
            element('pre', { textContent: pretty(body) }),
          ),
        ),
      )
    },
    { once: true },
  )
  return element('li', {}, details)
}

function drawn(entry) {
  const facts = JSON.stringify([entry.attempts, entry.state])
  const old = rows.get(entry.id)
  if (old?.facts === facts) return old.node
  const node = row(entry)
  if (old?.node.firstChild.open) node.firstChild.open = true
  rows.set(entry.id, { facts, node })
  return node
}

function fitting() {
  const words = byId('log-words').value.trim().toLowerCase()
  const kind = byId('log-kind').value
  return [...known.values()].filter((entry) => {
    if (kind === 'trouble' ? describe(entry).good : kind !== 'all' && kind !== entry.kind) return false
    return (
      words === '' ||
      JSON.stringify([entry, describe(entry)])
        .toLowerCase()
        .includes(words)
    )
  })
}

function draw() {
  const found = fitting()
  const shown = found.slice(-SHOWN).reverse()
  const more = found.length > shown.length ? `, the newest ${shown.length} shown` : ''
  byId('log-says').textContent =
    known.size === 0 ? 'Nothing has gone over the wire yet.' : `${found.length} of ${known.size}${more}`
  byId('entries').replaceChildren(...shown.map(drawn))
}

/** Whatever may have changed since: from the oldest that is still on its way. */
async function fetchNewer() {
  const open = [...known.values()].find(({ state }) => state === 'pending')
  const after = open ? open.id - 1 : ([...known.keys()].at(-1) ?? 0)
  const { entries } = await get('log', { after })
  for (const entry of entries) known.set(entry.id, entry)
  for (const id of [...known.keys()].slice(0, Math.max(0, known.size - KEPT))) {
    known.delete(id)
    rows.delete(id)
  }
}

let due

/** Soon, and once for all that happens until then. */
export function drawLog() {
  if (byId('log').hidden || due) return
  due = setTimeout(async () => {
    await fetchNewer().catch(() => {})
    due = undefined
    draw()
    if ([...known.values()].some(({ state }) => state === 'pending')) drawLog()
  }, REST_MS)
}

export function wireLog() {
  const show = (shown) => {
    byId('log').hidden = !shown
    byId('show-log').setAttribute('aria-expanded', String(shown))
    drawLog()
    byId(shown ? 'log-words' : 'show-log').focus()
  }
  byId('show-log').addEventListener('click', () => show(byId('log').hidden))
  byId('hide-log').addEventListener('click', () => show(false))
  byId('log').addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') show(false)
  })
  byId('log-words').addEventListener('input', draw)
  byId('log-kind').addEventListener('change', draw)
  byId('copy-log').addEventListener('click', ({ currentTarget }) =>
    copy(JSON.stringify(fitting(), null, 2), currentTarget),
  )
}
