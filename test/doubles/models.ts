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
