import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createWabaton, type Wabaton } from 'wabaton'
import { chance } from '../chance.ts'
import type { Question } from './data.ts'
import { longScope, type Times, timesOf } from './speed.ts'

/** The memory as programs and agents ask it: with its store on this disk, and over HTTP. */
export interface Served {
  readonly entries: number
  /** The first question after a start. */
  readonly cold: Times
  /** How late everything else came meanwhile: p99 of the event loop. */
  readonly late: number
  readonly warm: Times
  /** What an agent is told before a turn: by so much a turn takes longer. */
  readonly context: Times
  /** From the asking to keep a record until a question finds it. */
  readonly found: Times
  readonly overHttp: { readonly search: Times; readonly context: Times }
}

const USER = { userId: '15550001111' }
const TOKEN = 'bench-token-of-the-memory'
const AT_ONCE = 500
const STARTS = 5
const QUESTIONS = 60

/** Of one customer, or of the business where nobody is named. */
export async function servedSpeedOf(entries: number, seed: number, whose: { userId?: string } = USER): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-memory-'))
  const start = () =>
    createWabaton({
      agent: () => 'Hello',
      store: { folder },
      api: { token: TOKEN },
      logLevel: 'silent',
      verifyToken: 'bench',
      appSecret: 'bench-secret',
      accessToken: 'bench-access-token',
      phoneNumberId: '106540352242922',
    })
  let wabaton = start()
  try {
    const { turns, questions } = longScope(entries, chance(seed))
    for (let from = 0; from < turns.length; from += AT_ONCE) {
      const some = turns.slice(from, from + AT_ONCE)
      if (whose.userId === undefined)
        await wabaton.memory.createMany(some.map(({ text, at }) => ({ document: text, at })))
      else await Promise.all(some.map((turn) => record(wabaton, whose.userId!, turn)))
    }
    const cold: number[] = []
    const delay = monitorEventLoopDelay({ resolution: 1 })
    for (const question of questions.slice(0, STARTS)) {
      await wabaton.stop()
      wabaton = start()
      await wabaton.start()
      delay.enable()
      cold.push(await timed(() => wabaton.memory.search({ ...whose, query: question.text })))
      delay.disable()
    }
    const asked = questions.slice(0, QUESTIONS)
    const each = (ask: (question: Question) => Promise<unknown>) => timesOfEach(asked, ask)
    const { url } = await wabaton.serve({ host: '127.0.0.1', port: 0 })
    const overHttp = (path: string) =>
      each(({ text }) => posted(`${url}/api/memory/${path}`, { ...whose, query: text }))
    return {
      entries,
      cold: timesOf(cold),
      late: delay.percentile(99) / 1e6,
      warm: await each(({ text }) => wabaton.memory.search({ ...whose, query: text })),
      context: await each(({ text }) => wabaton.memory.context({ ...whose, query: text })),
      found: await timesOfEach(
        asked.map((_, nth) => `zebrafinch${nth}`),
        (word) => untilFound(wabaton, whose, word),
      ),
      overHttp: { search: await overHttp('search'), context: await overHttp('context') },
    }
  } finally {
    await wabaton.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function record(
  wabaton: Wabaton,
  userId: string,
  turn: { speaker: string; text: string; at: number; session: string },
) {
  const role = turn.speaker === 'customer' ? 'customer' : 'agent'
  return wabaton.memory.recordMessage({ userId, role, text: turn.text, at: turn.at, conversationId: turn.session })
}

async function untilFound(wabaton: Wabaton, whose: { userId?: string }, word: string): Promise<void> {
  await wabaton.memory.create({ ...whose, document: `The word is ${word}.` })
  for (;;) {
    const [best] = await wabaton.memory.search({ ...whose, query: word })
    if (best?.document.includes(word)) return
  }
}

async function posted(url: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  await answer.text()
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

async function timesOfEach<One>(all: readonly One[], run: (one: One) => Promise<unknown>): Promise<Times> {
  const times: number[] = []
  for (const one of all) times.push(await timed(() => run(one)))
  return timesOf(times)
}
