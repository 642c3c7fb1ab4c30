import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText } from 'ai'
import { createModels } from '../../src/ai/models.ts'
import type { ModelChoice, ModelPlan } from '../../src/domain/agent.ts'
import type { ModelCall } from '../../src/domain/trace.ts'

export function choiceOf(given: Partial<ModelChoice> & Pick<ModelChoice, 'provider' | 'model'>): ModelChoice {
  return {
    endpoint: undefined,
    apiKey: undefined,
    api: undefined,
    streaming: false,
    temperature: 0.4,
    maxTokens: 1024,
    vision: undefined,
    instance: undefined,
    ...given,
  }
}

export function planOf(primary: ModelChoice, rest: Partial<ModelPlan> = {}): ModelPlan {
  return { primary, fallback: undefined, routing: 'primary', transcription: undefined, ...rest }
}

/** Time that passes when a test says so. */
export function createManualClock(start = 1_780_000_000_000) {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  let now = start
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** How long each running timer has still to go. */
    pending: () => [...timers].map(({ at }) => at - now).sort((one, other) => one - other),
    pass(ms: number) {
      now += ms
      for (const timer of [...timers]) {
        if (timer.at > now || !timers.delete(timer)) continue
        timer.run()
      }
    },
  }
}

export function createModelTrace() {
  const calls: ModelCall[] = []
  const notes: string[] = []
  return {
    calls,
    notes,
    model: (call: ModelCall) => void calls.push(call),
    note: (text: string) => void notes.push(text),
  }
}

/** One question to one model, through the SDK. */
export async function ask(choice: ModelChoice, needs: { demo?: () => LanguageModelV4; fetch?: typeof fetch } = {}) {
  const { now, after } = createManualClock()
  const trace = createModelTrace()
  const { model } = createModels({ now, after, ...needs }).forRun(planOf(choice), {
    hasImages: false,
    trace,
    deadline: now() + 30_000,
  })
  const { text } = await generateText({ model, instructions: 'Be kind.', prompt: 'Hi', maxRetries: 0 })
  return { text, calls: trace.calls }
}
