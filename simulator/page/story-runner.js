// Tells a story at human pace. What it needs of the world (phones, a desk, time) it is handed, so that it is told the
// same way on a page and in a test.

const LONGEST_WAIT_MS = 60_000
const LONGEST_WAIT_FOR_PEOPLE_MS = 60 * 60_000
/** A model of flesh and blood may choose other words: then they do as well. */
const OTHER_WORDS_AFTER_MS = 4_000
const MOMENT_MS = 500
const BEFORE_SPEAKING_MS = 1_400
const READING_MS = 2_500
const TEAMMATE_THINKS_MS = 4_000
/** Until a webhook has met what was to go wrong with it. */
const ON_ITS_WAY_MS = 400

class Stopped extends Error {}
/** It cannot go on; the message says why. */
class Stuck extends Error {}

/**
 * `theatre`: `types`, `says`, `bubbles`, `owner`, `answers`, `releases`, `later`, `chaos`, `moment`, `now`. `onChange` is told
 * of every turn: which step, in which state (`playing`, `paused`, `asking`, `told`, `stuck`, `stopped`), and in what words.
 */
export function createTelling(story, theatre, onChange) {
  let speed = 1
  let state = 'playing'
  let goOn = false
  let step = 0
  let words = { says: '', look: '' }
  let otherwise = 0
  const heard = new Map()

  const tell = (change = {}) => {
    words = { ...words, ...change }
    onChange({ state, step, steps: story.steps.length, speed, otherwise, ...words })
  }
  const become = (next, change) => {
    state = next
    tell(change)
  }

  async function moment(ms = MOMENT_MS) {
    if (state === 'stopped') throw new Stopped()
    await theatre.moment(ms)
    if (state === 'stopped') throw new Stopped()
  }

  /** So much time in which it is not paused. */
  async function pace(ms) {
    for (let left = ms / speed; left > 0; ) {
      const from = theatre.now()
      await moment(Math.min(left, 100))
      if (state !== 'paused') left -= theatre.now() - from
    }
    await resumed()
  }

  async function resumed() {
    while (state === 'paused') await moment()
  }

  /** However fast it is told. */
  async function passed(ms) {
    const from = theatre.now()
    while (theatre.now() - from < ms) await moment(50)
  }

  async function newBubbles(on) {
    return (await theatre.bubbles(on)).slice(heard.get(on) ?? 0)
  }
  async function hearAll(on) {
    heard.set(on, (await theatre.bubbles(on)).length)
  }

  async function until(check, patienceMs) {
    const from = theatre.now()
    for (;;) {
      const found = await check(theatre.now() - from)
      if (found) return found
      if (theatre.now() - from > patienceMs) return undefined
      await moment()
    }
  }

  async function whyNothingCame(on) {
    const owner = await theatre.owner(on)
    if (owner === 'teammate' || owner === 'waiting')
      return 'People own this conversation, so the agent is silent: release it at the desk, then tell the story again.'
    return 'Look at the raw log, and at the terminal in which Wabaton runs. Is chaos on, or Graph out of reach?'
  }

  /** Waits until a person has done something, or has said so where nobody can see it. */
  async function askPerson(asks, check) {
    goOn = false
    become('asking', { says: asks, look: '' })
    const done = await until(async () => goOn || (await check()), LONGEST_WAIT_FOR_PEOPLE_MS)
    if (!done) throw new Stuck('Nobody came. The story waits no longer.')
    become('playing')
  }

  const STEPS = {
    async says({ on, text, quick, chaos, look = '' }) {
      tell({ says: 'The customer writes…', look })
      await pace(quick ? 100 : BEFORE_SPEAKING_MS)
      await hearAll(on)
      await theatre.types(on, text, { msALetter: quick ? 12 : 34, wait: pace })
      await resumed()
      if (chaos) await theatre.chaos({ [chaos]: 1 })
      await theatre.says(on, text)
      if (!chaos) return
      await passed(ON_ITS_WAY_MS)
      await theatre.chaos({ [chaos]: 0 })
    },
    async hears({ on, pattern, look }) {
      tell({ says: 'Waiting for the answer…' })
      let otherSince
      const found = await until(async (waited) => {
        const bubbles = await newBubbles(on)
        if (bubbles.some(({ text }) => pattern.test(text))) return 'as told'
        if (bubbles.length > 0) otherSince ??= waited
        return otherSince !== undefined && waited - otherSince >= OTHER_WORDS_AFTER_MS && 'otherwise'
      }, LONGEST_WAIT_MS)
      if (!found) throw new Stuck(`No answer came within a minute. ${await whyNothingCame(on)}`)
      if (found === 'otherwise') otherwise++
      await hearAll(on)
      tell({ says: found === 'as told' ? 'Answered.' : 'Answered, in other words than the script has.', look })
      await pace(READING_MS)
    },
    async silent({ on, ms, exactly, look }) {
      tell({ says: 'Nothing may come now…' })
      const most = exactly ? ms : Math.max(ms / speed, 1_500)
      const spoke = await until(async () => (await newBubbles(on)).length > 0, most)
      if (spoke) throw new Stuck('Something came, and nothing should have: look at the phone and at the raw log.')
      tell({ says: 'Silence, as it should be.', look })
      await pace(READING_MS)
    },
    async teammate({ on, text, asks, look }) {
      await hearAll(on)
      const came = async () => (await newBubbles(on)).length > 0
      const plays = theatre.playsTeammate() && (await theatre.owner(on)) !== 'teammate'
      if (plays) {
        tell({ says: 'A teammate reads the briefing…', look: '' })
        await pace(TEAMMATE_THINKS_MS)
        // Somebody at the desk may have been quicker.
        if (!(await came()) && (await theatre.owner(on)) !== 'teammate') await theatre.answers(on, text)
        if (!(await until(came, LONGEST_WAIT_MS))) throw new Stuck('The teammate’s answer has not arrived.')
      } else await askPerson(asks, came)
      tell({ says: 'A teammate has answered.', look })
      await pace(READING_MS)
    },
    async released({ on, outcome, asks, look }) {
      const isBack = async () => (await theatre.owner(on)) === 'agent'
      await pace(BEFORE_SPEAKING_MS)
      if (theatre.playsTeammate() && !(await isBack())) await theatre.releases(on, outcome)
      else if (!(await isBack())) await askPerson(asks, isBack)
      tell({ says: 'Released.', look })
      await pace(READING_MS)
    },
    async later({ ms, look }) {
      await pace(BEFORE_SPEAKING_MS)
      await theatre.later(ms)
      tell({ says: 'Time passes.', look })
      await pace(READING_MS)
    },
  }

  async function run() {
    try {
      for (const one of story.steps) {
        tell()
        await STEPS[one.kind](one)
        step++
      }
      const how = otherwise === 0 ? 'Everything came as it should.' : 'Some answers came in other words.'
      become('told', { says: `The story is told. ${how}` })
    } catch (error) {
      if (error instanceof Stopped) return
      become('stuck', { says: error.message, look: '' })
    }
  }

  return {
    run,
    pause: () => state === 'playing' && become('paused'),
    resume: () => state === 'paused' && become('playing'),
    stop: () => become('stopped', { says: 'Stopped.', look: '' }),
    goOn: () => {
      goOn = true
    },
    setSpeed(next) {
      speed = next
      tell()
    },
  }
}
