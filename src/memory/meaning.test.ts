import { expect, it } from 'vitest'
import { createManualClock } from '../../test/doubles/models.ts'
import { createMeaning } from './meaning.ts'

function scene(answer: () => Promise<Float32Array> = () => new Promise(() => {})) {
  const clock = createManualClock()
  const told: unknown[] = []
  const note = (event: string, fields: unknown) => void told.push([event, fields])
  const signals: AbortSignal[] = []
  const embedder = {
    model: 'm' as string | undefined,
    async embed(texts: readonly string[], { signal }: { signal: AbortSignal }) {
      signals.push(signal)
      return { vectors: await Promise.all(texts.map(answer)), tokens: 7 }
    },
  }
  const log = { debug: note, info: note, warn: note, error: note }
  return { clock, told, signals, embedder, meaning: createMeaning({ embedder, clock, log }) }
}
const settled = async (promise: Promise<unknown>) => {
  let is = false
  void promise.then(() => {
    is = true
  })
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  return is
}

it('[M20 M4] nobody waits longer than 150 ms, and who waits no more is not asked further', async () => {
  const { clock, meaning, signals, told } = scene()
  const asked = meaning.ask('my secret words')!
  clock.pass(149)
  expect(await settled(asked.vector)).toBe(false)
  clock.pass(1)
  expect(await asked.vector).toBeUndefined()
  await asked.soon(new Promise(() => {}))
  expect(signals[0]!.aborted).toBe(true)
  expect(told).toEqual([['embeddings-failed', { model: 'm', why: 'm did not answer within 150 ms' }]])
})

it('[M20] what fails is told once a minute, without a word of what was asked', async () => {
  const { clock, meaning, told } = scene(async () => Promise.reject(new Error('m answered 500')))
  for (let minute = 0; minute < 3; minute++) {
    for (let time = 0; time < 5; time++) expect(await meaning.ask('my secret words')!.vector).toBeUndefined()
    expect(told).toHaveLength(minute + 1)
    clock.pass(60_000)
  }
  expect(JSON.stringify(told)).not.toContain('secret')
})

it('[M20] a failure in the background is followed by a minute of quiet; another model is asked at once', async () => {
  const { clock, meaning, embedder, signals } = scene(async () => Promise.reject(new Error('m answered 500')))
  for (let time = 0; time < 3; time++) expect(await meaning.embed('m', ['a'])).toBeUndefined()
  expect(signals).toHaveLength(1)
  clock.pass(60_000)
  await meaning.embed('m', ['a'])
  expect(signals).toHaveLength(2)
  embedder.model = 'other'
  await meaning.embed('other', ['a'])
  expect(signals).toHaveLength(3)
})

it('[M20] one request after another, and none of another length than what is there', async () => {
  const { meaning, told } = scene(async () => Float32Array.of(1, 2))
  expect(await meaning.embed('m', ['a'], 2)).toEqual([Float32Array.of(1, 2)])
  expect(await meaning.embed('m', ['a'], 3)).toBeUndefined()
  expect(told).toContainEqual(['embeddings-failed', { model: 'm', why: 'm answered with 2 numbers, where it had 3' }])
})

it('[M20] no timer stays behind a question that is answered, and what is closed waits for nothing', async () => {
  const { clock, meaning, signals } = scene(async () => Float32Array.of(1))
  const asked = meaning.ask('x')!
  expect(await asked.vector).toEqual(Float32Array.of(1))
  asked.end()
  expect(clock.pending()).toEqual([])
  const hanging = scene()
  const waiting = hanging.meaning.embed('m', ['a'])
  await Promise.resolve()
  await hanging.meaning.close()
  expect(await waiting).toBeUndefined()
  expect(hanging.meaning.ask('x')).toBeUndefined()
  expect(hanging.told).toEqual([])
  expect(signals).toHaveLength(1)
})

it('[M20] without a model nothing is asked', async () => {
  const { meaning, embedder, signals } = scene()
  embedder.model = undefined
  expect(meaning.ask('x')).toBeUndefined()
  expect(await meaning.embed('m', ['x'])).toBeUndefined()
  expect(signals).toEqual([])
})
