import { afterEach, beforeEach, expect, test } from 'vitest'
import { choiceOf, createManualClock } from '../../test/doubles/models.ts'
import { type OpenAIDouble, startOpenAI } from '../../test/doubles/openai.ts'
import { createModels } from './models.ts'

const OGG = new Uint8Array([...Buffer.from('OggS'), 0, 2, 0, 0, 1, 2, 3, 4])

let double: OpenAIDouble
beforeEach(async () => {
  double = await startOpenAI(() => ' I never got my order. ')
})
afterEach(() => double.close())

const models = createModels(createManualClock())
const never = new AbortController().signal
const whisper = (provider: string, apiKey?: string) =>
  choiceOf({ provider, model: 'whisper-1', endpoint: double.url, apiKey })

test('[A27] a voice note becomes text', async () => {
  const voice = { bytes: OGG, mime: 'audio/ogg; codecs=opus' }
  expect(await models.transcribe(whisper('openai', 'key-t'), voice, never)).toBe('I never got my order.')
  expect(double.requests).toMatchObject([
    {
      api: 'transcriptions',
      model: 'whisper-1',
      headers: { authorization: 'Bearer key-t' },
      audio: { mime: 'audio/ogg', filename: 'audio.ogg' },
    },
  ])
  expect(double.requests[0]?.audio?.bytes).toEqual(OGG)
})

test('[A27] kinds of sound that the SDK does not know keep their own', async () => {
  await models.transcribe(whisper('openai', 'key-t'), { bytes: new Uint8Array(40), mime: 'audio/amr' }, never)
  expect(double.requests[0]?.audio).toMatchObject({ mime: 'audio/amr', filename: 'audio.amr' })
})

test('[A27] a server of our own needs no key, and is not sent that of OpenAI', async () => {
  const before = process.env.OPENAI_API_KEY
  try {
    process.env.OPENAI_API_KEY = 'key-of-openai'
    await models.transcribe(whisper('openai-compatible'), { bytes: OGG, mime: 'audio/ogg' }, never)
  } finally {
    if (before === undefined) delete process.env.OPENAI_API_KEY
    else process.env.OPENAI_API_KEY = before
  }
  expect(double.requests[0]?.headers.authorization).toBe('Bearer none')
})

test('[A27] silence is an empty text', async () => {
  double.answer(() => ({ empty: true }))
  expect(await models.transcribe(whisper('openai', 'k'), { bytes: OGG, mime: 'audio/ogg' }, never)).toBe('')
})

test('[A27] a failure says who and how, once', async () => {
  double.answer(() => ({ error: { status: 500 } }))
  const failing = models.transcribe(whisper('openai', 'k'), { bytes: OGG, mime: 'audio/ogg' }, never)
  await expect(failing).rejects.toMatchObject({ message: 'openai/whisper-1 answered 500', retryable: true })
  expect(double.requests).toHaveLength(1)
  const deaf = models.transcribe(whisper('anthropic', 'k'), { bytes: OGG, mime: 'audio/ogg' }, never)
  await expect(deaf).rejects.toThrow('anthropic/whisper-1 is of a provider that does not transcribe')
})

test('[A28] it ends with the signal', async () => {
  double.answer(() => ({ hang: true }))
  const run = new AbortController()
  const waiting = models.transcribe(whisper('openai', 'k'), { bytes: OGG, mime: 'audio/ogg' }, run.signal)
  await double.until(1)
  run.abort(new Error('a newer message came'))
  await expect(waiting).rejects.toThrow('a newer message came')
  await double.requests[0]?.hungUp
})
