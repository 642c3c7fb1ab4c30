// The messages on the phone.
import { byId, element } from './connection.js'

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const SVG = 'http://www.w3.org/2000/svg'
const ONE_TICK = ['M5 6.5 8.5 10 15 2.5']
const TWO_TICKS = ['M1 6.5 4.5 10 11 2.5', 'M8 9.2 8.8 10 17 2.5']
const CLOCK = ['M9.5 1.5a4.5 4.5 0 1 0 .01 0M9.5 3.5V6l2 1.2']
const TICKS = {
  waiting: { label: 'Waiting for the network', paths: CLOCK },
  sent: { label: 'Sent', paths: ONE_TICK },
  delivered: { label: 'Delivered', paths: TWO_TICKS },
  read: { label: 'Read', paths: TWO_TICKS },
}

function ticks(state) {
  const { label, paths } = TICKS[state]
  const svg = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries({
    viewBox: '0 0 19 12',
    class: 'ticks',
    role: 'img',
    'aria-label': label,
  })) {
    svg.setAttribute(name, value)
  }
  svg.dataset.state = state
  for (const shape of paths) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', shape)
    svg.append(path)
  }
  return svg
}

function message(entry, quotedText, onAnswer) {
  const footer = element('footer')
  const answer = element('button', { type: 'button', className: 'answer', textContent: 'Answer' })
  answer.addEventListener('click', () => onAnswer(entry))
  footer.append(
    answer,
    element('time', { dateTime: new Date(entry.at).toISOString(), textContent: TIME.format(entry.at) }),
  )
  if (entry.kind === 'said') footer.append(ticks(entry.state))
  const item = element('li', { className: `message ${entry.kind}`, dataset: { wamid: entry.wamid } })
  if (entry.quoted)
    item.append(element('blockquote', { dir: 'auto', textContent: quotedText ?? 'A message that is not here' }))
  item.append(element('div', { className: 'text', dir: 'auto', textContent: entry.text }), footer)
  return item
}

const typingBubble = () =>
  element(
    'li',
    { className: 'message bubble typing', attributes: { 'aria-label': 'The business is typing' } },
    element('i'),
    element('i'),
    element('i'),
  )

/** Draws the thread anew; it stays at its end unless someone has scrolled up. */
export function drawThread({ entries, typing }, onAnswer) {
  const list = byId('thread')
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60
  const texts = new Map(entries.map(({ wamid, text }) => [wamid, text]))
  const rows = []
  let day
  for (const entry of entries) {
    const today = DAY.format(entry.at)
    if (today !== day) rows.push(element('li', { className: 'day', textContent: today }))
    day = today
    rows.push(message(entry, texts.get(entry.quoted), onAnswer))
  }
  if (typing) rows.push(typingBubble())
  if (rows.length === 0)
    rows.push(
      element('li', { className: 'nothing', textContent: 'Nothing has been said yet. Write the first message.' }),
    )
  list.replaceChildren(...rows)
  if (atEnd) list.scrollTop = list.scrollHeight
}

/** Renews the ticks of one message in its place. */
export function drawTicks({ wamid, state }) {
  const item = byId('thread').querySelector(`[data-wamid="${CSS.escape(wamid)}"]`)
  item?.querySelector('.ticks')?.replaceWith(ticks(state))
}
