import { isStepCount, ToolLoopAgent } from 'ai'
import type { AgentDefinition } from '../domain/agent.ts'
import { Terminal } from '../domain/failure.ts'
import { maySayNothing, saysNothingNew } from '../domain/follow-up.ts'
import { inEveryText } from '../domain/guard-placeholders.ts'
import { inLanguage } from '../domain/language.ts'
import { languageOf } from '../domain/language-of.ts'
import { fill } from '../domain/phrasebook.ts'
import type { TextName } from '../domain/texts.ts'
import type { Agent, Run, Turn } from '../domain/turn.ts'
import type { AgentNeeds } from './agent-needs.ts'
import type { Intents } from './binding.ts'
import { createDeadline } from './deadline.ts'
import { type Gathered, gather } from './gather.ts'
import { look } from './look.ts'
import { recentOf, toMessages, toTrace } from './messages.ts'
import { ModelFailed } from './models.ts'
import { instructionsOf } from './prompt.ts'
import { replyParts } from './reply.ts'
import { spoken } from './spoken.ts'
import { bindTools } from './tools/bind-tools.ts'
import { traceUnreadable } from './tools/unreadable-calls.ts'
import { callOf } from './updates-prompt.ts'

/** A customer is passed on so often in one turn at most. */
const MOST_PASSES = 2

/** An agent that is plain data, as a function of the turn. It is made anew for each turn, and keeps nothing. */
export function createAgent(definition: AgentDefinition, needs: AgentNeeds): Agent {
  return (turn) => runDefinition(definition, turn, needs, 0)
}

async function runDefinition(definition: AgentDefinition, turn: Turn, needs: AgentNeeds, passes: number): Promise<Run> {
  const { trace } = turn.bound
  const { name, version, namespace, labels } = definition
  trace.agent(name, { version, namespace, labels })
  const deadline = createDeadline(turn.signal, needs.clock, definition.orchestration.timeoutMs)
  try {
    const gathered = await gather(definition, turn, needs, deadline)
    if (gathered.instead) return sentence(turn, needs, gathered.instead)
    const made = await think(definition, turn, needs, { gathered, deadline })
    const { intents } = made
    if (intents.passOn && passes < MOST_PASSES) return passOn(name, turn, needs, made, passes)
    return made.run
  } catch (error) {
    throw error instanceof ModelFailed && !error.retryable ? new Terminal(error.message) : error
  } finally {
    deadline.cancel()
  }
}

interface Made {
  readonly run: Run
  readonly intents: Intents
}

async function think(
  definition: AgentDefinition,
  turn: Turn,
  needs: AgentNeeds,
  { gathered, deadline }: { gathered: Gathered; deadline: ReturnType<typeof createDeadline> },
): Promise<Made> {
  const { bound } = turn
  const { guard, parts, model, recollection } = gathered
  const intents: Intents = {
    parts: [],
    handOff: undefined,
    passOn: undefined,
    posts: [],
    promises: [],
    stops: undefined,
    declined: false,
    reconsidered: false,
  }
  const colleagues = definition.colleagues.flatMap((name) => needs.definitionOf(name) ?? [])
  const bundle = await bindTools(
    {
      definition,
      turn: { ...turn, signal: deadline.signal },
      clock: needs.clock,
      intents,
      reveal: guard.reveal,
      revealOwn: (input) => inEveryText(input, (text) => guard.output(text)),
      hide: guard.hide,
      targets: needs.targets,
      otherLines: needs.lines.filter((name) => name !== turn.line.name),
      colleagues,
      look: (file, question) => look({ definition, guard, needs, trace: bound.trace, deadline }, file, question),
    },
    needs,
  )
  try {
    const irreversible = [...bundle.effects.values()].includes('irreversible')
    const recent = recentOf(turn, definition.memory)
    const { occasion } = turn
    const instructions = instructionsOf({
      definition,
      turn,
      recollection,
      earlier: irreversible ? await bound.calls.earlier() : [],
      note: turn.note,
      input: guard.input,
    })
    const messages = toMessages(recent, occasion ? [{ type: 'text', text: callOf(occasion) }] : parts, guard)
    bound.trace.prompt({ instructions, messages: toTrace(recent, messages, guard.input) })
    const agent = new ToolLoopAgent({
      model,
      instructions,
      tools: bundle.tools,
      stopWhen: [isStepCount(definition.orchestration.maxIterations), () => ended(intents)],
      // Trying again is the fallback's and the turn's business.
      maxRetries: 0,
      onStepEnd: ({ toolCalls }) =>
        traceUnreadable(toolCalls, { trace: bound.trace, hide: guard.hide, now: needs.clock.now }),
      telemetry: { isEnabled: false },
    })
    const result = await deadline.within(agent.generate({ messages, abortSignal: deadline.signal }))
    const { text, finishReason, files } = result.finalStep
    if (!ended(intents) && finishReason === 'tool-calls')
      throw new Terminal(`the agent used its tools ${result.steps.length} times and came to no answer`)
    const disclosure = definition.disclosure && !turn.disclosed ? introduction(definition, turn, needs) : undefined
    const asked = intents.parts
    const produced = files
      .filter(({ mediaType }) => mediaType.startsWith('image/'))
      .map(({ uint8Array, mediaType }) => ({ bytes: uint8Array, mime: mediaType }))
    const tools = Object.keys(bundle.tools)
    const own = ended(intents) ? '' : text
    if (occasion && maySayNothing(occasion) && asked.length === 0 && saysNothingNew(own))
      return { intents, run: runFrom(definition, turn, intents, [], false) }
    const reply = replyParts({ asked, text: own, tools, files: produced, guard, disclosure })
    if (reply.length === 0 && !ended(intents)) throw new Error('the model said nothing that could be sent')
    intents.handOff ??= irreversible ? await unknownCall(turn) : undefined
    // A sentence of the platform's or of a colleague's follows: all of it is read.
    const said = ended(intents) ? reply : await spoken(reply, { definition, turn, needs, guard, deadline })
    return { intents, run: runFrom(definition, turn, intents, said, disclosure !== undefined) }
  } finally {
    await bundle.close()
  }
}

