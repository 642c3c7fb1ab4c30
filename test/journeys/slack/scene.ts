import { seededRandom } from '../../../simulator/index.ts'
import { createSlackDouble, type Message, type SlackDouble, type SlackPerson } from '../../../simulator/slack/index.ts'
import type { Role } from '../../../src/domain/access.ts'
import type { SlackSettings } from '../../../src/domain/slack.ts'
import type { Agent } from '../../../src/domain/turn.ts'
import { inProcess } from '../../in-process-slack.ts'
import { type Stage, type StageOptions, setStage } from '../../stage.ts'

export const MAYA = '15550001111'
export const CHANNEL = 'wa-support'
export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

export const SLACK: SlackSettings = {
  botToken: 'xoxb-double',
  way: { kind: 'sockets', appToken: 'xapp-double' },
  channel: '#wa-support',
  channels: {},
  relay: 'claimer',
  holdMs: 3_000,
  group: undefined,
  apiUrl: 'http://slack.invalid/api',
}

export const PEOPLE = [
  { name: 'dana', realName: 'Dana', email: 'dana@harbour.example' },
  { name: 'omar', realName: 'Omar', email: 'omar@harbour.example' },
  { name: 'vera', realName: 'Vera', email: 'vera@harbour.example' },
  { name: 'guest', realName: 'Guest', email: 'guest@elsewhere.example' },
]

export const agent: Agent = ({ text }) =>
  /person/.test(text)
    ? { kind: 'run', parts: [], handOff: { reason: 'customer_asked', summary: 'Order ORD-22 is missing.' } }
    : `You said: ${text}`

export interface SlackSceneOptions extends StageOptions {
  readonly slack?: Partial<SlackSettings>
}

/** A stage with the pretend Slack as its only desk, on virtual time, without a network. */
export async function setSlackScene({ slack, ...options }: SlackSceneOptions = {}) {
  const { seed = 1 } = options
  let begun: (there: { double: SlackDouble; after: Stage['clock']['after'] }) => void = () => {}
  const there = new Promise<Parameters<typeof begun>[0]>((resolve) => {
    begun = resolve
  })
  const stage = await setStage({
    agent,
    ...options,
    settings: { ...options.settings, slack: { ...SLACK, ...slack } },
    ports: { ...options.ports, slack: inProcess(there) },
  })
  const double = createSlackDouble({ clock: stage.clock, random: seededRandom(seed + 7), people: PEOPLE })
  begun({ double, after: stage.clock.after })
  await employ(stage, [
    ['Olga', 'olga@harbour.example', 'owner'],
    ['Dana', 'dana@harbour.example', 'member'],
    ['Omar', 'omar@harbour.example', 'member'],
    ['Vera', 'vera@harbour.example', 'viewer'],
  ])
  const [dana, omar, vera, guest] = ['dana', 'omar', 'vera', 'guest'].map((name) => double.person(name)) as [
    SlackPerson,
    SlackPerson,
    SlackPerson,
    SlackPerson,
  ]
  const maya = stage.phone(MAYA)
  const card = () => double.messages(CHANNEL).findLast(({ bot, thread }) => bot && thread === undefined)
  const thread = (): readonly Message[] => (card() ? double.messages(CHANNEL, card()!.ts).slice(1) : [])

  return {
    stage,
    double,
    dana,
    omar,
    vera,
    guest,
    maya,
    card: () => card()!,
    cardWords: () => JSON.stringify(card()?.blocks),
    thread,
    /** What stands in the thread, whoever said it. */
    said: () => thread().map(({ text }) => text),
    /** The words on Maya's phone that the business has sent. */
    received: () => maya.bubbles.map(({ text }) => text),
    async asks(text = 'A person please') {
      maya.says(text)
      await stage.pass(10 * SECOND)
    },
    /** In the thread of the last card. */
    async says(person: SlackPerson, text: string, ms = 5 * SECOND) {
      const ts = person.says(CHANNEL, text, { thread: card()!.ts })
      await stage.pass(ms)
      return ts
    },
    async presses(person: SlackPerson, action: string, on?: string) {
      const pressed = person.presses({ on: { channel: CHANNEL, ts: on ?? card()!.ts }, action })
      await stage.pass(2 * SECOND)
      return pressed
    },
    /** The last thing that this person alone was told, and a press on it. */
    told: (person: SlackPerson) => person.ephemerals.at(-1)?.text,
    async answers(person: SlackPerson, action: string) {
      const pressed = person.presses({ on: { channel: CHANNEL, ts: person.ephemerals.at(-1)!.ts }, action })
      await stage.pass(6 * SECOND)
      return pressed
    },
    async owner() {
      const found = await stage.platform.desk.conversation(await stage.conversationOf(MAYA))
      return found?.teammate?.name ?? found?.owner
    },
    reactions: (ts: string) =>
      thread()
        .find((one) => one.ts === ts)
        ?.reactions.map(({ name }) => name),
    async stop() {
      double.stop()
      await stage.stop()
    },
  }
}

export type SlackScene = Awaited<ReturnType<typeof setSlackScene>>

/** People who may sign in here, past the doors. */
export async function employ(
  { platform, clock }: { readonly platform: Stage['platform']; readonly clock: Pick<Stage['clock'], 'now'> },
  people: readonly (readonly [string, string, Role])[],
) {
  const { store } = platform
  const business = 'acme'
  const now = clock.now()
  for (const [name, email, role] of people) {
    const given = { business, name, passwordHash: 'x', ip: undefined, now }
    if (role === 'owner') {
      await store.setUp({ ...given, secret: '', trusted: true, email })
      continue
    }
    const actor = { role: 'owner', lines: 'all' } as const
    const by = { kind: 'teammate', id: 'olga', name: 'Olga', source: 'desk', ip: undefined } as const
    const invited = await store.invite({ business, actor, by, now, role, lines: 'all', email })
    if (invited.kind !== 'done') throw new Error(invited.kind)
    await store.acceptInvitation({ ...given, secret: invited.secret })
  }
}
