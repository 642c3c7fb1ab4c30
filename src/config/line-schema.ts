import { z } from 'zod'
import type { Agent } from '../domain/turn.ts'
import type { AgentModel } from './agent-model-options.ts'
import type { WrittenAgent } from './agent-options.ts'
import type { ToolOptions } from './agent-tool-options.ts'
import { lineHandoff } from './handoff-schema.ts'
import { lineMemory } from './memory-schema.ts'
import { MODES } from './settings.ts'
import { slackChannel } from './slack.ts'
import { matching, oneOf, Refusal, secret, setting, text, whole } from './values.ts'

const AGENT_NAME_CURE = 'Use letters, digits, - and _ only: sales-agent'

export const agentName = () => matching(/^[a-z0-9][\w-]{0,62}$/i, 'is not an agent name', AGENT_NAME_CURE)

export const phoneNumberId = () =>
  matching(
    /^\d{3,20}$/,
    'is not a phone number id',
    "It is the number Meta shows as 'Phone number ID' under WhatsApp > API Setup (digits only, in quotes), not the phone number itself.",
  )

export const accountId = () =>
  matching(
    /^\d{3,20}$/,
    'is not a WhatsApp Business account id',
    "It is the number Meta shows as 'WhatsApp Business Account ID' under WhatsApp > API Setup (digits only, in quotes).",
  )

export const credentials = {
  /** What Meta repeats when it verifies the callback URL. Any text of yours. */
  verifyToken: text('the random text that `wabaton init` made').optional(),
  /** Lets Meta's signatures be checked. Meta: App Settings > Basic > App secret. */
  appSecret: secret("Meta's App Settings > Basic > App secret.").optional(),
}

export const accessToken = () => secret("Meta's Business Settings > Users > System users > Generate token.").optional()

/** D11: what Meta allows a number from the start. Meta raises it for some to 250 and more. */
export const throughput = () => whole({ least: 1, most: 2_000, unit: 'a number of messages a second' })

export const mode = () => oneOf(MODES)

const isBlock = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An agent: a function, or its definition, which is read later and on its own. */
export const agent = () =>
  setting((value: Agent | WrittenAgent) =>
    typeof value === 'function' || isBlock(value)
      ? value
      : new Refusal('is not an agent', 'Give its definition, {model, system, tools}, or a function (turn) => reply.'),
  )

/** What is read later and on its own: its form has more than one shape. */
const asWritten = <Written>() => z.custom<Written>()

const namedOrGiven = () =>
  setting((value: string | Agent | WrittenAgent) => {
    if (typeof value === 'function' || isBlock(value)) return value
    const name = z.safeParse(agentName(), value)
    return name.success ? name.data : new Refusal('is not an agent name', AGENT_NAME_CURE)
  })

/** A WhatsApp number of the business. What it leaves out comes from the top level or the environment. */
export const line = z.strictObject({
  /** Stable: written into every record as `source_waba`. */
  name: matching(
    /^[a-z0-9][a-z0-9_-]{0,62}$/,
    'is not a line name',
    'Use small letters, digits, - and _ only, and never change it later: sales. displayName is for people.',
  ).optional(),
  /** For people; may change at any time. Default: the name. */
  displayName: text('Sales').optional(),
  /** A name, or the agent itself, which is then named after the line. Default: `defaultAgent`. */
  agent: namedOrGiven().optional(),
  /** These three make an agent of the line's own, named after it. */
  model: asWritten<AgentModel>().optional(),
  system: text('You answer for the shop.').optional(),
  tools: asWritten<readonly ToolOptions[]>().optional(),
  ...credentials,
  accessToken: accessToken(),
  accountId: accountId().optional(),
  throughput: throughput().optional(),
  mode: mode().optional(),
  /** How this line passes its customers to people, where it differs from the others. */
  handoff: lineHandoff.optional(),
  /** Where people are called for this line. Default: `slack.channel`. */
  slackChannel: slackChannel().optional(),
  /** What this line does with what its customers say. */
  memory: lineMemory.optional(),
})
