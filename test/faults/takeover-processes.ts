import { setTimeout as pause } from 'node:timers/promises'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import { deliveryOfAttempt } from '../../src/domain/delivery.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { DANA } from '../stage.ts'
import { type ChildServer, freePort, prepareServer } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { healthOf } from './health.ts'
import type { Thought } from './thinks-aloud.ts'
import { until } from './until.ts'

const MEANS = ['reply', 'claim', 'assign'] as const
/** A turn that is nearly over, and one that would go on for long: of that it is told how soon it was stopped. */
const SHORT_MS = 300
const LONG_MS = 20_000
const ON_THE_WIRE_MS = 300

export interface AcrossProcesses {
  readonly wrong: readonly string[]
  /** Where the takeovers found the turn. */
  readonly found: { readonly before: number; readonly onTheWire: number; readonly after: number }
  /** From the takeover until the model of the other process was stopped. */
  readonly stoppedAfterMs: readonly number[]
}

/**
 * What was claimed and what was taken, in the order of the commits: both hold the lock of their conversation when the
 * number is drawn.
 */
const WRITE_DOWN = `
  create table written_down (n bigserial, what text, conversation uuid, delivery uuid);
  create function write_down_claim() returns trigger language plpgsql as $$ begin
    if new.state = 'claimed' and new.author = 'agent' and (tg_op = 'INSERT' or old.state <> 'claimed') then
      insert into written_down (what, conversation, delivery) values ('claimed', new.conversation, new.id);
    end if;
    return null; end $$;
  create function write_down_step() returns trigger language plpgsql as $$ begin
    insert into written_down (what, conversation) values ('taken', new.conversation);
    return null; end $$;
  create trigger claims after insert or update on deliveries for each row execute function write_down_claim();
  create trigger steps after insert on handoff_steps for each row execute function write_down_step()`

const CLAIMED_AFTER = `
  select c.delivery from written_down c where c.what = 'claimed' and c.n > (
    select min(t.n) from written_down t where t.what = 'taken' and t.conversation = c.conversation)`
const OWNED = `select count(*)::integer as count from conversations where owner = 'teammate' and teammate = 'dana'`

