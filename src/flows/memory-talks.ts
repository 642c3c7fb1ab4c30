import type { Entry, Speaker } from '../domain/memory/entry.ts'
import { moment, naming, type Parameter, readParameters, Unusable, whole, words } from '../domain/memory/parameters.ts'
import { MemoryRefused } from '../domain/memory/refused.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import { LIBRARY } from './memory-asker.ts'
import type { MemoryPort, MemoryPortNeeds } from './memory-port.ts'
import { bareId, isSeen } from './memory-records.ts'
import { ALSO, type Scopes, whose } from './memory-scopes.ts'

const LONGEST_MESSAGE = 100_000
const MOST_TOLD = 500
const USUAL_TOLD = 100
const PAGE = 500

/** Programs call speakers by many names. */
const ROLES: Readonly<Record<string, Speaker>> = {
  customer: 'customer',
  user: 'customer',
  agent: 'agent',
  assistant: 'agent',
  ai: 'agent',
  teammate: 'teammate',
  human: 'teammate',
  system: 'system',
}
const role: Parameter<Speaker> = (value) =>
  (Object.hasOwn(ROLES, String(value)) && ROLES[String(value)]) ||
  new Unusable(`must be one of: ${Object.keys(ROLES).join(', ')}.`)

const message = { ...whose, role, text: words(LONGEST_MESSAGE), conversationId: naming, line: naming, at: moment }
const told = { ...whose, before: moment, maxResults: whole(1, MOST_TOLD) }

/** What was said elsewhere, where nobody names the talk. */
const ELSEWHERE = 'elsewhere'

type Needs = MemoryPortNeeds & { readonly scopes: Scopes }

/** Talks: those of here and those that programs record, apart from what else is remembered. */
export function memoryTalks({ memory, store, lines, scopes }: Needs): Pick<MemoryPort, 'recordMessage' | 'transcript'> {
  async function everythingOf(scope: MemoryScope): Promise<readonly Entry[]> {
    const found: Entry[] = []
    for (let from: string | undefined; ; ) {
      const page = await store.entriesOf(scope, { from, most: PAGE })
      found.push(...page.entries)
      if (page.next === undefined || page.entries.length === 0) return found
      from = page.next
    }
  }

  return {
    async recordMessage(given, asker = LIBRARY) {
      const reading = { known: message, required: ['userId', 'role', 'text'], also: ALSO } as const
      const values = readParameters(given, reading)
      scopes.check(values, asker)
      const { role: by, text, conversationId: session = ELSEWHERE, at } = values
      const names = asker.lines === 'all' ? lines.all.map(({ name }) => name) : asker.lines
      const line = values.line ?? (asker.lines !== 'all' && names.length === 1 ? names[0] : undefined)
      if (line === undefined ? asker.lines !== 'all' : !names.includes(line))
        throw new MemoryRefused([`line must be one of: ${names.join(', ')}.`])
      const scope = await scopes.write(values, asker)
      const said = { by: by!, session }
      const done = await memory.create({ scope, document: text!, documentType: 'ai-chat-conversation', said, at, line })
      if (done.kind === 'refused') throw new MemoryRefused([done.reason])
      return { id: done.id, fresh: done.fresh }
    },
    async transcript(given, asker = LIBRARY) {
      const values = readParameters(given, { known: told, required: ['userId'], also: ALSO })
      const { before = Number.POSITIVE_INFINITY, maxResults: most = USUAL_TOLD } = values
      const { scope, isKnown } = await scopes.read(values, asker)
      if (!isKnown) return []
      return (await everythingOf(scope))
        .filter((entry) => isSaid(entry) && entry.at < before && isSeen(entry, true, asker))
        .sort((one, other) => one.at - other.at)
        .slice(-most)
        .map(({ id, speaker, text, at, line, session }) => {
          return { id: bareId(id), role: speaker, text, at, line, conversationId: session }
        })
    },
  }
}

/** A message, or something that was recorded as one: what stands alone has no talk that it belongs to. */
const isSaid = ({ source, documentType, session, id }: Entry) =>
  source === 'message' || (source === 'memory' && documentType === 'ai-chat-conversation' && session !== bareId(id))
