import type { SpeechModelV4 } from '@ai-sdk/provider'
import { VOICE_NOTE } from './ogg.ts'

export interface Uttered {
  readonly text: string
  readonly voice: string | undefined
  readonly format: string | undefined
  readonly signal: AbortSignal | undefined
}

type Voice = (uttered: Uttered) => Uint8Array | Promise<Uint8Array>

/** A speech model of the AI SDK in this thread, and what it was asked to say. */
export function speechModel(speak: Voice = () => VOICE_NOTE): { model: SpeechModelV4; uttered: readonly Uttered[] } {
  const uttered: Uttered[] = []
  const model: SpeechModelV4 = {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId: 'voice',
    async doGenerate({ text, voice, outputFormat, abortSignal }) {
      const asked = { text, voice, format: outputFormat, signal: abortSignal }
      uttered.push(asked)
      const audio = await speak(asked)
      const response = { timestamp: new Date(0), modelId: 'voice' }
      return { audio, warnings: [], response }
    },
  }
  return { model, uttered }
}
