import { z } from 'zod'
import { OFF_TOPIC_LIMIT } from '../domain/on-topic.ts'
import { forms, isBlock } from './agent-tree.ts'
import { voice } from './agent-voice.ts'
import { heartbeatRecipient } from './heartbeat.ts'
import { agentName } from './line-schema.ts'
import { flag, matching, oneOf, Refusal, seconds, setting, text, whole, written } from './values.ts'

const DAY = 86_400

/** What is read on its own, because it has several forms: see `agent-model.ts` and `agent-tools.ts`. */
const asWritten = () => z.custom<NonNullable<unknown>>((value) => value !== undefined)

const texts = (example: string) =>
  setting((value: string | readonly string[]) => {
    const list = (Array.isArray(value) ? value : written(value).split(',')).map((one: unknown) => written(one))
    return list.length > 0 && list.every(Boolean)
      ? list
      : new Refusal('must be a list of texts', `Write for example: ${example}`)
  })

/** A number, or null where it says `off`: nothing at all would be the default again. */
const orOff = (least: number, most: number, unit: string) => {
  const number = whole({ least, most, unit })
  return setting((value: number | string | false | null): number | null | Refusal => {
    if (/^(off|no|none|false)$/i.test(written(value))) return null
    const { success, data } = z.safeParse(number, value)
    return success ? data : new Refusal(`is not ${unit}`, `Write a whole number from ${least} to ${most}, or off.`)
  })
}

const identity = {
  /** How customers read it. Default: the name. */
  displayName: text('Acme Assistant').optional(),
  /** What it is for; without `prompts.scope` also what it deals with. */
  description: text('Answers questions about orders and returns.').optional(),
  /** For other agents: when to pass a customer on to this one. */
  handoffDescription: text('Pass on whoever has a technical problem.').optional(),
}

export const metadata = {
  name: agentName().optional(),
  version: text('1.0.0').default('1.0.0'),
  namespace: text('default').default('default'),
  labels: z.record(z.string(), text('whatsapp')).prefault({}),
}

const prompts = z
  .strictObject({
    system: text('You answer for the shop.').optional(),
    /** What the business deals with; whatever else is asked for is declined. */
    scope: text('orders, deliveries and returns of Acme').optional(),
    variables: z.record(z.string(), text('Acme')).prefault({}),
  })
  .register(forms, { expand: (given) => (typeof given === 'string' ? { system: given } : given) })

const conversational = z.strictObject({
  backend: oneOf(['sqlite']).default('sqlite'),
  strategy: oneOf(['sliding_window']).default('sliding_window'),
  maxTurns: whole({ least: 0, most: 500, unit: 'a number of turns' }).default(30),
  /** A plain number counts seconds. */
  ttl: seconds({ least: 0, most: 3_650 * DAY }).default(DAY),
})

const memory = z
  .strictObject({
    conversational: conversational.prefault({}),
    /** `own`: what was said on other lines is not looked at. */
    lines: oneOf(['all', 'own']).default('all'),
  })
  .register(forms, {
    // `memory: {max_turns: 10}` is `memory: {conversational: {max_turns: 10}}`.
    expand(given) {
      if (!isBlock(given) || 'conversational' in given) return given
      const { lines, ...conversational } = given
      return { conversational, ...(lines !== undefined && { lines }) }
    },
  })

const detection = () =>
  z
    .strictObject({ action: oneOf(['redact', 'off']).default('redact') })
    .register(forms, { expand: (given) => (isBlock(given) ? given : { action: ON_OFF[written(given)] ?? given }) })

const ON_OFF: Readonly<Record<string, string>> = { true: 'redact', on: 'redact', false: 'off', no: 'off' }

const length = z
  .strictObject({ maxChars: orOff(1, 100_000, 'a number of characters').default(2_000) })
  .register(forms, { expand: (given) => (isBlock(given) ? given : { maxChars: given }) })

