import { z } from 'zod'
import type { GuardFactory } from '../domain/guard.ts'
import type { Transcriber } from '../domain/media.ts'
import type { EventHandler, EventHandlers } from '../domain/notice.ts'
import { HASH_MODES } from '../domain/phone.ts'
import type { Agent } from '../domain/turn.ts'
import type { WrittenAgent } from './agent-options.ts'
import { comingIn } from './coming-in-schema.ts'
import { desks } from './desks.ts'
import { handoff, targetName } from './handoff-schema.ts'
import { heartbeatRecipient } from './heartbeat.ts'
import {
  accessToken,
  accountId,
  agent,
  agentName,
  credentials,
  line,
  mode,
  phoneNumberId,
  throughput,
} from './line-schema.ts'
import { type MemoryOptions, memory } from './memory-schema.ts'
import { hosts, inCode, mailAddress, mailServer, prices, target } from './reach-values.ts'
import { reachingOut } from './reaching-out-schema.ts'
import { acknowledging, commandAnswer } from './sentences.ts'
import { LOG_LEVELS, type OnMessage } from './settings.ts'
import { texts } from './texts-schema.ts'
import {
  addressRanges,
  databaseAddress,
  duration,
  flag,
  graphVersion,
  matching,
  oneOf,
  pathPrefix,
  seconds,
  secret,
  senders,
  settle,
  text,
  webAddress,
  whole,
} from './values.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const command = () => matching(/^\/[\p{L}\p{N}_-]{1,30}$/u, 'is not a command', 'Write a slash and one word: /price')

