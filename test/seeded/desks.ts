import { seededRandom } from '../../simulator/index.ts'
import type { Agent } from '../../src/domain/turn.ts'
import type { Store } from '../../src/flows/store.ts'
import { sleep } from '../../src/flows/world.ts'
import { callsPeople, MAYA } from '../journeys/desk/desk-scene.ts'
import { type Stage, setStage } from '../stage.ts'
import { type Actor, type Ended, KINDS, type NewKind, type Scene } from './desk-kinds.ts'
import { judge } from './desks-judge.ts'
import { slowly } from './replies.ts'
import { logOf } from './takeover-judge.ts'

const MINUTE = 60_000

/**
 * At each kind of desk somebody has read the same and acts at the same moment: answers, claims, gives back, leaves a note;
 * perhaps the customer writes on, and the agent thinks. Where people can slip, they do. Says what was broken.
 */
export async function runDesks(seed: number, newKinds: readonly NewKind[] = KINDS): Promise<string[]> {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  let racing = false
  const step = async () => {
    if (racing && random() < 0.5) await sleep(stage.clock, random() * 40)
  }
  const thinks: Agent = async (turn) => {
    const { text } = turn
    if (text === 'Hello') return callsPeople(turn)
    await sleep(stage.clock, random() * 60)
    return `The AI says: ${text}`
  }
  const kinds = newKinds.map((kind) => kind({ seed, random, clock: () => stage.clock }))
  const agent = one([callsPeople, thinks])
  const stage: Stage = await setStage({
    seed,
    coexistence: true,
    agent,
    settings: Object.assign({}, ...kinds.map(({ settings }) => settings)),
    ports: Object.assign({ wrapStore: (store: Store) => slowly(store, step) }, ...kinds.map(({ ports }) => ports)),
  })
  try {
    for (const kind of kinds) await kind.begin?.(stage)
    const maya = stage.phone(MAYA)
    maya.says('Hello')
    await stage.pass(5000)
    const scene: Scene = { stage, maya, conversation: await stage.conversationOf(MAYA), random }
    const actors = await Promise.all(kinds.map((kind) => kind.open(scene)))
    // The case is over, and where it was handled is known.
    if (agent === thinks && random() < 0.6) await stage.release(MAYA)
    await stage.pass(1000)
    const holder = one([undefined, ...actors.filter(({ claim }) => claim)])
    await holder?.claim?.({})
    await stage.pass(1000)
    const { position, epoch } = (await stage.platform.desk.conversation(scene.conversation))!
    const before = logOf(stage).length
    const notes: string[] = []
    const over = new Set<string>()
    const writes = random() < 0.6
    // Where the agent answers too, they come while it thinks, and while its reply is stored and sent.
    const within = writes ? 300 : 60
    // Whoever is heard late may have written first.
    const ahead = one([0, 600, 6000]) * random()
    const act = async (actor: Actor, nth: number): Promise<readonly Ended[]> => {
      await sleep(stage.clock, random() * within + (actor.isSlow ? 0 : ahead))
      const seen = { ...(random() < 0.5 && { epoch }), ...(random() < 0.3 && { over: true }) }
      if ('over' in seen && actor.isHeld) over.add(actor.by.id)
      // Not everybody is there at once.
      if (!actor.isSlow && random() < 0.5) return []
      const what = random()
      if (what < 0.1 && actor.claim) await actor.claim(seen)
      else if (what < 0.2 && actor.release) await actor.release()
      else if (what < 0.3 && actor.note) {
        notes.push(`Between us ${nth}`)
        await actor.note(`Between us ${nth}`)
      } else {
        const answering = { text: `Answer ${nth}`, id: idOf(seed, nth), seen: position, ...seen }
        // Whoever heard nothing asks again.
        const times = actor.isHeld && random() < 0.3 ? 2 : 1
        return Promise.all(Array.from({ length: times }, () => actor.answer(answering)))
      }
      return []
    }
    const slip = async ({ slip }: Actor, nth: number) => {
      await sleep(stage.clock, random() * within)
      if (slip) notes.push(await slip(`Slip ${nth}`))
    }
    racing = true
    const acts = actors.map(act)
    const slips = actors.map(slip)
    if (writes) {
      await stage.pass(random() * 60)
      maya.says('Are you there?')
    }
    const ended = (await stage.passUntil(Promise.all(acts))).flat()
    await stage.passUntil(Promise.all(slips))
    racing = false
    await stage.pass(2 * MINUTE)
    return judge({ stage, maya, actors, before, position, over, notes, ended })
  } finally {
    await stage.stop()
  }
}

const idOf = (seed: number, nth: number) => `0197b000-0000-7000-8000-${String(seed * 10 + nth).padStart(12, '0')}`