/** `[{type: pii_detection, action: redact}]` is all there is; `{pii_detection: redact}` leaves the others as they are. */
const listed = (off: Readonly<Record<string, unknown>>) => (given: unknown) => {
  if (!Array.isArray(given)) return given
  const named = given.map((one: unknown) => {
    const { type, ...rest } = isBlock(one) ? one : { type: one }
    return [String(type), rest]
  })
  return { ...off, ...Object.fromEntries(named) }
}

const guardrails = z.strictObject({
  input: z
    .strictObject({ piiDetection: detection().prefault({}), maxLength: length.prefault({}) })
    .register(forms, { expand: listed({ pii_detection: 'off', max_length: 'off' }) })
    .prefault({}),
  output: z
    .strictObject({ piiDetection: detection().prefault({}) })
    .register(forms, { expand: listed({ pii_detection: 'off' }) })
    .prefault({}),
  /** Addresses and numbers of the business itself, which may be told. */
  allow: texts('help@acme.com').default([]),
  /** So often in a row may it decline what is off its topic before people are asked; `off` switches that guard off. */
  offTopicLimit: orOff(1, 100, 'a number of times').default(OFF_TOPIC_LIMIT),
})

/** An agent as people write it: in YAML under `spec`, in TypeScript with `name` and the rest of its metadata beside. */
export const spec = z.strictObject({
  ...identity,
  identity: z.strictObject(identity).optional(),
  /** A ready-made manner: its prompt stands before that of `prompts.system`. */
  persona: oneOf(['support', 'sales', 'vip']).optional(),
  model: asWritten().optional(),
  /** Answers are spoken: a model of speech, or `{model, name, when}`. */
  voice: voice.optional(),
  prompts: prompts.prefault({}),
  /** Short for `prompts.system`. */
  system: text('You answer for the shop.').optional(),
  orchestration: z
    .strictObject({
      pattern: oneOf(['react']).default('react'),
      maxIterations: whole({ least: 1, most: 100, unit: 'a number of steps' }).default(5),
      /** For the whole turn, tools included. */
      timeoutSeconds: seconds({ least: 1, most: 1_800 }).default(30),
    })
    .prefault({}),
  memory: memory.prefault({}),
  guardrails: guardrails.prefault({}),
  /** Says once in a conversation that an AI answers. */
  disclosure: flag().default(true),
  /** The template for promised updates outside the 24-hour window. */
  updateTemplate: text('order_update').optional(),
  /** It is run by the clock, every `heartbeatPeriod` minutes, with `heartbeatMessage`. */
  heartbeat: flag().default(false),
  heartbeatPeriod: whole({ least: 1, most: 43_200, unit: 'a number of minutes' }).default(30),
  heartbeatMessage: text('Summarize any new updates.').default('Summarize any new updates.'),
  /** Whom its answer goes to; default: `heartbeatRecipient` of the settings. */
  heartbeatRecipient: heartbeatRecipient().optional(),
  tools: asWritten().optional(),
  /** Names of agents that it may pass a customer on to. */
  escalatesTo: texts('specialist').default([]),
  /** A folder of instructions and facts, from the folder of the project. */
  workspace: text('workspace/support').optional(),
})

export const API_VERSIONS = ['wabaton/v1', 'astromesh/v1'] as const

/** The form of `config/agents/<name>.agent.yaml`. */
export const manifest = z.strictObject({
  apiVersion: matching(
    new RegExp(`^(${API_VERSIONS.join('|')})$`),
    'is not a version of this format',
    'Write: apiVersion: wabaton/v1',
  ),
  kind: matching(/^Agent$/, 'is not an agent', 'Write: kind: Agent'),
  metadata: z.strictObject(metadata).prefault({}),
  spec,
})

/** The form of TypeScript: everything in one block. */
export const flat = z.strictObject({ ...metadata, ...spec.shape })

export type Spec = z.output<typeof spec>
