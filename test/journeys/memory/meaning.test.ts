import { describe, expect, it, onTestFinished } from 'vitest'
import { choiceOf } from '../../doubles/models.ts'
import { type OpenAIDouble, startOpenAI } from '../../doubles/openai.ts'
import { SALES, type SettingsChange, SUPPORT, testSettings } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'

const MAYA = '15550001111'
const BEN = '15550002222'
const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'desk', ip: undefined } as const
const TEXTS = [
  'Peanuts make me feel sick',
  'I like the blue chair',
  'My parcel ORD-22 has arrived',
  'The invoice is paid',
  'Please write in the morning',
]
const LIKE_ALLERGY = { query: 'Any allergy?', userId: MAYA }

const modelAt = (double: OpenAIDouble, model: string | undefined): SettingsChange => {
  const { memory } = testSettings()
  const embeddings = model && choiceOf({ provider: 'openai-compatible', model, endpoint: double.url })
  return { memory: { ...memory, embeddings: embeddings || undefined } }
}

/** Of a customer who has told us all this, on a server that makes vectors or does not. */
async function told({ model = 'meaning' as string | null, settings = {} as SettingsChange } = {}) {
  const double = await startOpenAI()
  const stage = await setStage({ live: true, settings: { ...settings, ...modelAt(double, model ?? undefined) } })
  onTestFinished(async () => {
    await stage.stop()
    await double.close()
  })
  for (const document of TEXTS)
    await stage.platform.memory.create({ document, documentType: 'note', userId: MAYA, metadata: { of: 'maya' } })
  const asked = () => double.requests.flatMap(({ body }) => body.input as string | string[])
  return { double, stage, asked }
}

const first = async (stage: Stage, given: typeof LIKE_ALLERGY & { mode?: 'fast' } = LIKE_ALLERGY) =>
  (await stage.platform.memory.search(given))[0]?.document ?? 'nothing'

/** Until what was kept has its vectors. */
const meant = (stage: Stage) =>
  expect.poll(() => stage.look('select * from memory_vectors').length, { timeout: 10_000 }).toBe(TEXTS.length)
const found = (stage: Stage) => expect.poll(() => first(stage), { timeout: 10_000 }).toContain('Peanuts')

