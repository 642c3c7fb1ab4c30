import { createDemoModel } from '../../src/ai/demo-model.ts'
import { createFactExtractor } from '../../src/ai/extract-facts.ts'
import { createModels } from '../../src/ai/models.ts'
import { createGuard } from '../../src/domain/guard.ts'
import type { MemoryScope } from '../../src/domain/memory/scope.ts'
import { createModelBudget } from '../../src/flows/model-budget.ts'
import { remember } from '../../src/flows/remember.ts'
import type { AgentRun, Store } from '../../src/flows/store.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'
import { newFolder, sqliteIn } from '../contracts/places.ts'
import { NOON, Scene } from '../contracts/scene.ts'
import { choiceOf } from '../doubles/models.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'

const MINUTE = 60_000
export const MAYA = '15550001111'

/** What a model was shown: its messages by their short names. */
export type Script = (asked: { readonly said: string; readonly call: number }) => string | Promise<string>

/** Customers who write and are answered, and the work that remembers it, with a real store and a scripted model. */
export async function remembering(script?: Script) {
  const burst = { quietMs: MINUTE, mostTurns: 12 }
  const database = await sqliteIn(newFolder())
  await migrate(database)
  const scene = new Scene(database)
  const store: Store = openStore(database, {
    ids: scene.ids,
    clock: { now: () => scene.now, breathe: async () => {} },
    hash: createPhoneHash({ hash: 'off' }),
    burst: () => burst,
  })
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const clock = {
    now: () => scene.now,
    after(ms: number, run: () => void) {
      const timer = { at: scene.now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    breathe: async () => {},
  }
  const asked: string[] = []
  const model =
    script &&
    scriptedModel(({ said }) => {
      asked.push(said)
      return script({ said, call: asked.length })
    })
  const extractor = createFactExtractor({
    clock,
    models: createModels({ ...clock, demo: createDemoModel }),
    guard: createGuard,
    model: model && choiceOf({ provider: 'own', model: 'own', instance: model }),
  })
  const runs: AgentRun[] = []
  const warned: string[] = []
  const world = {
    store,
    clock,
    extractor,
    ids: scene.ids,
    burst,
    budget: createModelBudget(() => model !== undefined),
    wake: () => {},
    log: { debug() {}, info() {}, warn: (event: string) => void warned.push(event), error() {} },
    telemetry: { run: (run: AgentRun) => void runs.push(run), close: async () => {} },
  } as unknown as Parameters<typeof remember>[0]

  return {
    scene,
    store,
    asked,
    runs,
    warned,
    world,
    /** The customer writes, and is answered; some seconds pass. */
    async talks(text: string, answer = 'Noted, thank you.', from = MAYA) {
      scene.now += 5_000
      const { conversation } = await scene.says({ text, from })
      const work = await scene.claim('answer')
      const verdict = await store.commitTurn(await scene.finished(work, [answer]))
      if (verdict.kind === 'committed' && verdict.deliver) await store.putOff(verdict.deliver, undefined)
      return conversation
    },
    /** Nobody writes any more: what is owed is done. */
    async remembers(signal = new AbortController().signal) {
      scene.now += 2 * MINUTE
      const { claimed } = await scene.claimAll()
      for (const work of claimed) {
        if (work.kind === 'remember') await remember(world, work, signal)
        else await store.putOff(work, undefined)
      }
    },
    /** Time passes for whoever waits for it. */
    pass(ms: number) {
      scene.now += ms
      for (const timer of [...timers])
        if (timer.at <= scene.now) {
          timers.delete(timer)
          timer.run()
        }
    },
    async scopeOf(from = MAYA): Promise<MemoryScope> {
      return { business: 'acme', customer: (await store.findCustomer('acme', from))! }
    },
    async facts(options: { history?: boolean; from?: string } = {}) {
      const scope = await this.scopeOf(options.from)
      const facts = await store.facts({ scope, history: options.history })
      return facts
        .filter(({ kind }) => kind !== 'episode')
        .map(({ predicate, value, extractor }) => `${extractor}: ${predicate}=${value}`)
        .sort()
    },
  }
}

export { NOON }
