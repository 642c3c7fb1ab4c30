import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Author } from '../../src/domain/conversation.ts'
import type { SendOutcome, Status } from '../../src/domain/delivery.ts'
import { outboundInWords } from '../../src/domain/outbound.ts'
import type { Trace } from '../../src/domain/trace.ts'
import type {
  AgentRun,
  CallBegin,
  ClaimedDelivery,
  FinishedTurn,
  NextSend,
  Receipt,
  Received,
  ReceivedStatus,
  SendClaim,
  Store,
  TurnVerdict,
  Work,
  WorkKind,
} from '../../src/flows/store.ts'
import { createIds } from '../../src/ports/ids.ts'
import { createPhoneHash, type IdentityHash } from '../../src/ports/phone-hash.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open.ts'

export const NOON = Date.UTC(2026, 10, 21, 12)
export const breathe = () => new Promise<void>((go) => setImmediate(go))
export const LIMIT: SendClaim['rateLimit'] = { windowMs: 60_000, most: 30, scope: 'customer' }
export const UNCONFIRMED_AFTER_MS = 120_000
export const LEASE_MS = 5000

export type OpenDatabase = () => Promise<Database>
type Stored = Extract<Receipt, { kind: 'stored' }>
export type InboundChange = Partial<Omit<Received, 'message'>> &
  Partial<Received['message']> & { text?: string; from?: string }

let wamids = 0
/** What a claimed delivery says. */
export const wordsOf = ({ content }: ClaimedDelivery) => outboundInWords(content)

export const newWamid = () => `wamid.${++wamids}`

/** One message of a customer; `from` is the phone. */
export function inbound(change: InboundChange = {}): Received {
  const { text = 'Hello', from = '15550001111', receivedAt = NOON, business = 'acme', line = 'support' } = change
  const message: Received['message'] = {
    phoneNumberId: change.phoneNumberId ?? '106540352242922',
    wamid: change.wamid ?? newWamid(),
    sender: change.sender ?? { phone: from, name: 'Maya' },
    content: change.content ?? { kind: 'text', text },
    sentAt: change.sentAt ?? receivedAt,
    raw: change.raw ?? { text },
    ...(change.quotes ? { quotes: change.quotes } : {}),
    ...(change.ignoredBecause ? { ignoredBecause: change.ignoredBecause } : {}),
  }
  return { business, line, message, receivedAt, settle: change.settle ?? 0, agent: change.agent }
}

/** What a test does with a store, in the words of a conversation. Time stands still unless a test moves `now`. */
export class Scene {
  now = NOON
  readonly ids = createIds({ now: () => this.now })
  readonly store: Store
  readonly database: Database

  constructor(database: Database, identity: IdentityHash = { hash: 'off' }) {
    this.database = database
    const hash = createPhoneHash(identity)
    this.store = openStore(database, { ids: this.ids, clock: { now: () => this.now, breathe }, hash })
  }

  async says(change: InboundChange = {}): Promise<Stored> {
    const receipt = await this.store.receive(inbound({ receivedAt: this.now, ...change }))
    if (receipt.kind !== 'stored') throw new Error('it was a duplicate')
    return receipt
  }

  claimAll(most = 1000) {
    const { now, ids } = this
    return this.store.claimWork({ now, most, leaseUntil: now + LEASE_MS, token: ids.next })
  }

  async claim(kind: WorkKind): Promise<Work> {
    const { claimed } = await this.claimAll()
    const work = claimed.find((one) => one.kind === kind)
    if (!work) throw new Error(`no ${kind} was due`)
    for (const other of claimed) if (other !== work) await this.store.letGo(other)
    return work
  }

  /** The turn that answers all that is pending, as the agent would hand it in. */
  async finished(work: Work, parts: readonly string[], change: Partial<FinishedTurn> = {}): Promise<FinishedTurn> {
    const conversation = { business: work.business, id: work.key }
    const turn = await this.store.loadTurn(conversation, 30)
    if (!turn) throw new Error('there is no such conversation')
    return {
      work,
      id: this.ids.next(),
      conversation,
      fence: turn.fence,
      lastPosition: turn.lastPosition,
      answered: turn.unanswered.map(({ position }) => position),
      outcome: 'answered',
      because: undefined,
      parts: parts.map((text) => ({
        id: this.ids.next(),
        content: { kind: 'text', text },
        author: (change.handoff ? 'system' : 'agent') as Author,
        // What tells of the people who come reaches the customer in any case.
        fenced: !change.handoff,
      })),
      quotes: undefined,
      claim: undefined,
      forgets: false,
      handoff: undefined,
      passOn: undefined,
      posts: [],
      disclosed: false,
      declined: false,
      run: undefined,
      yieldToNewer: true,
      startedAt: this.now,
      now: this.now,
      deliverToken: this.ids.next(),
      deliverLeaseUntil: this.now + LEASE_MS,
      ...change,
    }
  }

