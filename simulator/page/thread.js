// The messages on a phone.
import { contentOf } from './bubble.js'
import { element } from './connection.js'
import { openMessageMenu } from './message-menu.js'

const TIME = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
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
  more.addEventListener('click', () => openMessageMenu(more, entry, acts))
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
    if (entry.deleted || event.target.closest('a, audio, video, input')) return
    event.preventDefault()
    openMessageMenu(more, entry, acts)
  })
  return item
}

const typingBubble = () =>
  element(
    'li',
    { className: 'message bubble typing' },
    element('span', { className: 'unseen', textContent: 'The business is typing' }),
    element('i'),
    element('i'),
    element('i'),
  )

const NEAR_THE_END_PX = 60

/** `scroller` holds `list`; `newer` shows that something has come below. */
export function createThread(scroller, list, newer, acts) {
  let kept = new Map()
  let newest
  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END_PX
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight
    newer.hidden = true
  }
  newer.addEventListener('click', () => {
    toEnd()
    scroller.focus()
  })
  scroller.addEventListener('scroll', () => {
    if (atEnd()) newer.hidden = true
  })
  // A picture that comes late, or a phone that gets smaller, does not push the last words away.
  let stays = true
  scroller.addEventListener('scroll', () => (stays = atEnd()))
  new ResizeObserver(() => stays && toEnd()).observe(scroller)

  /** A message that has not changed keeps its nodes, and what plays in it goes on; ticks are renewed in their place. */
  function drawn({ state, ...entry }, quotedText) {
    const facts = JSON.stringify([entry, quotedText])
    const known = kept.get(entry.wamid)
    if (known?.facts !== facts) return { facts, state, node: message({ state, ...entry }, quotedText, acts) }
    if (known.state !== state) known.node.querySelector('.ticks')?.replaceWith(ticks(state))
    return { ...known, state }
  }

  return {
    /** Stays at its end unless someone has scrolled up; `anew` is another thread. */
    draw({ entries: all, typing }, anew = false) {
      // A reaction, an edit and a deletion stand on the message they are about.
      const entries = all.filter(({ about }) => about === undefined)
      const follows = anew || atEnd() || entries.at(-1)?.kind === 'said'
      const texts = new Map(entries.map(({ wamid, text }) => [wamid, text]))
      const rows = []
      const next = new Map()
      let day
      for (const entry of entries) {
        const today = DAY.format(entry.at)
        if (today !== day) rows.push(element('li', { className: 'day', textContent: today }))
        day = today
        const one = drawn(entry, texts.get(entry.quoted))
        next.set(entry.wamid, one)
        rows.push(one.node)
      }
      kept = next
      if (typing) rows.push(typingBubble())
      if (rows.length === 0)
        rows.push(
          element('li', { className: 'nothing', textContent: 'Nothing has been said yet. Write the first message.' }),
        )
      for (const [index, row] of rows.entries()) {
        if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null)
      }
      while (list.children.length > rows.length) list.lastChild.remove()
      const last = entries.at(-1)?.wamid
      if (follows && last !== newest) toEnd()
      else if (follows) scroller.scrollTop = scroller.scrollHeight
      else if (last !== newest) newer.hidden = false
      newest = last
    },
    /** Renews the ticks of one message. */
    drawTicks({ wamid, state }) {
      const known = kept.get(wamid)
      if (!known) return
      known.state = state
      known.node.querySelector('.ticks')?.replaceWith(ticks(state))
    },
  }
}
