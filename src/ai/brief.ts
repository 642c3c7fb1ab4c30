import { parsePartialJson } from 'ai'
import type { AgentDefinition, Guardrails, ModelChoice, ModelPlan } from '../domain/agent.ts'
import type { Case } from '../domain/briefing/case.ts'
import { checkBriefing } from '../domain/briefing/check.ts'
import type { Guard } from '../domain/guard.ts'
import { startTrace, type TraceRecorder } from '../domain/trace.ts'
import type { Briefer } from '../flows/case.ts'
import type { AgentNeeds } from './agent-needs.ts'
import { askJson } from './ask-json.ts'
import { BRIEFING_INSTRUCTIONS, BRIEFING_SCHEMA, caseInWords } from './brief-prompt.ts'
import { createDeadline, type Deadline } from './deadline.ts'

/** A teammate may look any moment; until then the rules' briefing stands. */
const DEADLINE_MS = 20_000
const NAME = 'briefing'

export interface BrieferNeeds extends Pick<AgentNeeds, 'clock' | 'models' | 'guard' | 'definitionOf'> {
  /** Writes all briefings, in place of the model of each agent. */
  readonly own: ModelChoice | undefined
}

/** Briefings by a model: of one's own, or of the agent that answers there. What it returns is checked line by line. */
export function createBriefer(needs: BrieferNeeds): Briefer {
  return {
    async write(given, { agent, signal }) {
      const definition = needs.definitionOf(agent)
      const plan = planOf(needs.own, definition)
      if (!plan) return undefined
      const recorder = startTrace()
      recorder.agent(agent)
      recorder.note('wrote a briefing')
      const deadline = createDeadline(signal, needs.clock, DEADLINE_MS)
      try {
        const guard = guardFor(given, definition, needs, recorder)
        const raw = await deadline.within(ask(given, plan, { needs, guard, trace: recorder, deadline }))
        const briefing = checkBriefing(raw, given)
        const stands = briefing.by === 'model'
        if (!stands) recorder.note('nothing of it stands')
        return { briefing: stands ? briefing : undefined, trace: recorder.trace() }
      } catch (error) {
        signal.throwIfAborted()
        return { briefing: undefined, trace: recorder.trace(), error: error as Error }
      } finally {
        deadline.cancel()
      }
    },
  }
}

function planOf(own: ModelChoice | undefined, definition: AgentDefinition | undefined): ModelPlan | undefined {
  if (own) return { primary: own, fallback: undefined, routing: 'primary', transcription: undefined }
  return definition?.model
}

const USUAL_GUARDRAILS: Guardrails = {
  input: { pii: true, maxChars: undefined },
  output: { pii: true },
  allow: [],
  offTopicLimit: undefined,
}

function guardFor(
  { messages, customer }: Case,
  definition: AgentDefinition | undefined,
  { guard }: BrieferNeeds,
  trace: TraceRecorder,
): Guard {
  const said = messages.filter(({ author }) => author === 'customer').map(({ text }) => text)
  const known = [customer.phone, customer.name].filter((value) => value !== undefined)
  const { guardrails = USUAL_GUARDRAILS, prompts, workspace } = definition ?? {}
  const allowed = [prompts?.system ?? '', ...(workspace?.texts ?? []), ...guardrails.allow]
  return guard({ guardrails, own: [...said, ...known], allowed, trace })
}

interface Asking {
  readonly needs: BrieferNeeds
  readonly guard: Guard
  readonly trace: TraceRecorder
  readonly deadline: Deadline
}

async function ask(given: Case, plan: ModelPlan, { needs, guard, trace, deadline }: Asking): Promise<unknown> {
  const { text, ids } = caseInWords(given, guard)
  const { models } = needs
  const question = {
    models,
    plan,
    instructions: BRIEFING_INSTRUCTIONS,
    text,
    schema: BRIEFING_SCHEMA,
    name: NAME,
    trace,
    deadline,
  }
  return cited(guard.reveal(await readJson(await askJson(question))), ids)
}

/** What is JSON in an answer, with words or fences around it or cut off at its end. */
async function readJson(answer: string): Promise<unknown> {
  const from = answer.indexOf('{')
  if (from < 0) return undefined
  const to = answer.lastIndexOf('}')
  const whole = await parsePartialJson(answer.slice(from, to > from ? to + 1 : undefined))
  return whole.value ?? (await parsePartialJson(answer.slice(from))).value
}

/** The short names of messages as their ids; whatever else was cited is none of the case's, and is cut later. */
function cited(raw: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(raw)) return raw.map((one) => cited(one, ids))
  if (typeof raw !== 'object' || raw === null) return raw
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      if (name !== 'evidence') return [name, cited(value, ids)]
      const named = (Array.isArray(value) ? value : [value]).map((one) => ids.get(String(one).replaceAll(/[^\w]/g, '')))
      return [name, named.filter((id) => id !== undefined)]
    }),
  )
}
