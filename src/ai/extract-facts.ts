import { parsePartialJson } from 'ai'
import type { Guardrails, ModelChoice, ModelPlan } from '../domain/agent.ts'
import type { Guard } from '../domain/guard.ts'
import { startTrace, type TraceRecorder } from '../domain/trace.ts'
import type { FactExtractor, Unremembered } from '../flows/memories.ts'
import type { AgentNeeds } from './agent-needs.ts'
import { askJson } from './ask-json.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { EXTRACT_INSTRUCTIONS, EXTRACT_SCHEMA, messagesInWords } from './extract-prompt.ts'

/** Nobody waits for it. */
const DEADLINE_MS = 30_000
const NAME = 'facts'
/** Runs are kept by agent; this one is none of the business's own. */
const AGENT = 'memory'

export interface ExtractorNeeds extends Pick<AgentNeeds, 'clock' | 'models' | 'guard'> {
  readonly model: ModelChoice | undefined
}

/** Facts by a model, in one call. What it returns is checked item by item by whoever asked. */
export function createFactExtractor(needs: ExtractorNeeds): FactExtractor {
  return {
    async extract(given, { signal }) {
      const { model } = needs
      if (!model) return undefined
      const plan: ModelPlan = { primary: model, fallback: undefined, routing: 'primary', transcription: undefined }
      const recorder = startTrace()
      recorder.agent(AGENT)
      recorder.note('drew facts from what was said')
      const deadline = createDeadline(signal, needs.clock, DEADLINE_MS)
      try {
        const guard = guardFor(given, needs, recorder)
        const proposed = await deadline.within(ask(given, plan, { needs, guard, trace: recorder, deadline }))
        return { proposed, trace: recorder.trace() }
      } catch (error) {
        signal.throwIfAborted()
        return { proposed: undefined, trace: recorder.trace(), error: error as Error }
      } finally {
        deadline.cancel()
      }
    },
  }
}

const GUARDRAILS: Guardrails = {
  input: { pii: true, maxChars: undefined },
  output: { pii: true },
  allow: [],
  offTopicLimit: undefined,
}

function guardFor({ messages }: Unremembered, { guard }: ExtractorNeeds, trace: TraceRecorder): Guard {
  const own = messages.map(({ text }) => text)
  return guard({ guardrails: GUARDRAILS, own, allowed: [], trace })
}

interface Asking {
  readonly needs: ExtractorNeeds
  readonly guard: Guard
  readonly trace: TraceRecorder
  readonly deadline: Deadline
}

async function ask(given: Unremembered, plan: ModelPlan, { needs, guard, trace, deadline }: Asking): Promise<unknown> {
  const { text, ids } = messagesInWords(given, guard)
  const { models } = needs
  const question = {
    models,
    plan,
    instructions: EXTRACT_INSTRUCTIONS,
    text,
    schema: EXTRACT_SCHEMA,
    name: NAME,
    trace,
    deadline,
  }
  return named(guard.reveal(await readItems(await askJson(question))), ids)
}

/** What is JSON in an answer. Where it breaks off the last item may be half of one: it is left out. */
async function readItems(answer: string): Promise<unknown> {
  const from = answer.indexOf('{')
  if (from < 0) return undefined
  const to = answer.lastIndexOf('}')
  const whole = await parsePartialJson(answer.slice(from, to + 1))
  if (whole.state === 'successful-parse') return whole.value
  const { value } = await parsePartialJson(answer.slice(from))
  if (typeof value !== 'object' || value === null) return undefined
  const lists = Object.entries(value)
  return Object.fromEntries(
    lists.map(([name, list], index) => [
      name,
      Array.isArray(list) && index === lists.length - 1 ? list.slice(0, -1) : list,
    ]),
  )
}

/** The short names of messages as their ids; any other is nobody's. */
function named(raw: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(raw)) return raw.map((one) => named(one, ids))
  if (typeof raw !== 'object' || raw === null) return raw
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      name === 'source_id' ? ids.get(String(value).replaceAll(/[^\w]/g, '')) : named(value, ids),
    ]),
  )
}
