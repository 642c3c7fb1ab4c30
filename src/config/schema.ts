import { z } from 'zod'
import type { EventHandler, EventHandlers } from '../domain/notice.ts'
import { HASH_MODES } from '../domain/phone.ts'
import type { Agent } from '../domain/turn.ts'
import { LOG_LEVELS, MODES } from './settings.ts'
import {
  addressRanges,
  databaseAddress,
  duration,
  flag,
  graphVersion,
  matching,
  oneOf,
  pathPrefix,
  Refusal,
  secret,
  senders,
  setting,
  settle,
  text,
  webAddress,
  whole,
} from './values.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const agentName = () =>
  matching(/^[a-z0-9][\w-]{0,62}$/i, 'is not an agent name', 'Use letters, digits, - and _ only: sales-agent')

const phoneNumberId = () =>
  matching(
    /^\d{3,20}$/,
    'is not a phone number id',
    "It is the number Meta shows as 'Phone number ID' under WhatsApp > API Setup (digits only, in quotes), not the phone number itself.",
  )

const accountId = () =>
  matching(
    /^\d{3,20}$/,
    'is not a WhatsApp Business account id',
    "It is the number Meta shows as 'WhatsApp Business Account ID' under WhatsApp > API Setup (digits only, in quotes).",
  )

const credentials = {
  /** What Meta repeats when it verifies the callback URL. Any text of yours. */
  verifyToken: text('the random text that `wabaton init` made').optional(),
  /** Lets Meta's signatures be checked. Meta: App Settings > Basic > App secret. */
  appSecret: secret("Meta's App Settings > Basic > App secret.").optional(),
}

const accessToken = () => secret("Meta's Business Settings > Users > System users > Generate token.").optional()

/** D11: what Meta allows a number from the start. Meta raises it for some to 250 and more. */
const throughput = () => whole({ least: 1, most: 2_000, unit: 'a number of messages a second' })

const mode = () => oneOf(MODES)

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
  /** Default: `defaultAgent`. */
  agent: agentName().optional(),
  ...credentials,
  accessToken: accessToken(),
  accountId: accountId().optional(),
  throughput: throughput().optional(),
  mode: mode().optional(),
})

const agent = setting((value: unknown) =>
  typeof value === 'function'
    ? value
    : new Refusal('is not an agent', 'Give a function (turn) => reply, in wabaton.config.ts or in the options.'),
)

const eventHandler = setting((value: unknown) =>
  typeof value === 'function'
    ? (value as EventHandler)
    : new Refusal('is no function', 'Give a function (event) => void, in wabaton.config.ts or in the options.'),
)

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

  /** Functions `(turn) => reply` by name; only from TypeScript. `agent` gives the only one. */
  agents: z.record(agentName(), agent).prefault({}),
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

  /** Who may write. Absent is everybody. */
  allowedNumbers: senders().optional(),

  identity: z
    .strictObject({
      /** How phones are written outside the contacts: as they are, or as a digest. */
      hash: oneOf(HASH_MODES).default('off'),
      /** What `hmac` adds to each phone. */
      secret: secret('a long random text of yours, such as 32 characters of `openssl rand -hex 16`.').optional(),
    })
    .prefault({}),

  /** Sentences that customers read. */
  texts: z
    .strictObject({
      agentFailed: text('One moment please.').default(
        "Sorry, I can't answer that right now. A teammate will get back to you here.",
      ),
      unsupported: text('Please write it as text.').default(
        "Sorry, I can't read this kind of message yet. Could you write it as text?",
      ),
      reset: text('Let us begin anew.').default(
        'We begin anew: I no longer look at what was said before. How can I help you?',
      ),
      /** Said to whoever may not write here. Null is silence. */
      notAllowed: text('This number is not for you.').nullable().default('This operation not allowed'),
    })
    .prefault({}),

  logLevel: oneOf(LOG_LEVELS).default('info'),

  /** The HTTP API under `/api`. */
  api: z
    .strictObject({
      /** Whoever sends it as a bearer token may ask. Without it the API is off. */
      token: secret('32 random characters or more: `openssl rand -hex 32`.').optional(),
    })
    .prefault({}),

  /** Functions `(event) => void` by webhook field, `*` for every field; only from TypeScript. */
  eventHandlers: z.record(z.string(), eventHandler).prefault({}),
})

export type Configuration = z.output<typeof configuration>

/** Other documented names of top-level settings. */
export const ALIASES: Readonly<Record<string, string>> = {
  customerId: 'business',
  agent: 'defaultAgent',
  apiVersion: 'graph.version',
  wabaId: 'accountId',
}

/** The name of an agent that is given alone, as `agent`. */
export const ONLY_AGENT = 'whatsapp-assistant'

/** What `createWabaton` and the default export of wabaton.config.ts take (snake_case works as well). */
export type WabatonOptions = Omit<z.input<typeof configuration>, 'agents' | 'eventHandlers'> & {
  eventHandlers?: EventHandlers
  agent?: string | Agent
  agents?: Readonly<Record<string, Agent>>
  customerId?: string
  apiVersion?: string
  wabaId?: string
}

/** Documented keys of features that are not here yet: refused as such rather than as a misspelling. */
export const LATER_KEYS: readonly string[] = [
  'maxFileSize',
  'agentAcknowledgement',
  'acknowledgementAfterSeconds',
  'storage',
  'heartbeatRecipient',
  'model',
  'system',
  'tools',
]
