import type { Person } from '../../src/domain/ownership.ts'
import type { DeskPort } from '../../src/flows/desk.ts'
import { sleep } from '../../src/flows/world.ts'
import { between, OF_TEAM, oneOf, type Town } from './week-customers.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Whoever hears nothing for so long turns to something else. */
const PATIENCE_MS = 30_000

interface Worker extends Person {
  readonly from: number
  readonly to: number
  readonly days: readonly number[]
}

/** Part-time: at night, and in some afternoons, nobody is there. */
export const TEAM: readonly Worker[] = [
  { id: 'dana', name: 'Dana', from: 8.5, to: 13, days: [0, 1, 2, 3, 4] },
  { id: 'omar', name: 'Omar', from: 12, to: 17.5, days: [0, 2, 4] },
  { id: 'lin', name: 'Lin', from: 15, to: 21, days: [1, 2, 3] },
]

const OUTCOMES = ['Sent again.', 'Explained how it works.', 'Refund promised by Friday.', 'Nothing to do.']

/** Some cases nobody ever takes, and some are taken and forgotten: chosen by their id, so that all agree. */
const lot = (handoff: string) => Number.parseInt(handoff.slice(-2), 16) / 256
const isLeft = (handoff: string) => lot(handoff) < 0.12
const forgets = (handoff: string) => lot(handoff) > 0.92

interface Case {
  readonly conversation: string
  said: number
}

/** Comes to their shifts, looks at what waits, and deals with it as people do. */
export async function workThroughTheWeek(town: Town, worker: Worker): Promise<void> {
  const { stage, start, days } = town
  const cases = new Map<string, Case>()
  for (const day of worker.days.filter((one) => one < days)) {
    const begins = start + day * DAY + worker.from * HOUR
    if (begins > stage.clock.now()) await sleep(stage.clock, begins - stage.clock.now())
    await shift(town, worker, cases, start + day * DAY + worker.to * HOUR)
  }
}

async function shift(town: Town, worker: Worker, cases: Map<string, Case>, until: number): Promise<void> {
  const { stage, random } = town
  const by = { id: worker.id, name: worker.name }
  /** A server that is gone never answers: then they look again. */
  const ask = <Answer>(question: (desk: DeskPort) => Promise<Answer>): Promise<Answer | undefined> =>
    Promise.race([
      question(stage.platform.desk).catch(() => undefined),
      sleep(stage.clock, PATIENCE_MS).then(() => undefined),
    ])
  const says = (text: string) => `${OF_TEAM}${worker.name}: ${text}`
  const take = (conversation: string) => cases.set(conversation, { conversation, said: 0 })
  const drop = (conversation: string) => cases.delete(conversation)

  async function goOn(one: Case) {
    const { conversation } = one
    const shown = await ask((desk) => desk.conversation(conversation))
    if (!shown) return
    if (shown.teammate?.id !== by.id) return void drop(conversation)
    if (random() < 0.2) await ask((desk) => desk.note(conversation, { by, text: 'She called before, I think.' }))
    const isOver = one.said > 0 && (shown.lastMessage?.author !== 'customer' || random() < 0.5)
    if (isOver || !shown.window.open) {
      const resolution = random() < 0.8 ? ('resolved' as const) : ('continue' as const)
      await ask((desk) => desk.release(conversation, { by, outcome: oneOf(random, OUTCOMES), resolution }))
      return
    }
    const answered = await ask((desk) =>
      desk.reply(conversation, { by, message: says(`let me see to it (${one.said + 1})`), epoch: shown.epoch }),
    )
    if (answered?.kind === 'queued') one.said++
  }

  async function lookForMore() {
    const waiting = (await ask((desk) => desk.conversations({ view: 'waiting' }))) ?? []
    const next = waiting.filter(({ handoff }) => handoff && !isLeft(handoff)).at(0)
    if (next && random() < 0.8) {
      // Writing takes it as well as claiming does.
      const taken =
        random() < 0.5
          ? await ask((desk) => desk.claim(next.id, { by, epoch: next.epoch }))
          : await ask((desk) => desk.reply(next.id, { by, message: says('here I am'), epoch: next.epoch }))
      if (taken?.kind !== 'passed' && taken?.kind !== 'queued') return
      if (!forgets(next.handoff!)) take(next.id)
    } else if (random() < 0.02) {
      const others = (await ask((desk) => desk.conversations({ view: 'agent' }))) ?? []
      const chosen = others.filter(({ window, customer }) => window.open && customer.phone?.startsWith('+15552')).at(0)
      if (!chosen) return
      const message = says('I saw your question, one moment')
      const taken = await ask((desk) => desk.reply(chosen.id, { by, message, epoch: chosen.epoch }))
      if (taken?.kind === 'queued') take(chosen.id)
    }
  }

  for (const { id, handoff } of (await ask((desk) => desk.conversations({ view: 'mine', person: by.id }))) ?? [])
    if (handoff && !forgets(handoff)) take(id)
  while (stage.clock.now() < until) {
    await sleep(stage.clock, between(random, 1, 9) * MINUTE)
    const own = [...cases.values()]
    if (own.length > 0 && random() < 0.7) await goOn(oneOf(random, own))
    else await lookForMore()
  }
  for (const { conversation } of cases.values()) {
    const choice = random()
    const others = TEAM.filter(({ id }) => id !== by.id)
    const { id, name } = oneOf(random, others)
    if (choice < 0.3) await ask((desk) => desk.assign(conversation, { by, to: { id, name } }))
    else if (choice < 0.6) await ask((desk) => desk.putBack(conversation, { by }))
    else if (choice < 0.9) await ask((desk) => desk.release(conversation, { by, outcome: 'Enough for today.' }))
    else continue
    drop(conversation)
  }
}
