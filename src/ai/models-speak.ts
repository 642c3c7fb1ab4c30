import type { SpeechModelV4 } from '@ai-sdk/provider'
import type { ModelChoice } from '../domain/agent.ts'
import { typeOfBytes } from '../domain/file-type.ts'
import { type BuildNeeds, settingsOf } from './models-build.ts'
import { BadAnswer, failureOf, ModelFailed } from './models-failure.ts'
import type { Recording } from './models-transcribe.ts'

interface Speaking {
  readonly text: string
  readonly voice: string
  readonly signal: AbortSignal
}

/** A text as a voice note. Throws `ModelFailed`, or the reason of the signal. */
export async function speakWith(
  choice: ModelChoice,
  { text, voice, signal }: Speaking,
  fetch: BuildNeeds['fetch'],
): Promise<Recording> {
  const name = choice.provider === 'own' ? 'own' : `${choice.provider}/${choice.model}`
  try {
    const [{ generateSpeech }, model] = await Promise.all([import('ai'), buildSpeech(choice, name, fetch)])
    const quiet: SpeechModelV4 = {
      specificationVersion: 'v4',
      provider: model.provider,
      modelId: model.modelId,
      // The SDK prints them.
      doGenerate: async (options) => ({ ...(await model.doGenerate(options)), warnings: [] }),
    }
    // OpenAI puts Opus into Ogg.
    const asked = { model: quiet, text, voice, outputFormat: 'opus', abortSignal: signal, maxRetries: 0 }
    const { audio } = await generateSpeech({ ...asked, telemetry: { isEnabled: false } })
    const bytes = audio.uint8Array
    const mime = typeOfBytes(bytes)
    if (mime !== VOICE_NOTE || !isMono(bytes)) throw new BadAnswer('made no Ogg with Opus of one channel')
    return { bytes, mime }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw failureOf(error, name)
  }
}

/** WhatsApp plays no other, and says so only once it is sent. */
const VOICE_NOTE = 'audio/ogg; codecs=opus'
const HEAD = 'OpusHead'

function isMono(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return head[head.indexOf(HEAD) + HEAD.length + 1] === 1
}

async function buildSpeech(choice: ModelChoice, name: string, fetch: BuildNeeds['fetch']): Promise<SpeechModelV4> {
  const { provider, model, endpoint, instance } = choice
  switch (provider) {
    case 'openai':
    case 'openai-compatible': {
      if (provider === 'openai-compatible' && !endpoint) throw new ModelFailed(name, 'has no endpoint', false)
      const { createOpenAI } = await import('@ai-sdk/openai')
      return createOpenAI(settingsOf(choice, fetch)).speech(model)
    }
    case 'own':
      if (isSpeech(instance)) return instance
      throw new ModelFailed(name, 'is not a speech model of the AI SDK', false)
    default:
      throw new ModelFailed(name, 'is of a provider that does not speak', false)
  }
}

function isSpeech(instance: unknown): instance is SpeechModelV4 {
  return typeof instance === 'object' && instance !== null && 'doGenerate' in instance && !('supportedUrls' in instance)
}
