import { generateText } from 'ai'
import type { AgentDefinition } from '../domain/agent.ts'
import { startTrace, type TraceRecorder } from '../domain/trace.ts'
import type { Assistant, Talk, ToSuggest, Worded } from '../flows/suggest.ts'
import type { AgentNeeds } from './agent-needs.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { guardFor } from './gather.ts'
import { ModelFailed } from './models.ts'
import { remembered } from './prompt.ts'
import { recall } from './recall.ts'
import { replyParts } from './reply.ts'
import { suggestionPrompt } from './suggest-prompt.ts'

/** A teammate waits for it, and could write in the meantime. */
const DEADLINE_MS = 20_000

type Needs = Pick<AgentNeeds, 'clock' | 'models' | 'guard' | 'definitionOf'>

/** The agent of a conversation beside the teammate who has it: its own model, instructions and memory, and no tool. */
export function createAssistant(needs: Needs): Assistant {
  return {
    async suggest(asked) {
      const definition = needs.definitionOf(asked.agent)
      if (!definition) return undefined
      const recorder = startTrace()
      recorder.agent(asked.agent)
      recorder.note('suggested a reply to a teammate')
      const deadline = createDeadline(asked.signal, needs.clock, DEADLINE_MS)
      const ended = (result: Pick<Worded, 'text' | 'problem'>): Worded => ({ ...result, trace: recorder.trace() })
      try {
        const text = await deadline.within(ask(definition, asked, { needs, trace: recorder, deadline }))
        return ended(text === undefined ? { text, problem: NOTHING_SAID } : { text })
      } catch (error) {
        return ended({ text: undefined, problem: problemOf(error, deadline) })
      } finally {
        deadline.cancel()
      }
    },

    async recollect(talk, agent) {
      const definition = needs.definitionOf(agent)
      if (!definition) return undefined
      const { recollection, guard } = await gathered(definition, talk, needs, startTrace())
      const { tokens, lines, withheld } = recollection
      return { text: remembered(recollection, guard.input).join('\n\n'), tokens, lines, withheld }
    },
  }
}

async function gathered(definition: AgentDefinition, talk: Talk, needs: Needs, trace: TraceRecorder, words = '') {
  const turn = { ...talk, bound: { memory: talk.memory, trace } }
  const recollection = await recall(turn, definition)
  const said = talk.messages.filter(({ author }) => author === 'customer').map(({ text }) => text)
  // A teammate may write to the customer what they like.
  const known = [...said, ...recollection.lines.map(({ text }) => text), words]
  return { recollection, guard: guardFor(definition, turn, needs, known) }
}

interface Asking {
  readonly needs: Needs
  readonly trace: TraceRecorder
  readonly deadline: Deadline
}

async function ask(definition: AgentDefinition, asked: ToSuggest, { needs, trace, deadline }: Asking) {
  const { recollection, guard } = await gathered(definition, asked.talk, needs, trace, asked.words)
  const { instructions, text } = suggestionPrompt({ definition, asked, recollection, guard })
  const { signal, at } = deadline
  const { model } = needs.models.forRun(definition.model, { hasImages: false, trace, deadline: at, signal })
  const said = await generateText({
    model,
    instructions,
    prompt: text,
    maxRetries: 0,
    abortSignal: signal,
    telemetry: { isEnabled: false },
  })
  const tools = definition.tools.map(({ name }) => name)
  const [part] = replyParts({ asked: [], text: unquoted(said.text), tools, files: [], guard, disclosure: undefined })
  return part?.kind === 'text' ? part.text : undefined
}

/** Some models cannot be talked out of it. */
const unquoted = (text: string) => /^\s*["“„«]([^"“”„«»]+)["”“»]\s*$/.exec(text)?.[1] ?? text

const NOTHING_SAID = 'The model said nothing that could be sent. Try again, or write the reply yourself.'

function problemOf(error: unknown, { signal }: Deadline): string {
  if (signal.aborted)
    return `The model took longer than ${DEADLINE_MS / 1000} seconds. Try again, or write the reply yourself.`
  if (!(error instanceof ModelFailed)) return 'The model could not be asked. Try again, or write the reply yourself.'
  const cure = error.retryable
    ? 'Try again in a moment, or write the reply yourself.'
    : 'Write the reply yourself, and have its name and key looked at in the configuration.'
  return `The model did not answer: ${error.message}. ${cure}`
}
