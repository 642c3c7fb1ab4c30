import { createAgenda } from './agenda.ts'
import { announce } from './announce.ts'
import { type ChaosSettings, calm } from './chaos.ts'
import type { SimulatorClock } from './clock.ts'
import { type Customer, createCustomer } from './customer.ts'
import { createEvents, type Events } from './events.ts'
import { type Call, createFaults, type Fault, type Faults } from './faults.ts'
import { answerGraph } from './graph.ts'
import type { GraphAnswer, GraphRequest } from './graph-answer.ts'
import { type ParsedRequest, parseRequest } from './graph-request.ts'
import { createVerification, type Handshake, type VerifyWebhook } from './handshake.ts'
import { createIdentifiers } from './identifiers.ts'
import { createJourneys } from './journey.ts'
import { createLine, onlyDigits, type SimulatedLine } from './line.ts'
import { createLog, type GraphEntry, type Log } from './log.ts'
import { createMedia, type Media } from './media.ts'
import { createOtherParties, type OtherParties } from './other-parties.ts'
import { createPeople, type Person, type PersonDetails } from './person.ts'
import { playFault } from './play-fault.ts'
import { createReach, type Reach } from './reach.ts'
import { createTemplates, type Templates } from './templates/store.ts'
import { createWebhookSender, type Deliver } from './webhook-sender.ts'
import type { World } from './world.ts'

export interface SimulatorOptions {
  clock: SimulatorClock
  /** From 0 up to 1; a seeded one makes the run reproducible. */
  random: () => number
  /** Signs the webhooks. */
  appSecret: string
  /** The bearer token the Graph API expects; a line may have its own. */
  accessToken: string
  lines: SimulatedLine[]
  deliver: Deliver
  /** Where Graph is reached, for the addresses of files: `http://127.0.0.1:8001/sim/graph`. A listener tells its own. */
  graphUrl?: string
  /** Asks the business's server to prove itself; without it nothing can be verified. */
  handshake?: Handshake
}

/** A pretend Meta, and the phones of pretend customers. */
export interface Simulator extends OtherParties {
  graph(request: GraphRequest): Promise<GraphAnswer>
  /** The customer with this number, made when new; details that are given replace what was known. */
  customer(details: PersonDetails): Customer
  customers(): Customer[]
  /** Live: a changed access token counts from the next call. */
  lines(): SimulatedLine[]
  /** Change at will. */
  readonly chaos: ChaosSettings
  readonly faults: Faults
  readonly log: Log
  readonly events: Events
  readonly media: Media
  /** What Meta does to templates. */
  readonly templates: Templates
  /** How many unique customers a day the business may write to outside their windows. */
  readonly reach: Pick<Reach, 'limit'>
  graphUrl: string
  /** What happens when someone sets the address or the verify token of the webhook: Meta asks the server with GET. */
  readonly verifyWebhook: VerifyWebhook
  /** Whether Graph can be reached at all. */
  readonly available: boolean
  setAvailable(available: boolean): void
  /** Tells listeners that `chaos` was changed. */
  announceSettings(): void
  /** The time on the simulator's clock. */
  now(): number
  /** Nothing is scheduled or under way. A phone that is off and a fading typing bubble do not count. */
  idle(): boolean
  /** Forgets customers, messages, faults, chaos and the log, and calls off what was scheduled. */
  reset(): void
  /** Calls off what was scheduled. */
  stop(): void
}

