import { afterAll, describe, onTestFinished } from 'vitest'
import { createEmbedder } from '../../src/ai/embed.ts'
import { createModels } from '../../src/ai/models.ts'
import { createGuard, type GuardFactory } from '../../src/domain/guard.ts'
import type { Transcriber } from '../../src/domain/media.ts'
import { createMemory } from '../../src/memory/memory.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createLog } from '../../src/ports/log.ts'
import { choiceOf } from '../doubles/models.ts'
import { type Answer, startOpenAI } from '../doubles/openai.ts'
import { guardContract } from './guard.ts'
import { memoryContract } from './memory.ts'
import { newDatabase, newFolder, postgresAt, removeFolders, sqliteIn } from './places.ts'
import { scenes } from './scene.ts'
import { transcriberContract } from './transcriber.ts'

afterAll(removeFolders)

describe('[C10] the built-in guard', () => guardContract(createGuard))

/** Cuts, and hides nothing: what a business may write that trusts its model. */
const openGuard: GuardFactory = ({ guardrails: { input } }) => ({
  input: (text) => text,
  cut: (text) => (input.maxChars === undefined ? text : text.slice(0, input.maxChars)),
  reveal: (value) => value,
  hide: (value) => value,
  output: (text) => text,
})
describe('[C10] a guard of a project’s own', () => guardContract(openGuard))

async function modelThat(answer: Answer): Promise<Transcriber> {
  const double = await startOpenAI(() => answer)
  onTestFinished(() => double.close())
  const { transcribe } = createModels({ now: systemClock.now, after: systemClock.after })
  const choice = choiceOf({ provider: 'openai', model: 'whisper-1', endpoint: double.url, apiKey: 'k' })
  return (audio, signal) => transcribe(choice, audio, signal)
}
describe('[C10] a transcription model', () =>
  transcriberContract({
    hearing: modelThat,
    broken: () => modelThat({ error: { status: 503 } }),
    hanging: () => modelThat({ hang: true }),
  }))

for (const [name, open] of [
  ['the embedded store', async () => sqliteIn(newFolder())],
  ['PostgreSQL', async () => postgresAt(await newDatabase())],
] as const)
  describe(`[C10] the built-in memory on ${name}`, () =>
    memoryContract(scenes(open), (scene) =>
      createMemory({
        ...scene,
        clock: { now: () => scene.now, after: systemClock.after, breathe: async () => {} },
        log: createLog('silent'),
        embedder: createEmbedder(undefined),
        lines: { all: [] },
        settings: () => ({ context: { tokens: 1_200, facts: 5, preferences: 3 }, cacheMb: 64, walled: new Set() }),
      }),
    ))
