// The stories in the list, and the strip above the phones while one of them is told.
import { byId, element, get } from './connection.js'
import { STORIES } from './stories.js'
import { createTelling } from './story-runner.js'

const NAMES = ['Noah', 'Inés', 'Tomás', 'Aiko', 'Priya', 'Omar', 'Lena', 'Kofi']

let telling
const waiting = new Set()

/** Something has happened on a phone: whoever waits for it looks again. */
export function tellStory() {
  for (const wake of waiting) wake()
}

const moment = (ms) =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      waiting.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    waiting.add(wake)
  })

/** `page`: the state, the phones on it, and how something is asked. */
export function wireStories(page) {
  const { act, post } = page

  const ownerAt = async (place) => (page.state().desk ? (await post('teammate', place)).owner : undefined)

  function lineNamed(name) {
    const { lines } = page.state()
    const index = ['support', 'sales'].indexOf(name)
    const line = lines.find((one) => one.name.toLowerCase().includes(name)) ?? lines[index]
    if (!line) throw new Error(`This story needs ${index + 1} lines, and this configuration has ${lines.length}.`)
    return line.phoneNumberId
  }

  /** Somebody who has not written yet, so that nothing said before gets into the story. */
  async function newcomer(lines) {
    for (const { phone } of page.state().customers) {
      const places = lines.map((line) => ({ customer: phone, line }))
      const threads = await Promise.all(places.map((place) => get('thread', place)))
      const owners = await Promise.all(places.map(ownerAt))
      if (threads.every(({ entries }) => entries.length === 0) && owners.every((owner) => owner === undefined))
        return phone
    }
    const taken = page.state().customers.map(({ name }) => name)
    const name = NAMES.find((one) => !taken.includes(one)) ?? `Customer ${taken.length + 1}`
    const phone = `1555${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
    await post('customers', { phone, name })
    await page.refresh()
    return phone
  }

  async function theatreFor(story) {
    const lines = story.lines.map(lineNamed)
    const customer = await newcomer(lines)
    const place = (on) => ({ customer, line: lines[story.lines.indexOf(on)] })
    page.cast(story.lines.map(place))
    return {
      now: () => performance.now(),
      moment,
      types: (on, text, { msALetter, wait }) =>
        matchMedia('(prefers-reduced-motion: reduce)').matches
          ? wait(msALetter * text.length)
          : page.handset(place(on)).types(text, () => wait(msALetter)),
      says: (on, text) => post('say', { ...place(on), text }),
      bubbles: async (on) => (await get('thread', place(on))).entries.filter(({ kind }) => kind === 'bubble'),
      owner: (on) => ownerAt(place(on)),
      playsTeammate: () => byId('play-teammate').checked && page.state().desk !== undefined,
      answers: (on, says) => post('teammate', { ...place(on), says }),
      releases: (on, releases) => post('teammate', { ...place(on), releases }),
      later: (shift) => post('clock', { shift }),
      chaos: (settings) => post('chaos', settings),
    }
  }

  async function watch(story) {
    telling?.stop()
    const theatre = await act(() => theatreFor(story))
    if (!theatre) return
    const before = page.state().chaos
    byId('story-title').textContent = story.title
    byId('story').hidden = false
    const told = createTelling(story, theatre, draw)
    telling = told
    told.setSpeed(Number(byId('story-speed').value))
    byId('story-pause').focus()
    await told.run()
    // A story that ends in the middle leaves no chaos behind.
    const bent = story.steps.flatMap(({ chaos = [] }) => chaos)
    if (bent.length > 0) await act(() => post('chaos', Object.fromEntries(bent.map((name) => [name, before[name]]))))
  }

  function draw({ state, step, steps, says, look }) {
    const over = ['told', 'stuck', 'stopped'].includes(state)
    byId('story').dataset.state = state
    byId('story-step').textContent = `${Math.min(step + 1, steps)} of ${steps}`
    byId('story-says').textContent = says
    byId('story-look').textContent = look
    byId('story-progress').value = step / steps
    byId('story-pause').hidden = over || state === 'asking'
    byId('story-pause').textContent = state === 'paused' ? 'Play' : 'Pause'
    byId('story-stop').textContent = over ? 'Close' : 'Stop'
    byId('story-go-on').hidden = state !== 'asking' || page.state().desk !== undefined
  }

  byId('stories').append(
    ...STORIES.map((story) => {
      const button = element(
        'button',
        { type: 'button' },
        element('b', { textContent: story.title }),
        element('small', { textContent: story.about }),
      )
      button.addEventListener('click', () => void watch(story))
      return element('li', {}, button)
    }),
  )
  byId('story-pause').addEventListener('click', () => telling.pause() || telling.resume())
  byId('story-stop').addEventListener('click', () => {
    telling.stop()
    byId('story').hidden = true
  })
  byId('story-go-on').addEventListener('click', () => telling.goOn())
  byId('story-speed').addEventListener('change', ({ target }) => telling?.setSpeed(Number(target.value)))
}
