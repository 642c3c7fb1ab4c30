import { type FlexibleSchema, generateText, jsonSchema, NoObjectGeneratedError, Output } from 'ai'
import type { ModelPlan } from '../domain/agent.ts'
import type { TraceRecorder } from '../domain/trace.ts'
import type { AgentNeeds } from './agent-needs.ts'
import type { Deadline } from './deadline.ts'
import { ModelFailed } from './models.ts'

interface Question {
  readonly models: AgentNeeds['models']
  readonly plan: ModelPlan
  readonly instructions: string
  readonly text: string
  readonly schema: Parameters<typeof jsonSchema>[0]
  /** What the answer is called where a provider wants a name for it. */
  readonly name: string
  readonly trace: TraceRecorder
  readonly deadline: Deadline
}

/** One question that is to be answered with JSON; what came back, as it came. */
export async function askJson(asked: Question): Promise<string> {
  const { models, plan, instructions, text, schema, name, trace, deadline } = asked
  trace.prompt({ instructions, messages: [{ role: 'system', text }] })
  const { model } = models.forRun(plan, { hasImages: false, trace, deadline: deadline.at, signal: deadline.signal })
  const question = {
    model,
    instructions,
    prompt: text,
    maxRetries: 0,
    abortSignal: deadline.signal,
    telemetry: { isEnabled: false },
  }
  const output = Output.object({ schema: jsonSchema(schema) as FlexibleSchema<unknown>, name })
  return generateText({ ...question, output }).then(
    (result) => result.text,
    async (error: unknown) => {
      if (NoObjectGeneratedError.isInstance(error)) return error.text ?? ''
      // Some servers refuse to be told the form of an answer: they are asked in words alone.
      if (error instanceof ModelFailed && !error.retryable) return (await generateText(question)).text
      throw error
    },
  )
}