export function createSimulator(options: SimulatorOptions): Simulator {
  const { random } = options
  const agenda = createAgenda(options.clock)
  const chaos = calm()
  const events = createEvents()
  const announceSettings = () => events.emit({ type: 'settings-changed' })
  const faults = createFaults(random, announceSettings)
  const log = createLog((entry) => events.emit({ type: 'logged', entry }))
  const identifiers = createIdentifiers(random)
  const lines = options.lines.map(createLine)
  const people = createPeople(identifiers)
  const { appSecret, deliver } = options
  let graphUrl = options.graphUrl ?? 'http://graph.invalid'
  const media = createMedia({ agenda, identifiers, graphUrl: () => graphUrl })
  const webhooks = createWebhookSender({ agenda, random, chaos, identifiers, log, appSecret, deliver })
  const said: World['said'] = new Map()
  const templates = createTemplates({ agenda, identifiers, lines, announce: (...news) => announce(world, ...news) })
  const reach = createReach()
  const world: World = {
    agenda,
    random,
    chaos,
    events,
    identifiers,
    lines,
    media,
    people,
    reach,
    templates,
    said,
    webhooks,
  }
  const journeys = createJourneys(world)
  const verify = createVerification(options.handshake, identifiers)
  const meta = { world, journeys, accessToken: () => options.accessToken, graphUrl: () => graphUrl, verify }
  const others = createOtherParties(world, journeys)
  let handles = new WeakMap<Person, Customer>()
  let available = true

  function handle(person: Person): Customer {
    let customer = handles.get(person)
    if (!customer) {
      customer = createCustomer(world, journeys, person)
      handles.set(person, customer)
    }
    return customer
  }

  async function graph(request: GraphRequest): Promise<GraphAnswer> {
    const done = agenda.begin()
    try {
      const at = agenda.now()
      const parsed = parseRequest(request)
      const fault = available ? faults.take(callOf(parsed)) : 'refused'
      if (chaos.graphLatencyMs > 0) await agenda.pause(random() * chaos.graphLatencyMs)
      const answer = await answerWith(parsed, fault)
      const { method, path } = request
      const played = fault !== undefined && { fault: typeof fault === 'object' ? JSON.stringify(fault) : String(fault) }
      log.add<GraphEntry>({
        kind: 'graph',
        at,
        method,
        path,
        body: parsed.text,
        answer: withoutBytes(answer),
        ...played,
      })
      return answer
    } finally {
      done()
    }
  }

  /** The bare id in the path does not tell what it is the id of. */
  function callOf({ call, parts: [id = '', edge] }: ParsedRequest): Call {
    if (call.kind !== 'other' || edge !== undefined) return call
    if (media.find(id)) return { ...call, kind: 'media' }
    return templates.byId(id) ? { ...call, kind: 'template' } : call
  }

  async function answerWith(parsed: ParsedRequest, fault: Fault | undefined): Promise<GraphAnswer> {
    const proceed: Parameters<typeof playFault>[1]['proceed'] = (failsLate) => answerGraph(meta, parsed, failsLate)
    return fault === undefined ? proceed() : playFault(fault, { agenda, random, trace: identifiers.trace, proceed })
  }

  function stop() {
    webhooks.clear()
    agenda.clear()
  }

  return {
    ...others,
    graph,
    customer(details) {
      const known = people.byPhone(onlyDigits(details.phone))
      const person = people.meet(details)
      if (person !== known) events.emit({ type: 'customer-changed', phone: person.phone })
      return handle(person)
    },
    customers: () => people.all().map(handle),
    lines: () => lines.map(({ details }) => details),
    chaos,
    faults,
    log,
    events,
    media,
    templates,
    reach,
    verifyWebhook: verify,
    get graphUrl() {
      return graphUrl
    },
    set graphUrl(url) {
      graphUrl = url
    },
    get available() {
      return available
    },
    setAvailable(value) {
      available = value
      events.emit({ type: 'availability-changed', available })
    },
    announceSettings,
    now: agenda.now,
    idle: agenda.idle,
    reset() {
      stop()
      people.clear()
      said.clear()
      media.clear()
      templates.clear()
      reach.clear()
      handles = new WeakMap()
      Object.assign(chaos, calm())
      faults.clear()
      log.clear()
      for (const line of lines) Object.assign(line, createLine(line.details))
      available = true
      events.emit({ type: 'reset' })
    },
    stop,
  }
}

/** A log that pages read holds no files. */
function withoutBytes(answer: GraphAnswer): GraphAnswer {
  if (answer.kind !== 'answer' || !answer.bytes) return answer
  const { bytes, ...rest } = answer
  return { ...rest, body: `(${bytes.byteLength} bytes)` }
}
