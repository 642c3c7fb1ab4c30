import { describe, expect, it } from 'vitest'
import type { Briefing } from '../domain/briefing/briefing.ts'
import { briefByRules } from '../domain/briefing/by-rules.ts'
import { caseOf } from '../domain/briefing/test-cases.ts'
import { NOTHING } from '../domain/memory/recollection.ts'
import { brief } from './brief.ts'
import type { Briefer, KeptBriefing, LoadedCase, Written } from './case.ts'
import type { Memory } from './memory.ts'
import type { KeptRun, Work } from './store.ts'

const THREAD = [
  ['c', 'Where is my order ORD-22?'],
  ['a', 'It was delivered yesterday.'],
  ['c', 'No. I want a person'],
  ['c', 'Hello?'],
] as const
const WORK: Work = { business: 'acme', kind: 'brief', key: 'h1', token: 't', revision: 1, attempts: 1 }
const TRACE = {
  agent: 'support',
  prompt: undefined,
  memory: { used: [], withheld: 0 },
  models: [],
  tools: [],
  guards: [],
  notes: [],
}

/** One handoff in memory, with the promises that the store makes for it. */
function scene(
  write: Briefer['write'] = async () => undefined,
  recall: Memory['recall'] = () => Promise.reject(new Error('no memory')),
) {
  let said = 3
  let released = false
  let kept: { briefing: Briefing; position: number } | undefined
  const history: KeptBriefing[] = []
  const runs: KeptRun[] = []
  const warned: string[] = []
  let finished = 0
  const loaded = (): LoadedCase => ({
    case: caseOf({ reason: 'customer_asked', openedAfter: 3 }, THREAD.slice(0, said)),
    conversation: { business: 'acme', id: 'c1' },
    customer: 'u1',
    agent: undefined,
    position: said,
    kept,
  })
  const store: Parameters<typeof brief>[0]['store'] = {
    loadCase: async () => (released ? undefined : loaded()),
    async keepBriefing(given) {
      if (released || (kept && kept.position > given.position)) return false
      kept = { briefing: given.briefing, position: given.position }
      history.push(given)
      return true
    },
    async finishBrief() {
      finished += 1
    },
    keepRun: async (run) => void runs.push(run),
  }
  const log = { debug() {}, info() {}, warn: (event: string) => void warned.push(event), error() {} }
  const line = { name: 'Support', agent: 'support' }
  const world = {
    store,
    briefer: { write },
    log,
    clock: { now: () => 1000, after: () => () => {}, breathe: async () => {} },
    ids: { next: () => 'run-1' },
    lines: { all: [line], find: () => undefined, byName: () => line, byPhoneNumberId: () => line },
    telemetry: { run() {}, close: async () => {} },
    memory: { recall },
  } as unknown as Parameters<typeof brief>[0]
  return {
    history,
    runs,
    warned,
    run: (work: Partial<Work> = {}, signal = new AbortController().signal) =>
      brief(world, { ...WORK, ...work }, signal),
    hears() {
      said += 1
    },
    release() {
      released = true
    },
    get kept() {
      return kept
    },
    get finished() {
      return finished
    },
    get since() {
      return said - (kept?.position ?? 0)
    },
  }
}

const written = (headline: string, position = 3): Written => ({
  briefing: { ...briefByRules(caseOf({ reason: 'customer_asked' }, THREAD.slice(0, position))), headline, by: 'model' },
  trace: TRACE,
})

