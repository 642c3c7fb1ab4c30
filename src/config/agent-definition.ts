import type { AgentDefinition, ModelPlan } from '../domain/agent.ts'
import { modelOfEnvironment, type Reading, readModels, SCRIPTED } from './agent-model.ts'
import { flat, manifest, type Spec } from './agent-schema.ts'
import { readTools } from './agent-tools.ts'
import { inside, isBlock, readBlock, type Where } from './agent-tree.ts'
import { readVoice } from './agent-voice.ts'
import { whomWarnings } from './agent-whom.ts'
import { readWorkspace } from './agent-workspace.ts'
import { camel, isAbsent } from './entries.ts'
import { type Fault, inWords } from './faults.ts'
import { nearest } from './nearest.ts'
import { DEFAULT_PROMPT, PERSONA_TEXTS } from './personas.ts'

/** Reads an agent in either of its forms. Undefined where something is at fault. */
export function readAgent(value: unknown, name: string, where: Where, reading: Reading): AgentDefinition | undefined {
  const before = reading.faults.length
  const given = readForm(value, where, reading.faults)
  if (!given) return readRest(value, where, reading)
  const definition = complete(
    given.spec,
    { ...given.metadata, name: nameOf(given, name, reading.faults) },
    given.at,
    reading,
  )
  return reading.faults.length > before ? undefined : definition
}

/** Nothing comes of an agent that is at fault, but what is wrong with its model and its tools is told along. */
function readRest(value: unknown, where: Where, reading: Reading): undefined {
  const isManifest = isBlock(value) && isBlock(value.spec)
  const spec = isManifest ? value.spec : value
  const at = isManifest ? inside(where, 'spec') : where
  if (!isBlock(spec)) return
  for (const [key, one] of Object.entries(spec).filter(([, given]) => !isAbsent(given))) {
    if (camel(key) === 'model') readModels(one, inside(at, key), reading)
    if (camel(key) === 'tools')
      readTools(one, inside(at, key), { hasColleagues: false, staysOnTopic: false }, reading.faults)
  }
}

interface Form {
  readonly metadata: {
    readonly name?: string | undefined
    readonly version: string
    readonly namespace: string
    readonly labels: Readonly<Record<string, string>>
  }
  readonly spec: Spec
  /** Where the keys of the spec stand. */
  readonly at: Where
  readonly nameAt: string
}

const MANIFEST_KEYS = ['apiVersion', 'kind', 'metadata', 'spec']

function readForm(value: unknown, where: Where, faults: Fault[]): Form | undefined {
  if (isBlock(value) && Object.keys(value).some((key) => MANIFEST_KEYS.includes(camel(key)))) {
    const given = readBlock(value, manifest, where, faults)
    return given && { ...given, at: inside(where, 'spec'), nameAt: where('metadata.name') }
  }
  const given = readBlock(value, flat, where, faults)
  return given && { metadata: given, spec: given, at: where, nameAt: where('name') }
}

/** Lines and settings know an agent by the name that it is kept under: another one inside could only mislead. */
function nameOf({ metadata, nameAt }: Form, name: string, faults: Fault[]): string {
  if (metadata.name !== undefined && metadata.name !== name) {
    const cure = `Write name: ${name}, or leave it out.`
    faults.push({ where: nameAt, problem: `is ${metadata.name}, and the agent is known as ${name}.`, cure })
  }
  return name
}

type Metadata = Omit<Form['metadata'], 'name'> & { readonly name: string }

