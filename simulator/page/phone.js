// Ties the page together: the phones, whose they are, and what is drawn when something happens.
import { drawChaos, wireChaos } from './chaos.js'
import { byId, element, get, initial, listen, post } from './connection.js'
import { drawClock, drawControls, wireControls } from './controls.js'
import { drawFaults, wireFaults } from './faults.js'
import { createHandset } from './handset.js'
import { drawLog, wireLog } from './log.js'
import { wireMenu } from './menu.js'
import { drawPeople, wirePeople } from './people.js'
import { tellStory, wireStories } from './story-panel.js'

let state = { lines: [], customers: [], chaos: {}, faults: { planned: [], rates: [] }, knownFaults: [] }
let skew = 0
const page = document.querySelector('main')
const phones = []
let active

/** What is asked of the simulator without a phone in hand; what it objects to stands below the controls. */
async function act(run, say = (trouble) => (byId('trouble').textContent = trouble)) {
  try {
    const result = await run()
    say('')
    return result
  } catch (error) {
    say(error.message)
  }
}

const world = {
  customer: (phone) => state.customers.find((one) => one.phone === phone),
  line: (id) => state.lines.find(({ phoneNumberId }) => phoneNumberId === id),
  now: () => Date.now() + skew,
  act,
}

function addPhone() {
  const handset = createHandset(world, {
    onActive: () => activate(handset),
    onChanged: () => handset === active && drawTime(),
  })
  phones.push(handset)
  byId('phones').append(handset.root)
  active ??= handset
  return handset
}

function activate(handset) {
  if (active === handset) return
  active = handset
  draw()
}

/** The second phone shows the same customer at another line, or another customer. */
function showSecond(shown) {
  if (shown === phones.length > 1) return
  byId('second').checked = shown
  if (!shown) {
    phones.pop().root.remove()
    active = phones[0]
    return draw()
  }
  const { customer, line } = phones[0].chosen()
  const otherLine = state.lines.find(({ phoneNumberId }) => phoneNumberId !== line)?.phoneNumberId
  const otherCustomer = state.customers.find(({ phone }) => phone !== customer)?.phone
  active = addPhone()
  void active.choose(otherLine ? { customer, line: otherLine } : { customer: otherCustomer ?? customer, line })
  draw()
}

const refresh = () =>
  act(async () => {
    state = await get('state')
    skew = state.now - Date.now()
    for (const handset of phones) {
      const { customer, line } = handset.chosen()
      if (world.customer(customer) && world.line(line)) continue
      handset.assign({
        customer: world.customer(customer) ? customer : state.customers[0]?.phone,
        line: world.line(line) ? line : state.lines[0]?.phoneNumberId,
      })
    }
    draw()
    await Promise.all(phones.map((handset) => handset.refresh()))
  })

function choose(choice) {
  page.dataset.pane = 'phone'
  void active.choose(choice)
  draw()
}

function draw() {
  const { customer, line } = active.chosen()
  drawPeople(state, { customer, line }, choose)
  drawControls(state, world.customer(customer), world.line(line))
  drawChaos(state.chaos)
  drawFaults(state)
  for (const handset of phones) handset.draw(handset === active, phones.length > 1)
  for (const button of document.querySelectorAll('[data-show]')) {
    button.setAttribute('aria-pressed', String(button.dataset.show === page.dataset.pane))
  }
  byId('tabs').hidden = phones.length < 2
  byId('tabs').replaceChildren(...phones.map(tab))
  byId('desk').hidden = !state.desk
  byId('slack').hidden = !state.slack
  if (state.slack) byId('slack').href = state.slack
  if (state.desk) byId('desk').href = state.desk
  drawTime()
}

function tab(handset) {
  const { customer, line } = handset.chosen()
  const name = world.customer(customer)?.name
  const button = element(
    'button',
    { type: 'button', attributes: { 'aria-pressed': String(handset === active) } },
    element('span', { className: 'face', textContent: initial(name), attributes: { 'aria-hidden': 'true' } }),
    element('bdi', { textContent: `${name ?? 'Nobody'} · ${world.line(line)?.name ?? 'no line'}` }),
  )
  button.addEventListener('click', () => activate(handset))
  return button
}

const drawTime = () => drawClock(world.now(), state.offset ?? 0, active.windowClosesAt())

function hear(event) {
  switch (event.type) {
    case 'logged':
      return drawLog()
    case 'settings-changed':
    case 'availability-changed':
    case 'reset':
      return void refresh()
    case 'customer-changed':
      for (const handset of phones) handset.follow(event)
      return void refresh()
    default:
      for (const handset of phones) handset.hear(event)
      tellStory(event)
  }
}

for (const button of document.querySelectorAll('[data-show]')) {
  button.addEventListener('click', () => {
    page.dataset.pane = button.dataset.show
    draw()
  })
}
addPhone()
byId('second').addEventListener('change', ({ target }) => showSecond(target.checked))
wirePeople(act, async (added) => {
  await refresh()
  choose({ customer: added.phone })
})
wireControls(act, () => active.chosen(), world.now)
wireChaos(act)
wireFaults(act)
wireLog()
wireMenu()
wireStories({
  state: () => state,
  refresh,
  /** The phones that a story needs, one for each line it is told on. */
  cast(places) {
    page.dataset.pane = 'phone'
    if (places.length > 1) showSecond(true)
    active = phones[0]
    for (const [index, place] of places.entries()) void phones[index].choose(place)
    draw()
  },
  handset(place) {
    const handset = phones.find((one) => one.shows(place)) ?? active
    if (!handset.shows(place)) void handset.choose(place)
    activate(handset)
    return handset
  },
  act,
  post,
})
setInterval(drawTime, 1000)
listen(hear, refresh, () => {
  byId('trouble').textContent = 'The simulator does not answer. Trying again…'
})