describe('the work of a briefing', () => {
  it("[H20] keeps the rules' at once, and the model's when it comes", async () => {
    let atOnce: Briefing | undefined
    const stage = scene(async () => {
      atOnce = stage.kept?.briefing
      return written('By the model')
    })
    await stage.run()
    expect(atOnce).toMatchObject({ by: 'rules', headline: 'Missing order ORD-22. Customer wants a person.' })
    expect(stage.history.map(({ briefing, position }) => [briefing.by, position])).toEqual([
      ['rules', 3],
      ['model', 3],
    ])
    expect(stage.runs).toMatchObject([{ id: 'run-1', outcome: 'briefed', conversation: { id: 'c1' } }])
    expect(stage.finished).toBe(1)
  })

  it('[H20 M13] names what was known before, with its id in the memory', async () => {
    const line = {
      kind: 'instruction',
      text: 'Is allergic to peanuts.',
      at: 0,
      who: 'Customer',
      line: 'Support',
    } as const
    const lines = [
      { ...line, id: 'f1' },
      { ...line, id: 'm9', kind: 'passage' as const, text: 'Hello' },
    ]
    const stage = scene(undefined, async () => ({ ...NOTHING, lines }))
    await stage.run()
    expect(stage.kept?.briefing.facts[0]).toEqual({ text: 'Known: Is allergic to peanuts.', evidence: ['f1'] })
  })

  it("[H20] is the rules' alone where there is no model", async () => {
    const stage = scene()
    await stage.run()
    await stage.run()
    expect(stage.history.map(({ briefing }) => briefing.by)).toEqual(['rules'])
    expect(stage.runs).toEqual([])
    expect(stage.finished).toBe(2)
  })

  it('[H20] says how many messages came since, also those that came while the model wrote', async () => {
    const stage = scene(async () => {
      stage.hears()
      return written('By the model')
    })
    await stage.run()
    expect(stage.kept).toMatchObject({ briefing: { headline: 'By the model' }, position: 3 })
    expect(stage.since).toBe(1)
  })

  it('[H20] is written anew when something has come since, and not when nothing has', async () => {
    let times = 0
    const stage = scene(async () => written(`Take ${++times}`))
    await stage.run()
    await stage.run()
    expect(times).toBe(1)
    stage.hears()
    await stage.run()
    expect(stage.kept).toMatchObject({ briefing: { headline: 'Take 2' }, position: 4 })
    expect(stage.history.map(({ briefing }) => briefing.by)).toEqual(['rules', 'model', 'model'])
  })

  it('[H20] a model that fails leaves what is there, and never the handoff', async () => {
    const outcomes = [written('By the model'), { briefing: undefined, trace: TRACE, error: new Error('down') }]
    const stage = scene(async () => outcomes.shift())
    await stage.run()
    stage.hears()
    await stage.run()
    expect(stage.kept).toMatchObject({ briefing: { headline: 'By the model' }, position: 3 })
    expect(stage.runs.map(({ outcome }) => outcome)).toEqual(['briefed', 'failed'])
    expect(stage.warned).toEqual(['briefing-failed'])
    expect(stage.finished).toBe(2)
    // The model is gone for good: the rules read what is new.
    await stage.run()
    expect(stage.kept).toMatchObject({ briefing: { by: 'rules' }, position: 4 })
  })

  it('[H20] is not written for a handoff that was released, before or meanwhile', async () => {
    let asked = 0
    const early = scene(async () => written(`${++asked}`))
    early.release()
    await early.run()
    expect([early.history.length, early.finished, asked]).toEqual([0, 1, 0])
    const late = scene(async () => {
      late.release()
      return written('Too late')
    })
    await late.run()
    expect(late.kept?.briefing.by).toBe('rules')
    expect(late.finished).toBe(1)
  })

  it('[H20] goes back as it was found where the server stops, and asks no model for ever', async () => {
    const stop = new AbortController()
    let asked = 0
    const stage = scene(async () => {
      asked += 1
      stop.abort(new Error('the server stops'))
      return undefined
    })
    await expect(stage.run({}, stop.signal)).rejects.toThrow('the server stops')
    expect([stage.kept?.briefing.by, stage.finished]).toEqual(['rules', 0])
    await stage.run({ attempts: 4 })
    expect([asked, stage.finished]).toEqual([1, 1])
  })
})