/** The canonical form of all settings. Files, environment and options are read into it; defaults stand here. */
export const configuration = z.strictObject({
  /** The tenant all customers, lines and memory belong to; the same on all lines. Also `customerId`. */
  business: text('my-company').default('default'),

  // One line (I5): with these four and an agent nothing else is needed. With `lines`, the fallback of every line.
  ...credentials,
  accessToken: accessToken(),
  phoneNumberId: phoneNumberId().optional(),
  /** The WhatsApp Business account of the numbers: with it templates are known and checked. Also `wabaId`. */
  accountId: accountId().optional(),
  /** How the single line is called for people. */
  name: text('WhatsApp').optional(),
  /** Messages a second that Meta allows a number. */
  throughput: throughput().default(80),
  /** `chat`: the messages of a customer share one context. `task`: each message is answered alone, without a history. */
  mode: mode().default('chat'),
  /** In chat mode a customer who writes this begins anew: what was said before is not shown to the agent any more. Null is off. */
  resetCommand: text('/reset').nullable().default('/reset'),

  /** Several lines, keyed by phone_number_id. */
  lines: z.record(phoneNumberId(), line).prefault({}),

  /** Definitions of agents by name; from TypeScript also functions `(turn) => reply`. `agent` gives the only one. */
  agents: z.record(agentName(), agent()).prefault({}),
  /** The agent of every line that names none. Also `agent`. Default: the only agent there is. */
  defaultAgent: agentName().optional(),

  webhook: z
    .strictObject({
      /** Path before `/webhook` and `/health` of the default route. */
      prefix: pathPrefix().default('/whatsapp'),
      /** Which of the documented paths answer. */
      routes: z
        .strictObject({
          /** `<prefix>/webhook` */
          whatsapp: flag().default(true),
          /** `/webhook/whatsapp` */
          webhook: flag().default(true),
          /** `/v1/channels/whatsapp/webhook` */
          channels: flag().default(true),
          /** `/v1/agents/:agent/channels/whatsapp/webhook` */
          agents: flag().default(true),
        })
        .prefault({}),
      /** Only these addresses may bring webhooks (Meta publishes its ranges). Empty: everybody who can sign. */
      allowedCidrs: addressRanges().default([]),
      /** Proxies of yours whose `X-Forwarded-For` is believed when the caller's address is looked for. */
      trustedProxies: addressRanges().default([]),
      /** Credentials of the route that binds an agent, by agent, where they differ from those of the lines. */
      agents: z.record(agentName(), z.strictObject(credentials)).prefault({}),
    })
    .prefault({}),

  /** Meta's Graph API. Also `apiVersion`. */
  graph: z
    .strictObject({
      url: webAddress().default('https://graph.facebook.com'),
      version: graphVersion().default('v24.0'),
    })
    .prefault({}),

  /** A folder for the embedded database, or the address of a PostgreSQL database. */
  store: z.strictObject({ folder: text('.wabaton/data').optional(), url: databaseAddress().optional() }).prefault({}),

  server: z
    .strictObject({
      /** Default: `0.0.0.0`; the simulator listens on `127.0.0.1` only. */
      host: matching(/^[\w.:%[\]-]+$/, 'is not an address to listen on', 'Write for example: 0.0.0.0').optional(),
      /** 0 takes any free port. */
      port: whole({ least: 0, most: 65_535, unit: 'a port' }).default(8000),
      /** Where browsers reach it: only pages from there may change something, and with https cookies are secure. */
      publicUrl: webAddress().optional(),
    })
    .prefault({}),

  turn: z
    .strictObject({
      /** How long to wait for the rest of a burst: `rhythm` follows the customer's own, a time is fixed, 0 is off. */
      settle: settle().default('rhythm'),
      /** How long an agent may take. Three attempts of it end before the watchdog's five minutes. */
      timeout: duration({ least: SECOND, most: 30 * MINUTE }).default(90 * SECOND),
      /** How often a failing turn is tried before people take over. */
      attempts: whole({ least: 1, most: 10, unit: 'a number of attempts' }).default(3),
      /** A message that arrives later than this after it was written goes to people instead of being answered. */
      maxReplyAge: duration({ least: MINUTE, most: 24 * 60 * MINUTE }).default(12 * 60 * MINUTE),
      /** Mark the customer's message as read when its turn begins. */
      readReceipts: flag().default(true),
      /** Show that an answer is being written. */
      typing: flag().default(true),
    })
    .prefault({}),

  delivery: z
    .strictObject({
      /** Quote the message a reply answers: always, never, or (`auto`) where others came in between. */
      quoteReplies: oneOf(['auto', 'always', 'never']).default('auto'),
      /** When a send that no status settled becomes `unconfirmed`. */
      unconfirmedAfter: duration({ least: SECOND, most: 60 * MINUTE }).default(120 * SECOND),
    })
    .prefault({}),

  /** Against runaway loops: more than this waits, nothing is dropped. */
  rateLimit: z
    .strictObject({
      windowSeconds: whole({ least: 1, most: 86_400, unit: 'a number of seconds' }).default(60),
      maxMessages: whole({ least: 1, most: 1_000_000, unit: 'a number of messages' }).default(30),
      /** `customer` counts for every conversation, `line` for the whole number. */
      scope: oneOf(['customer', 'line']).default('customer'),
    })
    .prefault({}),

  watchdog: z
    .strictObject({
      /** How long a customer's message may stay without answer, teammate or reason before it raises an alert. */
      limit: duration({ least: 10 * SECOND, most: 24 * 60 * MINUTE }).default(5 * MINUTE),
    })
    .prefault({}),

  /** How customers are passed to people. A line may have words of its own. */
  handoff: handoff.prefault({}),

  /** Who may write. Absent is everybody. */
  allowedNumbers: senders().optional(),
  heartbeatRecipient: heartbeatRecipient().optional(),

  identity: z
    .strictObject({
      /** How phones are written outside the contacts: as they are, or as a digest. */
      hash: oneOf(HASH_MODES).default('off'),
      /** What `hmac` adds to each phone. */
      secret: secret('a long random text of yours, such as 32 characters of `openssl rand -hex 16`.').optional(),
    })
    .prefault({}),

  texts,

  /** Files that customers send. */
  media: z
    .strictObject({
      /** In bytes. A larger file reaches no model. Also `maxFileSize` and `api.maxFileSize`. */
      maxFileSize: whole({ least: 1, most: 104_857_600, unit: 'a number of bytes' }).default(10_485_760),
      /** How long agents can look at a file again. */
      ttl: seconds({ least: 60, most: (3_650 * DAY) / SECOND }).default((7 * DAY) / SECOND),
      /** `none`: bytes stay in memory for their turn, and nothing is written. */
      retention: oneOf(['keep', 'none']).default('keep'),
    })
    .prefault({}),

  memory,

  /** Said before the answer of each turn: a sentence, or an emoji as a reaction. */
  agentAcknowledgement: acknowledging().optional(),
  /** Only where the answer takes longer than this. */
  acknowledgementAfterSeconds: seconds({ least: 0, most: 600 }).default(0),

  /** What customers may write to be answered without a model: `/price`, with a sentence or, in TypeScript, a function. */
  commands: z.record(command(), commandAnswer()).prefault({}),

  /** Sees each message before the agent does: `(message, next) => ...`; only from TypeScript. */
  onMessage: inCode<OnMessage>('(message, next) => reply').optional(),

  /** Where your people work, told of handoffs, messages and changes; only from TypeScript. */
  desks: desks().default([]),

  /** Where agents may send messages beside the customer, by name. */
  targets: z.record(targetName(), target()).prefault({}),

  /** The server that e-mails leave through. */
  smtp: z.strictObject({ url: mailServer().optional(), from: mailAddress().optional() }).prefault({}),

  /** How far tools that speak HTTP may reach. */
  tools: z
    .strictObject({
      /** Hosts beside those that stand in the tools themselves. */
      allowedHosts: hosts().default([]),
      /** Hosts that may be inside your own network. */
      privateHosts: hosts().default([]),
    })
    .prefault({}),

  /** US dollars for a million tokens, by model, where the built-in table is wrong or silent. */
  prices: prices().default({}),

  /** What agents did, turn by turn. */
  runs: z.strictObject({ keepFor: duration({ least: 60 * MINUTE, most: 3_650 * DAY }).default(90 * DAY) }).prefault({}),

  /** Against two machines that answer each other. */
  loop: z
    .strictObject({
      /** So many quick exchanges in a row, and people look at it. 0 is off. */
      limit: whole({ least: 0, most: 1_000, unit: 'a number of exchanges' }).default(5),
    })
    .prefault({}),

  /** Finds personal data in place of the built-in detector; only from TypeScript. */
  guard: inCode<GuardFactory>('() => guard').optional(),
  /** Turns voice notes into text in place of a transcription model; only from TypeScript. */
  transcriber: inCode<Transcriber>('(file) => text').optional(),

  logLevel: oneOf(LOG_LEVELS).default('info'),
  /** Runs of agents as traces of OpenTelemetry, over OTLP and HTTP. */
  telemetry: z.strictObject({ endpoint: webAddress().optional() }).prefault({}),
  ...comingIn,
  ...reachingOut,

  /** Functions `(event) => void` by webhook field, `*` for every field; only from TypeScript. */
  eventHandlers: z.record(z.string(), inCode<EventHandler>('(event) => void')).prefault({}),
})

export type Configuration = z.output<typeof configuration>

/** Other documented names of settings. */
export const ALIASES: Readonly<Record<string, string>> = {
  customerId: 'business',
  agent: 'defaultAgent',
  apiVersion: 'graph.version',
  wabaId: 'accountId',
  maxFileSize: 'media.maxFileSize',
  'api.maxFileSize': 'media.maxFileSize',
}

/** The name of an agent that is given alone, as `agent`. */
export const ONLY_AGENT = 'whatsapp-assistant'

/** What `createWabaton` and the default export of wabaton.config.ts take (snake_case works as well). */
export type WabatonOptions = Omit<z.input<typeof configuration>, 'agents' | 'eventHandlers' | 'memory'> & {
  memory?: MemoryOptions
  eventHandlers?: EventHandlers
  agent?: string | Agent | WrittenAgent
  agents?: Readonly<Record<string, Agent | WrittenAgent>>
  customerId?: string
  apiVersion?: string
  wabaId?: string
  maxFileSize?: number
}
