// Ties the page together: who looks, which channel, which thread.
import { byId, element, get, listen, post } from './asking.js'
import { composer } from './composer.js'
import { messageNode } from './message.js'
import { showModal } from './modal.js'
import { troubles } from './troubles.js'

const look = { as: sessionStorage.getItem('as') ?? '', channel: '', thread: '' }
const main = document.querySelector('main')
let state
const told = (text) => {
  byId('trouble').textContent = text
}
const doing = (verb) => (body) =>
  post(verb, { as: look.as, channel: look.channel, ...body }).then(
    (outcome) => told(outcome.ok === false ? `The app has not answered (${outcome.reason}).` : ''),
    (error) => told(error.message),
  )

const composers = {
  channel: composer(document.querySelector('[data-composer="channel"]'), {
    target: () => ({ as: look.as, channel: look.channel }),
    told,
  }),
  thread: composer(document.querySelector('[data-composer="thread"]'), {
    target: () => ({ as: look.as, channel: look.channel, thread: look.thread }),
    told,
  }),
}

function names(id) {
  if (id === state.app.id) return state.app.name
  return state.people.find((one) => one.id === id)?.realName ?? id
}

/** What was typed, of what Slack has made of it. */
const typed = (text) =>
  text
    .replaceAll(/<(https?:[^|>]+)>/g, '$1')
    .replaceAll(/<@(\w+)>/g, (_, id) => `@${state.people.find((one) => one.id === id)?.name ?? id}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

function contextFor(inThread) {
  return {
    names,
    people: state.people,
    app: state.app,
    me: look.as,
    inThread,
    async openThread(ts) {
      look.thread = ts
      composers.thread.reset()
      show('thread')
      await refresh()
      document.querySelector('[data-composer="thread"] textarea').focus()
    },
    edit: (message) => composers[inThread ? 'thread' : 'channel'].edit(message, typed(message.text)),
    remove: (ts) => doing('delete')({ ts }),
    share: (ts) => doing('share')({ ts }),
    dismiss: (ts) => doing('dismiss')({ ts }).then(refresh),
  }
}

/** Only what has changed is made anew, so that focus and scroll stay where they are. */
function fill(list, messages, inThread) {
  const scroll = list.parentElement
  const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60
  const before = new Map([...list.children].map((node) => [node.dataset.ts, node]))
  const context = contextFor(inThread)
  const nodes = messages.map((message) => {
    const key = JSON.stringify([message, look.as, state.people.length])
    const old = before.get(message.ts)
    if (old?.key === key) return old
    const act = (pressed) => doing('press')({ ts: message.ts, ...pressed })
    return Object.assign(messageNode(message, { ...context, act }), { key })
  })
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null)
  })
  while (list.children.length > nodes.length) list.lastElementChild.remove()
  if (wasAtEnd) scroll.scrollTop = scroll.scrollHeight
}

const withEphemerals = (messages, thread) =>
  [
    ...messages,
    ...state.ephemerals.filter((one) => one.thread === thread).map((one) => ({ ...one, ephemeral: true })),
  ].sort((a, b) => Number(a.ts) - Number(b.ts))

function choices(list, all, { isChosen, label, choose }) {
  list.replaceChildren(
    ...all.map((one) => {
      const button = element(
        'button',
        { type: 'button', attributes: { 'aria-pressed': String(isChosen(one)) } },
        ...label(one),
      )
      button.addEventListener('click', () => choose(one))
      return element('li', {}, button)
    }),
  )
}

function draw() {
  const channel = state.channels.find(({ id }) => id === state.channel)
  byId('team').textContent = state.team
  byId('channel-title').textContent = `# ${channel?.name ?? ''}`
  document.querySelector('[data-composer="channel"] textarea').placeholder = `Message #${channel?.name ?? ''}`
  byId('also').textContent = `#${channel?.name ?? ''}`
  document.querySelector('.me').textContent = names(look.as)
  const side = JSON.stringify([state.channels, state.people, look.as, look.channel])
  if (main.side !== side) {
    main.side = side
    choices(byId('channels'), state.channels, {
      isChosen: ({ id }) => id === state.channel,
      label: ({ name, botIsMember }) => [
        `# ${name}`,
        botIsMember ? '' : element('span', { className: 'hint' }, ' app is not in it'),
      ],
      choose: ({ id }) => go({ channel: id, thread: '' }),
    })
    byId('links').replaceChildren(
      ...state.links.map(({ text, href }) => element('a', { href, target: href.slice(1) }, text)),
    )
    choices(byId('people'), state.people, {
      isChosen: ({ id }) => id === look.as,
      label: ({ realName, email }) => [element('bdi', {}, realName), element('span', { className: 'hint' }, email)],
      choose: ({ id }) => go({ as: id }),
    })
  }
  fill(byId('messages'), withEphemerals(state.messages, undefined), false)
  byId('nothing').hidden = state.messages.length > 0
  byId('thread-pane').hidden = !look.thread || state.thread.length === 0
  if (byId('thread-pane').hidden && main.dataset.pane === 'thread') show('channel')
  fill(byId('replies'), withEphemerals(state.thread, look.thread), true)
  showModal(state.modal, {
    names,
    people: state.people,
    act: doing('press'),
    submit: (values) => doing('submit')({ values, channel: '' }).then(refresh),
    close: () => doing('close')({}).then(refresh),
  })
  troubles.draw(state)
}

function show(pane) {
  main.dataset.pane = pane
}

function go(to) {
  Object.assign(look, to)
  sessionStorage.setItem('as', look.as)
  if (to.channel || to.as) show('channel')
  void refresh()
}

let asked = 0
async function refresh() {
  const mine = ++asked
  try {
    const answer = await get('state', look)
    if (mine !== asked) return
    state = answer
    look.as = state.me ?? ''
    look.channel = state.channel ?? ''
    draw()
  } catch (error) {
    told(error.message)
  }
}

for (const button of document.querySelectorAll('[data-show]'))
  button.addEventListener('click', () => show(button.dataset.show))
byId('close-thread').addEventListener('click', () => go({ thread: '' }))
byId('modal').addEventListener('cancel', (event) => {
  event.preventDefault()
  void doing('close')({}).then(refresh)
})
byId('new-person').addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const { id } = await post('new-person', Object.fromEntries(new FormData(event.target)))
    event.target.reset()
    go({ as: id })
  } catch (error) {
    told(error.message)
  }
})
troubles.wire({ doing, refresh })

let planned
listen(() => {
  clearTimeout(planned)
  planned = setTimeout(refresh, 40)
})
