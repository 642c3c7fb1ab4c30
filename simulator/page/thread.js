// The messages on the phone.
import { contentOf } from './bubble.js'
import { byId, element } from './connection.js'
import { openMenu } from './menu.js'

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

const AUTHORS = { staff: 'Typed on the business’s phone', 'meta-agent': 'Meta’s agent' }

function message(entry, quotedText, acts) {
  const footer = element('footer')
  const more = element('button', {
    type: 'button',
    className: 'more',
    textContent: '⋯',
    attributes: { 'aria-label': 'What to do with this message', 'aria-haspopup': 'menu' },
  })
  more.addEventListener('click', () => openMenu(more, entry, acts))
  if (!entry.deleted) footer.append(more)
  if (entry.edited && !entry.deleted) footer.append(element('span', { textContent: 'edited' }))
  footer.append(element('time', { dateTime: new Date(entry.at).toISOString(), textContent: TIME.format(entry.at) }))
  if (entry.kind === 'said') footer.append(ticks(entry.state))
  const item = element('li', { className: `message ${entry.kind}`, dataset: { wamid: entry.wamid } })
  if (entry.by) item.append(element('div', { className: 'by', textContent: AUTHORS[entry.by] }))
  if (entry.quoted && !entry.deleted)
    item.append(element('blockquote', { dir: 'auto', textContent: quotedText ?? 'A message that is not here' }))
  const content = contentOf(entry, acts)
  const below = content.filter(({ className }) => className === 'rows')
  item.append(...content.filter((node) => !below.includes(node)), footer, ...below)
  if (entry.reaction) {
    item.classList.add('marked')
    item.append(
      element('span', {
        className: 'reaction',
        textContent: entry.reaction,
        attributes: { role: 'img', 'aria-label': `Reaction ${entry.reaction}` },
      }),
    )
  }
  // A long press on a phone, the other mouse button elsewhere.
  item.addEventListener('contextmenu', (event) => {
    if (entry.deleted || event.target.closest('a, audio, video')) return
    event.preventDefault()
    openMenu(more, entry, acts)
  })
  return item
}

const kept = new Map()

/** A message that has not changed keeps its nodes. */
function drawn(entry, quotedText, acts) {
  const facts = JSON.stringify([entry, quotedText])
  const known = kept.get(entry.wamid)
  if (known?.facts === facts) return known.node
  const node = message(entry, quotedText, acts)
  kept.set(entry.wamid, { facts, node })
  return node
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
export function drawThread({ entries: all, typing }, acts) {
  // A reaction, an edit and a deletion stand on the message they are about.
  const entries = all.filter(({ about }) => about === undefined)
  const list = byId('thread')
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60
  const texts = new Map(entries.map(({ wamid, text }) => [wamid, text]))
  const rows = []
  let day
  for (const entry of entries) {
    const today = DAY.format(entry.at)
    if (today !== day) rows.push(element('li', { className: 'day', textContent: today }))
    day = today
    rows.push(drawn(entry, texts.get(entry.quoted), acts))
  }
  if (typing) rows.push(typingBubble())
  if (rows.length === 0)
    rows.push(
      element('li', { className: 'nothing', textContent: 'Nothing has been said yet. Write the first message.' }),
    )
  // What stays where it is keeps playing.
  for (const [index, row] of rows.entries()) {
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null)
  }
  while (list.children.length > rows.length) list.lastChild.remove()
  if (atEnd) list.scrollTop = list.scrollHeight
}

/** Renews the ticks of one message in its place. */
export function drawTicks({ wamid, state }) {
  const item = byId('thread').querySelector(`[data-wamid="${CSS.escape(wamid)}"]`)
  item?.querySelector('.ticks')?.replaceWith(ticks(state))
}
