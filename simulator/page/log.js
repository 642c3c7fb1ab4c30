// The raw log: webhooks and Graph calls as they went over the wire.
import { byId, element, get } from './connection.js'

const SHOWN = 300
const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

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
  const good = entry.forged ? entry.state === 'refused' : entry.state === 'acknowledged'
  return { title, outcome: tries || 'on its way', good }
}

function row(entry) {
  const { title, outcome, good } = describe(entry)
  const summary = element(
    'summary',
    {},
    element('span', { className: 'outcome', textContent: TIME.format(entry.at) }),
    element('span', { textContent: title }),
    element('span', { className: good ? 'outcome' : 'bad', textContent: outcome }),
  )
  const details = element('details', {}, summary)
  // Most rows are never opened; their bodies are written when they are.
  details.addEventListener(
    'toggle',
    () => {
      details.append(element('pre', { textContent: pretty(entry.body) }))
      if (entry.answer?.body) details.append(element('pre', { textContent: pretty(entry.answer.body) }))
    },
    { once: true },
  )
  return element('li', {}, details)
}

export async function drawLog() {
  if (byId('log').hidden) return
  const { entries } = await get('log')
  byId('entries').replaceChildren(...entries.slice(-SHOWN).reverse().map(row))
}

export function wireLog() {
  const show = (shown) => {
    byId('log').hidden = !shown
    byId('show-log').setAttribute('aria-expanded', String(shown))
    void drawLog()
    byId(shown ? 'hide-log' : 'show-log').focus()
  }
  byId('show-log').addEventListener('click', () => show(byId('log').hidden))
  byId('hide-log').addEventListener('click', () => show(false))
  byId('log').addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') show(false)
  })
}