  /** A customer writes, the agent answers with these parts. Hands back the deliver work, held. */
  async replies(parts: readonly string[], change: InboundChange = {}): Promise<Work> {
    await this.says(change)
    const work = await this.claim('answer')
    const verdict: TurnVerdict = await this.store.commitTurn(await this.finished(work, parts))
    if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(`not committed: ${verdict.kind}`)
    return verdict.deliver
  }

  /** A run as the agent leaves it; what it cost stands in its one call of a model. */
  ran({
    cost,
    agent = 'concierge',
    ...change
  }: Partial<AgentRun & Trace> & { cost?: number | undefined } = {}): AgentRun {
    const call = { model: 'openai/gpt-4o-mini', startedAt: this.now, ms: 7, inputTokens: 120, outputTokens: 30, cost }
    const { models = [call], tools = [], guards = [], notes = [], prompt, memory = { used: [], withheld: 0 } } = change
    return {
      id: change.id ?? this.ids.next(),
      outcome: change.outcome ?? 'replied',
      startedAt: change.startedAt ?? this.now,
      endedAt: change.endedAt ?? this.now,
      trace: { agent, prompt, memory, models, tools, guards, notes },
    }
  }

  /** An irreversible tool asks to begin, in the conversation that this work is about. */
  begins(work: Work, change: Partial<CallBegin> = {}) {
    return this.store.beginCall({
      work,
      conversation: { business: work.business, id: work.key },
      fence: { owner: 'agent', epoch: 0 },
      id: this.ids.next(),
      tool: 'refund',
      key: 'order 7',
      input: { order: 7 },
      oncePerTurn: false,
      since: this.now - 60_000,
      now: this.now,
      ...change,
    })
  }

  nextSend(work: Work, change: Partial<SendClaim> = {}): Promise<NextSend> {
    return this.store.claimNextSend({
      work,
      conversation: { business: work.business, id: work.key },
      now: this.now,
      rateLimit: LIMIT,
      unconfirmedAfterMs: UNCONFIRMED_AFTER_MS,
      ...change,
    })
  }

  async sends(work: Work, change: Partial<SendClaim> = {}): Promise<ClaimedDelivery> {
    const next = await this.nextSend(work, change)
    if (next.kind !== 'send') throw new Error(`expected a send, got ${JSON.stringify(next)}`)
    return next.delivery
  }

  record(work: Work, { id, attempt, probe }: ClaimedDelivery, outcome: SendOutcome, retryAt?: number) {
    return this.store.recordSend({ work, delivery: id, attempt, probe, outcome, retryAt, now: this.now })
  }

  status(status: Status, change: Partial<ReceivedStatus>) {
    return this.store.applyStatus({
      business: 'acme',
      line: 'support',
      wamid: newWamid(),
      status,
      at: this.now,
      delivery: undefined,
      error: undefined,
      ...change,
    })
  }

  async rows<Row = Record<string, unknown>>(text: string): Promise<Row[]> {
    return (await this.database.read((tx) => tx.query({ name: '', text }, []))) as Row[]
  }

  /** State of every delivery, in the order of the conversation. */
  async states(): Promise<string[]> {
    const rows = await this.rows<{ state: string }>('select state from deliveries order by conversation, position')
    return rows.map(({ state }) => state)
  }

  async wipe() {
    const tables =
      'contacts contact_words aliases past_aliases identity_questions settings conversations messages amendments line_pauses turns runs tool_calls posts attachments deliveries orphan_statuses strays handoffs handoff_steps private_notes private_files reading_marks drafts blocks consents campaigns campaign_recipients canned_replies desks desk_told alarms memories memory_parts memory_vectors facts fact_sources memory_versions line_names erasures work events follow_ups heartbeats outreach messaging_limits line_paces'
    const deletes = tables.split(' ').map((table) => `delete from ${table}`)
    // PostgreSQL takes them in one go: to ask for each costs more than to do it.
    const texts = this.database.dialect.name === 'postgres' ? [deletes.join('; ')] : deletes
    await this.database.write(async (tx) => {
      for (const text of texts) await tx.query({ name: '', text }, [])
    })
    this.now = NOON
  }
}

/** One store for a suite, empty before every test. */
export function scenes(open: OpenDatabase): () => Scene {
  let scene: Scene
  beforeAll(async () => {
    const database = await open()
    await migrate(database)
    scene = new Scene(database)
  })
  beforeEach(() => scene.wipe())
  afterAll(() => scene?.store.close())
  return () => scene
}