/** Many conversations at once are taken over in the one process while their turn runs in the other. */
export async function takeOverAcross(postgres: string, customers: number, seed: number): Promise<AcrossProcesses> {
  const random = seededRandom(seed)
  const store = await freshStore('postgres', postgres)
  const clock = createSettableClock()
  const posts: ReturnType<typeof httpDelivery>[] = []
  const simulator = createSimulator({
    clock,
    random: seededRandom(seed + 1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [{ ...SUPPORT, throughput: 1000, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
    deliver: (webhook) => posts[random() < 0.5 ? 0 : 1]!(webhook),
  })
  simulator.chaos.graphLatencyMs = ON_THE_WIRE_MS
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const settings = testSettings({
    lines: [{ ...SUPPORT, throughput: 1000 }],
    store: store.settings,
    graph: { url: meta.url, version: 'v24.0' },
    turn: { readReceipts: false, typing: false },
    logLevel: 'warn',
  })
  const servers = [prepareServer(), prepareServer()] as const
  const ports: number[] = []
  const explain = async () => `${JSON.stringify(await healthOf(ports[0]!))}\n${servers.map(({ output }) => output)}`

  const wrong: string[] = []
  const found = { before: 0, onTheWire: 0, after: 0 }
  const stoppedAfterMs: number[] = []
  const taken = new Map<string, { at: number; onTheWire: readonly string[] }>()
  const begun = new Set<string>()
  const takeovers: Promise<void>[] = []
  let thinking = 0

  async function takeOver(other: ChildServer, conversation: string, means: (typeof MEANS)[number], nth: number) {
    const act = {
      conversation: { business: 'acme', id: conversation },
      by: DANA,
      source: 'api',
      epoch: undefined,
    } as const
    const text = `Dana ${nth}`
    const done =
      means === 'reply'
        ? await other.reply({ ...act, content: { kind: 'text', text } })
        : await other.passBaton({
            ...act,
            step: means === 'claim' ? { kind: 'claim', by: DANA, over: false } : { kind: 'assign', to: DANA },
          })
    if (done.kind !== 'passed' && done.kind !== 'queued') throw new Error(`It was not taken: ${done.kind}.`)
    taken.set(conversation, { at: clock.now(), onTheWire: done.onTheWire })
    if (means === 'reply') return
    const said = await other.reply({ ...act, content: { kind: 'text', text } })
    if (said.kind !== 'queued') wrong.push(`Dana could not answer: ${said.kind}`)
  }

  /** As soon as a turn begins it is settled when the other process takes it over. */
  const hear =
    (other: ChildServer) =>
    ({ thought, conversation, ms }: Thought) => {
      thinking += thought === 'begun' ? 1 : -1
      if (thought === 'ended' && ms === LONG_MS) wrong.push('a model thought on to its end')
      const there = taken.get(conversation)
      if (thought === 'stopped' && ms === LONG_MS && there) stoppedAfterMs.push(clock.now() - there.at)
      // A worker that was too slow loses its lease: then the turn begins once more, in either process.
      if (thought !== 'begun' || begun.has(conversation)) return
      const nth = begun.size
      begun.add(conversation)
      const delay = random() * (SHORT_MS + 2 * ON_THE_WIRE_MS)
      takeovers.push(pause(delay).then(() => takeOver(other, conversation, MEANS[nth % MEANS.length]!, nth)))
    }

  try {
    for (const server of servers) {
      const port = await freePort()
      await server.start({ settings, port, thinkMs: [0, 0], thinksAloud: true })
      ports.push(port)
      posts.push(httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` }))
    }
    await store.ask(WRITE_DOWN)
    const phones = Array.from({ length: customers }, (_, index) =>
      simulator.customer({ phone: `1555${1_000_000 + index}`, name: `Customer ${index}` }).on('support'),
    )
    servers[0].onThought(hear(servers[1]))
    servers[1].onThought(hear(servers[0]))
    for (const [index, phone] of phones.entries())
      phone.says(`think ${index % 4 === 0 ? LONG_MS : Math.round(SHORT_MS * random())}`)
    await until(() => begun.size === customers, explain, { within: 60_000 })
    await Promise.all(takeovers)
    await until(() => thinking === 0, explain, { within: LONG_MS })
    for (const phone of phones) phone.says('Are you there?')
    await until(
      async () => {
        const { queue, unanswered } = await healthOf(ports[0]!)
        return queue.depth === 0 && unanswered.since === null && simulator.idle()
      },
      explain,
      { within: 60_000 },
    )

    for (const { delivery } of await store.ask(CLAIMED_AFTER)) wrong.push(`${delivery} was claimed after the takeover`)
    const [owned] = await store.ask(OWNED)
    if (owned!.count !== customers) wrong.push(`${owned!.count} of ${customers} are with the teammate`)
    const rows = await store.ask('select id, conversation, author from deliveries')
    const byId = new Map(rows.map((row) => [String(row.id), row]))
    for (const { at, body } of simulator.log.graphCalls()) {
      const id = deliveryOfAttempt(String(JSON.parse(body).biz_opaque_callback_data))
      const row = byId.get(id ?? '')
      const there = row?.author === 'agent' ? taken.get(String(row.conversation)) : undefined
      if (there && at > there.at && !there.onTheWire.includes(id!)) wrong.push(`${id} was sent after the takeover`)
    }
    const spoken = new Set(
      rows.filter(({ author }) => author === 'agent').map(({ conversation }) => String(conversation)),
    )
    for (const [conversation, { onTheWire }] of taken)
      found[onTheWire.length > 0 ? 'onTheWire' : spoken.has(conversation) ? 'after' : 'before']++
    const heard = phones
      .flatMap((phone) => phone.bubbles.map(({ text }) => text))
      .filter((text) => text.startsWith('Dana'))
    if (heard.length !== customers || new Set(heard).size !== customers)
      wrong.push(`${heard.length} answers of the teammate arrived, ${new Set(heard).size} of them different`)
    return { wrong, found, stoppedAfterMs }
  } finally {
    await Promise.all(servers.map((server) => server.kill()))
    simulator.stop()
    for (const post of posts) post.close()
    await meta.close()
    await store.remove()
  }
}
