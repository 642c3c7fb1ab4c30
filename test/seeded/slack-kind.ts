import { seededRandom } from '../../simulator/index.ts'
import { createSlackDouble, type SlackDouble, type SlackPerson } from '../../simulator/slack/index.ts'
import type { SlackState } from '../../src/flows/store.ts'
import { sleep } from '../../src/flows/world.ts'
import { inProcess } from '../in-process-slack.ts'
import { CHANNEL, employ, SECOND, SLACK } from '../journeys/slack/scene.ts'
import type { Stage } from '../stage.ts'
import type { Answering, Ended, NewKind, Scene } from './desk-kinds.ts'

/** Lena and Ravi work here; the guest does not. */
const PEOPLE = ['lena', 'ravi', 'guest'].map((name) => ({ name, realName: name, email: `${name}@harbour.example` }))

const UNSETTLED: readonly (SlackState | undefined)[] = [undefined, 'new', 'sending', 'meant', 'aside']
const HOLDING = 'select owner, teammate from conversations'
/** Slack keeps back, doubles and mixes up what it tells. */
const RATES = { duplicate: 0.2, late: 0.2, reorder: 0.1, 'lost-ack': 0.1, lateMs: 3 * SECOND }

interface There {
  readonly double: SlackDouble
  readonly after: Stage['clock']['after']
}

/** In Slack people write below a card, and what they write is heard later. */
export const slack: NewKind = ({ seed, random }) => {
  let begun: (there: There) => void = () => {}
  const there = new Promise<There>((resolve) => {
    begun = resolve
  })
  const holdMs = random() < 0.5 ? 0 : 3 * SECOND
  return {
    settings: { slack: { ...SLACK, holdMs } },
    ports: { slack: inProcess(there) },
    async begin(stage) {
      const { clock } = stage
      begun({
        double: createSlackDouble({ clock, random: seededRandom(seed + 7), people: PEOPLE }),
        after: clock.after,
      })
      await employ(stage, [
        ['Olga', 'olga@harbour.example', 'owner'],
        ['Lena', 'lena@harbour.example', 'member'],
        ['Ravi', 'ravi@harbour.example', 'member'],
      ])
    },
    open: async (scene) => inThread(scene, (await there).double),
  }
}

async function inThread({ stage, maya, random }: Scene, double: SlackDouble) {
  const { store } = stage.platform
  const by = (await store.teammates('acme')).find(({ name }) => name === 'Lena')!
  const [lena, ravi, guest] = PEOPLE.map(({ name }) => double.person(name)) as [SlackPerson, SlackPerson, SlackPerson]
  const card = double.messages(CHANNEL).findLast(({ bot, thread }) => bot && thread === undefined)!
  const thread = { thread: card.ts }
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const astray = new Set<string>()
  const asked = new Map<string, Promise<Ended>>()
  Object.assign(double.faults.rates, RATES)

  /** Whether it is somebody else's by what is committed in this moment. */
  const isElsewhere = (me: string | undefined) => {
    const [now] = stage.look<{ owner: string; teammate: string | null }>(HOLDING)
    return now!.owner !== 'waiting' && now!.teammate !== me
  }
  const stateOf = async (ts: string) => (await store.slackSaid({ business: 'acme', channel: card.channel, ts }))?.state
  async function settled(ts: string) {
    let state = await stateOf(ts)
    while (UNSETTLED.includes(state)) {
      await sleep(stage.clock, 200)
      state = await stateOf(ts)
    }
    return state
  }
  const told = (ts: string) => lena.ephemerals.findLast(({ blocks }) => JSON.stringify(blocks).includes(ts))

  async function answer({ text, over = false }: Answering): Promise<Ended> {
    if (isElsewhere(by.id)) astray.add(text)
    const ts = lena.says(CHANNEL, text, thread)
    let state = await settled(ts)
    if (state === 'sent') {
      await changeItsWords(ts, text)
      return { text, end: 'sent' }
    }
    const question = told(ts)
    if (state === 'asked' && over && question) {
      astray.delete(text)
      await lena.presses({ on: { channel: CHANNEL, ts: question.ts }, action: 'wabaton_send' })
      state = await settled(ts)
      if (state === 'sent') return { text, end: 'meant' }
    }
    if (state !== 'asked' && state !== 'refused') throw new Error(`what was answered is ${state}`)
    const kept = double.messages(CHANNEL, card.ts).find((message) => message.ts === ts)?.text
    return { text, end: 'refused', kept, owner: question?.text }
  }

  /** After it has left: what it says then is for nobody. */
  async function changeItsWords(ts: string, text: string) {
    const hasLeft = () => maya.bubbles.some((bubble) => bubble.text === text)
    for (let waited = 0; !hasLeft() && waited < 30; waited++) await sleep(stage.clock, SECOND)
    if (!hasLeft() || random() < 0.5) return
    const words = `Changed: ${text}`
    astray.add(words)
    lena.edits(CHANNEL, ts, words)
  }

  return {
    by: { id: by.id, name: by.name },
    isHeld: true,
    isSlow: true,
    astray,
    answer(answering: Answering) {
      // Nobody writes twice because nothing was heard: Slack tells it twice.
      if (asked.has(answering.id)) double.faults.nextEvent('duplicate')
      const ended = asked.get(answering.id) ?? answer(answering)
      asked.set(answering.id, ended)
      return ended
    },
    async claim() {
      if (JSON.stringify(card.blocks).includes('wabaton_take'))
        await lena.presses({ on: { channel: CHANNEL, ts: card.ts }, action: 'wabaton_take' })
    },
    async release() {
      if (!JSON.stringify(card.blocks).includes('wabaton_release')) return
      await lena.presses({ on: { channel: CHANNEL, ts: card.ts }, action: 'wabaton_release' })
      if (lena.modal) await lena.submits()
    },
    note: async (text: string) =>
      settled(lena.says(CHANNEL, `${one(['// ', '//', 'note: ', 'Note :'])}${text}`, thread)),
    async slip(text: string) {
      const remark = async () => {
        const what = random()
        if (what < 0.6 && isElsewhere(undefined)) await settled(ravi.says(CHANNEL, text, thread))
        else if (what < 0.8) await settled(guest.says(CHANNEL, text, thread))
        else await settled(lena.says(CHANNEL, text, { ...thread, broadcast: true }))
      }
      const aside = async () => {
        await sleep(stage.clock, random() * 3 * SECOND)
        await settled(one([lena, lena, ravi]).says(CHANNEL, `// ${text}`, thread))
      }
      await Promise.all([remark(), aside()])
      return text
    },
  }
}
