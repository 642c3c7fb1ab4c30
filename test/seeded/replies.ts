import { seededRandom } from '../../simulator/index.ts'
import type { DeskAnswered } from '../../src/flows/desk.ts'
import type { Source, Store } from '../../src/flows/store.ts'
import { sleep } from '../../src/flows/world.ts'
import { callsPeople, deskOf, MAYA, TOKEN } from '../journeys/desk/desk-scene.ts'
import { type Stage, setStage } from '../stage.ts'

const DANA = { id: 'dana', name: 'Dana' }
const OMAR = { id: 'omar', name: 'Omar' }
const PEOPLE = [DANA, OMAR]
type Person = typeof DANA

/** What a reply is prepared on: what its writer saw before the other one wrote. */
interface Seen {
  readonly seen: number
  readonly epoch?: number
  readonly over?: boolean
  readonly hold?: number
}

/** What became of a reply: it is on its way, or its words came back. */
interface Ended {
  readonly text: string
  readonly sent: boolean
  readonly kept: unknown
  readonly owner: unknown
}

type Door = (stage: Stage, by: Person, text: string, seen: Seen, id: string) => Promise<Ended>

const byApi: Door = async (stage, by, text, seen, id) => {
  const { status, body } = await deskOf(stage).about('replies', { as: by, text, id, ...seen })
  if (status !== 201 && status !== 409) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
  return { text, sent: status === 201, kept: body.text, owner: body.state?.owner }
}

const byDesk =
  (source: Source): Door =>
  async (stage, by, text, { hold, ...seen }, id) => {
    const conversation = await stage.conversationOf(MAYA)
    const holdMs = hold === undefined ? undefined : hold * 1000
    const answered: DeskAnswered = await stage.platform.desk.reply(conversation, {
      by,
      source,
      message: text,
      id,
      holdMs,
      ...seen,
    })
    if (answered.kind === 'unknown' || answered.kind === 'not-sendable' || answered.kind === 'unknown-message')
      throw new Error(answered.kind)
    // Whoever calls a function has their text still.
    return { text, sent: answered.kind === 'queued', kept: text, owner: answered.now.owner }
  }

const DOORS: readonly Door[] = [byApi, byDesk('library'), byDesk('slack')]
const MINUTE = 60_000

/** Each operation of the store takes its time, so that two who ask at once meet at every step. */
export function slowly(store: Store, step: () => Promise<void>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const operation = target[name]
      if (typeof operation !== 'function') return operation
      return async (...given: unknown[]) => {
        await step()
        const result = await (operation as (...all: unknown[]) => Promise<unknown>).apply(target, given)
        await step()
        return result
      }
    },
  })
}

/**
 * Two teammates have read the same, and answer at once through different doors, perhaps each of them twice because a
 * connection broke. Whoever had the conversation before: one answer reaches the customer, and the words of the other come
 * back. Says what was broken.
 */
export async function runReplies(seed: number): Promise<string[]> {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  let racing = false
  const step = async () => {
    if (racing && random() < 0.5) await sleep(stage.clock, random() * 40)
  }
  const stage: Stage = await setStage({
    seed,
    settings: { apiToken: TOKEN },
    agent: one([callsPeople, ({ text }: { text: string }) => `You said: ${text}`]),
    ports: { wrapStore: (store) => slowly(store, step) },
  })
  const { about, shown } = deskOf(stage)
  try {
    const maya = stage.phone(MAYA)
    maya.says('Hello')
    await stage.pass(5000)
    const holder = one([undefined, ...PEOPLE])
    if (holder) await about('claim', { as: holder })
    const { position, epoch, owner } = await shown()
    const writers = random() < 0.2 ? [DANA, DANA] : [DANA, OMAR]
    const ids = [id(seed, 1), id(seed, 2)]
    racing = true
    const writes = writers.map(async (by, index) => {
      await sleep(stage.clock, random() * 60)
      const seen: Seen = {
        seen: position,
        ...(random() < 0.5 && { epoch }),
        ...(holder && holder !== by && { over: true }),
        ...(random() < 0.3 && { hold: one([0, 1, 5]) }),
      }
      const door = one(DOORS)
      const write = () => door(stage, by, `Answer ${index}`, seen, ids[index]!)
      const again = random() < 0.3
      const ended = again ? await Promise.all([write(), write()]) : [await write()]
      return ended
    })
    // Where the agent has it, it would be the one who answers first.
    if (owner !== 'agent' && random() < 0.3) maya.says('Are you there?')
    const ended = (await stage.passUntil(Promise.all(writes))).flat()
    racing = false
    await stage.pass(2 * MINUTE)
    return judge(
      ended,
      maya.bubbles.map(({ text }) => text ?? ''),
      await shown(),
    )
  } finally {
    await stage.stop()
  }
}

const id = (seed: number, nth: number) => `0197a000-0000-7000-8000-${String(seed * 10 + nth).padStart(12, '0')}`

function judge(ended: readonly Ended[], bubbles: readonly string[], shown: { owner: string }): string[] {
  const answers = bubbles.filter((text) => text.startsWith('Answer'))
  const sent = new Set(ended.filter((one) => one.sent).map(({ text }) => text))
  const back = ended.filter((one) => !one.sent)
  return Object.entries({
    'no answer reached the customer': answers.length === 0,
    'more than one answer reached the customer': answers.length > 1,
    'one was told that it is sent, and it was not':
      answers.length !== sent.size || !answers.every((text) => sent.has(text)),
    'words were lost': back.some(({ text, kept }) => kept !== text),
    'whoever came late was not told who has it': back.some(({ owner }) => owner !== 'teammate'),
    'nobody has it': shown.owner !== 'teammate',
  }).flatMap(([what, broken]) => (broken ? [`${what}: ${JSON.stringify({ ended, bubbles })}`] : []))
}
