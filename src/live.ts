import type { LineSettings, Settings } from './config/settings.ts'
import { deskLink } from './domain/desk-link.ts'
import { Terminal } from './domain/failure.ts'
import { type Line, UnknownLine } from './domain/line.ts'
import type { Lines, Policy } from './flows/world.ts'

/** What may change while everything runs: whoever holds a part of it always reads what is set now. */
export interface Live {
  readonly settings: Settings
  readonly lines: Lines
  readonly policy: Policy
  /** What the memory goes by. */
  readonly memory: Settings['memory'] & { readonly walled: ReadonlySet<string> }
  /** When facts are drawn from what was said; undefined is never. */
  readonly burst: Settings['memory']['facts'] | undefined
  credentialsOf(line: Pick<Line, 'phoneNumberId'>): LineSettings
  /** Where people open a conversation, where the address of this server is known. */
  readonly linkTo: (conversation: string) => string | undefined
  /** `historyLength`: so many messages the agents of these settings want to see. */
  replace(settings: Settings, historyLength: number): void
}

export function createLive(given: Settings): Live {
  let settings = given
  let credentials = byNumber(given.lines)
  let lines = createLines(given)
  let memory = memoryOf(given)
  const policy = { ...policyOf(given, 0) }
  return {
    get settings() {
      return settings
    },
    lines: {
      get all() {
        return lines.all
      },
      find: (phoneNumberId) => lines.find(phoneNumberId),
      byName: (name) => lines.byName(name),
      byPhoneNumberId: (phoneNumberId) => lines.byPhoneNumberId(phoneNumberId),
    },
    policy,
    get memory() {
      return memory
    },
    get burst() {
      return memory.facts.draw ? memory.facts : undefined
    },
    credentialsOf({ phoneNumberId }) {
      const found = credentials.get(phoneNumberId)
      if (!found) throw new Terminal(`The line ${phoneNumberId} is not configured any more.`)
      return found
    },
    linkTo(conversation) {
      const { publicUrl } = settings.server
      return publicUrl === undefined ? undefined : deskLink(publicUrl, conversation)
    },
    replace(next, historyLength) {
      settings = next
      credentials = byNumber(next.lines)
      lines = createLines(next)
      memory = memoryOf(next)
      Object.assign(policy, policyOf(next, historyLength))
    },
  }
}

const memoryOf = ({ memory, lines }: Settings) => ({
  ...memory,
  walled: new Set(lines.filter((line) => line.memory?.share === 'none').map(({ name }) => name)),
})

const byNumber = (lines: readonly LineSettings[]) => new Map(lines.map((line) => [line.phoneNumberId, line]))

export function createLines({ lines, business }: Pick<Settings, 'lines' | 'business'>): Lines {
  const all = lines.map(({ phoneNumberId, name, displayName, agent, accountId, throughput, mode, handoff }): Line => {
    return { business, phoneNumberId, name, displayName, agent, account: accountId, throughput, mode, handoff }
  })
  const byId = new Map(all.map((line) => [line.phoneNumberId, line]))
  const byName = new Map(all.map((line) => [line.name, line]))
  return {
    all,
    find: (phoneNumberId) => byId.get(phoneNumberId),
    byName: (name) => {
      const line = byName.get(name)
      if (!line)
        throw new Terminal(`There is no line named ${name} any more. Configure it again to answer what waits for it.`)
      return line
    },
    byPhoneNumberId(phoneNumberId) {
      const line = byId.get(phoneNumberId)
      if (!line) throw new UnknownLine(phoneNumberId)
      return line
    },
  }
}

function policyOf(settings: Settings, historyLength: number): Policy {
  const { turn, delivery, watchdogLimitMs, rateLimit, allowedNumbers, texts } = settings
  const { settle, timeoutMs, attempts, readReceipts, typing, resetCommand, maxReplyAgeMs } = turn
  return {
    settle,
    turnTimeoutMs: timeoutMs,
    turnAttempts: attempts,
    readReceipts,
    typing,
    unconfirmedAfterMs: delivery.unconfirmedAfterMs,
    watchdogLimitMs,
    resetCommand,
    historyLength,
    acknowledgement: settings.acknowledgement,
    loopLimit: settings.loopLimit,
    runsKeptMs: settings.runs.keepForMs,
    filesKeptMs: settings.media.retention === 'keep' ? settings.media.ttlMs : -1,
    quoteReplies: delivery.quoteReplies,
    maxReplyAgeMs,
    messagingLimit: settings.campaigns.messagingLimit,
    rateLimit: { windowMs: rateLimit.windowSeconds * 1000, most: rateLimit.maxMessages, scope: rateLimit.scope },
    allowedNumbers,
    texts,
  }
}