describe('what means alike', () => {
  it('[M20 M4 A23] is found though it shares no word, in a search and before a turn; `fast` asks no model', async () => {
    const { double, stage, asked } = await told()
    const fast = { ...LIKE_ALLERGY, mode: 'fast' as const }
    expect(await first(stage, fast)).not.toContain('Peanuts')
    expect(double.requests).toEqual([])
    await first(stage)
    await meant(stage)
    await found(stage)
    const context = await stage.platform.memory.context(LIKE_ALLERGY)
    expect(context.text).toContain('Peanuts')
    const before = double.requests.length
    expect(await first(stage, fast)).not.toContain('Peanuts')
    expect(double.requests).toHaveLength(before)
    // Each of them once, however often it was searched.
    expect(asked().filter((text) => TEXTS.includes(text))).toHaveLength(TEXTS.length)
  })

  it('[M20 M4] no model, no request', async () => {
    const { double, stage } = await told({ model: null })
    expect(await first(stage, { query: 'blue chair', userId: MAYA })).toContain('blue chair')
    await stage.platform.memory.context(LIKE_ALLERGY)
    await stage.stop()
    expect(double.requests).toEqual([])
  })

  it.each([
    ['hangs', { hang: true } as const],
    ['answers 500', { error: { status: 500 } }],
    ['answers with vectors of another length', 32],
    ['answers with what cannot be read', { garbage: true } as const],
  ])('[M20 M4] words alone are searched where the model %s', async (_, broken) => {
    const { double, stage } = await told()
    const parcel = { query: 'parcel ORD-22', userId: MAYA }
    double.vectors(broken)
    expect(await first(stage, parcel)).toContain('ORD-22')
    double.vectors(64)
    await stage.restart()
    await first(stage)
    await meant(stage)
    await found(stage)
    double.vectors(broken)
    expect(await first(stage, parcel)).toContain('ORD-22')
    expect(await first(stage)).not.toContain('Peanuts')
    expect((await stage.platform.memory.context(parcel)).text).toContain('ORD-22')
    double.vectors(64)
    await found(stage)
  })

  it('[M20 M4] is kept: a restart asks for no vector a second time', async () => {
    const { double, stage, asked } = await told()
    await first(stage)
    await meant(stage)
    await stage.restart()
    const before = asked().length
    await found(stage)
    expect(new Set(asked().slice(before))).toEqual(new Set([LIKE_ALLERGY.query]))
    expect(double.open).toBe(0)
  })

  it('[M20 C11] another model makes vectors anew, without a restart, and without a model none is asked', async () => {
    const { double, stage, asked } = await told()
    await first(stage)
    await meant(stage)
    const reconfigure = (model: string | undefined) =>
      stage.platform.reconfigure({
        settings: testSettings(modelAt(double, model)),
        agents: new Map([['test', () => 'Hi']]),
      })
    await reconfigure('other')
    const before = asked().length
    const models = () => stage.look<{ model: string }>('select distinct model from memory_vectors')
    await expect
      .poll(async () => [await first(stage), models()], { timeout: 10_000 })
      .toEqual([expect.stringContaining('Peanuts'), [{ model: 'openai-compatible/other' }]])
    expect(asked().slice(before)).toEqual(expect.arrayContaining(TEXTS))
    expect(stage.look('select * from memory_vectors')).toHaveLength(TEXTS.length)
    await reconfigure(undefined)
    const then = double.requests.length
    expect(await first(stage)).not.toContain('Peanuts')
    expect(double.requests).toHaveLength(then)
  })

  it('[M20 I9 M5] opens nothing that is closed: another customer’s, what a filter leaves out', async () => {
    const { stage } = await told()
    await first(stage)
    await meant(stage)
    await found(stage)
    for (const query of ['Any allergy?', 'Peanuts make me feel sick'])
      expect(await stage.platform.memory.search({ query, userId: BEN })).toEqual([])
    const filtered = { ...LIKE_ALLERGY, metadataFilter: { of: 'nobody' } }
    expect(await stage.platform.memory.search(filtered)).toEqual([])
  })

  it('[M20 M19] opens no line that keeps to itself', async () => {
    const { stage } = await told({ settings: { lines: [SUPPORT, { ...SALES, memory: { share: 'none' } }] } })
    const secret = { document: 'I am allergic to cats', documentType: 'note', userId: MAYA, line: 'sales' }
    await stage.platform.memory.create(secret)
    const context = (line: string) => stage.platform.memory.context({ ...LIKE_ALLERGY, line })
    await expect.poll(async () => (await context('sales')).text, { timeout: 10_000 }).toContain('cats')
    const other = await context('support')
    expect(other.text).toContain('Peanuts')
    expect(other.text).not.toContain('cats')
    expect(other.withheld).toBe(1)
  })

  it('[M20 O13] whoever is erased leaves no vector, nor one that was still on its way', async () => {
    const { double, stage } = await told()
    await first(stage)
    await meant(stage)
    const { store, memory } = stage.platform
    const erase = async () => {
      const customer = (await store.findCustomer('acme', MAYA))!
      return store.eraseCustomer({ business: 'acme', customer, id: crypto.randomUUID(), by: BY, now: Date.now() })
    }
    expect(await erase()).toMatchObject({ leftovers: [], removed: { memory_vectors: TEXTS.length } })
    expect(stage.look('select * from memory_vectors')).toEqual([])
    const late = Promise.withResolvers<number>()
    double.vectors(late.promise)
    await memory.create({ document: 'Nuts make me sick', documentType: 'note', userId: MAYA })
    const before = double.requests.length
    await first(stage)
    await double.until(before + 2)
    expect(await erase()).toMatchObject({ leftovers: [] })
    late.resolve(64)
    for (const document of ['Cats make me sick', 'The invoice is paid'])
      await memory.create({ document, documentType: 'note', userId: BEN })
    const search = () => memory.search({ query: 'Any allergy?', userId: BEN })
    await expect.poll(async () => (await search())[0]?.document, { timeout: 10_000 }).toContain('Cats')
    expect(stage.look('select * from memory_vectors')).toHaveLength(2)
  })
})