function complete(spec: Spec, metadata: Metadata, at: Where, reading: Reading): AgentDefinition | undefined {
  const { faults } = reading
  const { name, version, namespace, labels } = metadata
  const persona = spec.persona && PERSONA_TEXTS[spec.persona]
  const identity = identityOf(spec, at, faults)
  const description = identity.description ?? persona?.description ?? ''
  const offTopicLimit = spec.guardrails.offTopicLimit ?? undefined
  const scope = offTopicLimit === undefined ? undefined : (spec.prompts.scope ?? (description || undefined))
  const model =
    spec.model === undefined ? modelOfItsOwn(at, reading) : readModels(spec.model, inside(at, 'model'), reading)
  const voice = spec.voice && model && readVoice(spec.voice, inside(at, 'voice'), reading, model.primary)
  const system = promptOf(spec, at, faults)
  checkVariables(system, spec.prompts.variables, at, faults)
  const needs = { hasColleagues: spec.escalatesTo.length > 0, staysOnTopic: scope !== undefined }
  const tools = readTools(spec.tools, inside(at, 'tools'), needs, faults)
  reading.warnings.push(...whomWarnings(tools, at))
  const workspace =
    spec.workspace === undefined
      ? undefined
      : readWorkspace(reading.folder, spec.workspace, inside(at, 'workspace'), reading)
  if (!model) return undefined
  const { maxTurns, ttl } = spec.memory.conversational
  const { input, output, allow } = spec.guardrails
  return {
    name,
    version,
    namespace,
    labels,
    displayName: identity.displayName ?? persona?.displayName ?? name,
    description,
    handoffDescription: identity.handoffDescription ?? persona?.handoffDescription ?? description,
    model,
    voice,
    prompts: {
      system: persona && system ? `${persona.prompt}\n\n${system}` : (system ?? persona?.prompt ?? DEFAULT_PROMPT),
      variables: spec.prompts.variables,
      scope,
    },
    orchestration: {
      pattern: spec.orchestration.pattern,
      maxIterations: spec.orchestration.maxIterations,
      timeoutMs: spec.orchestration.timeoutSeconds * 1_000,
    },
    memory: { maxTurns, ttlMs: ttl * 1_000, ownLineOnly: spec.memory.lines === 'own' },
    guardrails: {
      input: { pii: input.piiDetection.action === 'redact', maxChars: input.maxLength.maxChars ?? undefined },
      output: { pii: output.piiDetection.action === 'redact' },
      allow,
      offTopicLimit,
    },
    disclosure: spec.disclosure,
    updateTemplate: spec.updateTemplate,
    heartbeat: spec.heartbeat
      ? {
          periodMs: spec.heartbeatPeriod * 60_000,
          message: spec.heartbeatMessage,
          recipient: spec.heartbeatRecipient,
        }
      : undefined,
    tools,
    colleagues: spec.escalatesTo,
    workspace,
  }
}

/** `identity: {display_name}` and `display_name` are the same. */
function identityOf(spec: Spec, at: Where, faults: Fault[]) {
  const { displayName, description, handoffDescription, identity = {} } = spec
  const outside = { displayName, description, handoffDescription }
  for (const key of ['displayName', 'description', 'handoffDescription'] as const)
    if (outside[key] !== undefined && identity[key] !== undefined)
      faults.push({
        where: at(`identity.${key}`),
        problem: 'stands a second time outside of identity.',
        cure: 'Keep one of the two.',
      })
  return {
    displayName: displayName ?? identity.displayName,
    description: description ?? identity.description,
    handoffDescription: handoffDescription ?? identity.handoffDescription,
  }
}

function promptOf({ system, prompts }: Spec, at: Where, faults: Fault[]): string | undefined {
  if (system !== undefined && prompts.system !== undefined)
    faults.push({ where: at('system'), problem: 'is another name of prompts.system.', cure: 'Keep one of the two.' })
  return prompts.system ?? system
}

/** What the runtime fills in. */
export const VARIABLES = ['customer_name', 'line', 'agent', 'date'] as const

function checkVariables(system = '', own: Readonly<Record<string, string>>, at: Where, faults: Fault[]): void {
  const known = [...VARIABLES, ...Object.keys(own)]
  const used = new Set([...system.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map(([, name]) => name ?? ''))
  for (const name of used) {
    if (known.includes(name)) continue
    const guess = nearest(name, known)
    const cure = guess ? `Did you mean {{${guess}}}?` : `Give it under prompts.variables. Known: ${inWords(known)}.`
    faults.push({ where: at('prompts.system'), problem: `holds {{${name}}}, which nothing fills in.`, cure })
  }
}

function modelOfItsOwn(at: Where, { env, simulator, faults, warnings }: Reading): ModelPlan | undefined {
  const found = modelOfEnvironment(env)
  if (!found && !simulator) {
    const cure = 'Set OPENAI_API_KEY (or the key of another provider) in .env, or write model: gpt-4o-mini.'
    faults.push({ where: at('model'), problem: 'is not given, and no key of a provider is set.', cure })
    return undefined
  }
  if (!found) warnings.push(`${at('model')} is not given, and no key of a provider is set: the scripted demo answers.`)
  return { primary: found ?? SCRIPTED, fallback: undefined, routing: 'primary', transcription: undefined }
}