/** These end the turn: what a model writes beside them is not sent. */
const ended = ({ handOff, passOn }: Intents) => handOff !== undefined || passOn !== undefined

function runFrom(
  { guardrails }: AgentDefinition,
  turn: Turn,
  { handOff, passOn, posts, promises, stops, declined }: Intents,
  parts: Run['parts'],
  disclosed: boolean,
): Run {
  const tooOften = declined && guardrails.offTopicLimit !== undefined && turn.declined + 1 >= guardrails.offTopicLimit
  const called =
    handOff ??
    (tooOften
      ? { reason: 'out_of_scope' as const, summary: 'The customer keeps asking for something else.' }
      : undefined)
  return {
    kind: 'run',
    parts,
    ...(called && { handOff: called }),
    ...(passOn && { passOn }),
    posts,
    promises,
    stops,
    disclosed: disclosed && parts.length > 0,
    declined,
  }
}

/** Nobody knows whether something that counts was done: then a person has to look, whatever the model says. */
async function unknownCall({ bound }: Turn): Promise<Run['handOff']> {
  const unknown = (await bound.calls.earlier()).find(({ state, told }) => state === 'unknown' && !told)
  if (!unknown) return undefined
  const summary = `Nobody knows whether ${unknown.tool} was done: ${JSON.stringify(unknown.input)}. Please check, and tell the customer.`
  return { reason: 'agent_failed', summary }
}

/** The colleague answers in the same turn, after the sentence that the customer is told. */
async function passOn(by: string, turn: Turn, needs: AgentNeeds, { run, intents }: Made, passes: number): Promise<Run> {
  const { agent, note } = intents.passOn!
  const colleague = needs.definitionOf(agent)!
  turn.bound.trace.note(`passed on to ${agent}`)
  const told = { ...turn, note, disclosed: turn.disclosed || (run.disclosed ?? false) }
  const next = await runDefinition(colleague, told, needs, passes + 1)
  const after = run.parts.length
  return {
    ...next,
    parts: [...run.parts, ...next.parts],
    passOn: next.passOn ?? { agent, note },
    passes: [{ by, agent, note, after }, ...(next.passes ?? []).map((one) => ({ ...one, after: one.after + after }))],
    posts: [...(run.posts ?? []), ...(next.posts ?? [])],
    promises: [...(run.promises ?? []), ...(next.promises ?? [])],
    stops: next.stops ?? run.stops,
    disclosed: (run.disclosed ?? false) || (next.disclosed ?? false),
  }
}

const inTheirLanguage = ({ history, messages, customer }: Turn) =>
  languageOf(
    [...history, ...messages].filter(({ author }) => author === 'customer').map(({ text }) => text),
    customer.language,
  )

function introduction({ displayName }: AgentDefinition, turn: Turn, { texts }: AgentNeeds): string {
  return fill(inLanguage(texts.disclosure, inTheirLanguage(turn)), { agent: displayName, line: turn.line.displayName })
}

function sentence(turn: Turn, { texts }: AgentNeeds, name: Exclude<TextName, 'notAllowed'>): Run {
  turn.bound.trace.note(`answered with a fixed sentence: ${name}`)
  return { kind: 'run', parts: [{ kind: 'text', text: inLanguage(texts[name], inTheirLanguage(turn)) }] }
}
