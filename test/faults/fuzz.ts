import { seededRandom } from '../../simulator/index.ts'
import { type Payload, readPayloads } from '../payloads/payloads.ts'
import { SUPPORT, WABA } from '../settings.ts'
import { mutated, written } from './fuzz-spoil.ts'
import { BROKEN_BYTES, pick, Raw } from './fuzz-values.ts'

/** A webhook with something wrong in it and, as a rule, with a message beside it that nothing may happen to. */
export interface Mutant {
  readonly seed: number
  /** The payload that was changed. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Undefined where the text as a whole was broken. */
  readonly neighbour: Neighbour | undefined
}

export interface Neighbour {
  readonly wamid: string
  readonly phone: string
  readonly bsuid: string
  readonly name: string
  readonly text: string
}

type Random = () => number
type Change = { value?: Record<string, unknown>; [key: string]: unknown }

const payloads = readPayloads()
const LISTS = ['messages', 'statuses', 'contacts'] as const

/** The same seed makes the same mutant. `at` is the time of the neighbour's message. */
export function mutantOf(seed: number, at = Date.UTC(2026, 10, 21, 12)): Mutant {
  const random = seededRandom(seed)
  const payload = pick(random, payloads)
  const neighbour: Neighbour = {
    wamid: `wamid.neighbour.${seed}`,
    phone: `1666${String(seed % 10_000_000_000).padStart(10, '0')}`,
    bsuid: `US.neighbour${seed}`,
    name: `Neighbour ${seed}`,
    text: `I am ${seed}`,
  }
  const chance = random()
  const told = { random, payload, neighbour, at }
  const text = chance < 0.6 ? besideInList(told) : chance < 0.8 ? besideInEntry(told) : besideInWebhook(told)
  const bytes = withBrokenBytes(Buffer.from(text), random)
  if (chance < 0.95) return { seed, name: payload.name, bytes, neighbour }
  return { seed, name: payload.name, bytes: damaged(bytes, random), neighbour: undefined }
}

interface Told {
  readonly random: Random
  readonly payload: Payload
  readonly neighbour: Neighbour
  readonly at: number
}

/** One item of a list is changed, and the neighbour stands in the same change. */
function besideInList({ random, payload, neighbour, at }: Told): string {
  const change = structuredClone(payload.body.entry[0]!.changes?.[0]) as Change | undefined
  const value = change?.value
  const lists = LISTS.filter((name) => Array.isArray(value?.[name]) && (value[name] as unknown[]).length > 0)
  if (change?.field !== 'messages' || !value || lists.length === 0)
    return besideInEntry({ random, payload, neighbour, at })
  const list = value[pick(random, lists)] as unknown[]
  const place = Math.floor(random() * list.length)
  list[place] = new Raw(mutated(list[place], random))
  const messages = (Array.isArray(value.messages) ? value.messages : []) as unknown[]
  messages.splice(Math.floor(random() * (messages.length + 1)), 0, messageOf(neighbour, at))
  const contacts = Array.isArray(value.contacts) ? value.contacts : []
  const changed = { ...change, value: { ...value, messages, contacts: [...contacts, contactOf(neighbour)] } }
  return written({ object: payload.body.object, entry: [{ id: WABA, changes: [changed] }] })
}

/** A whole change is changed, and the neighbour stands in the next. */
function besideInEntry({ random, payload, neighbour, at }: Told): string {
  const change = new Raw(mutated(payload.body.entry[0]!.changes?.[0] ?? {}, random))
  return written({
    object: payload.body.object,
    entry: [{ id: WABA, changes: shuffled([change, changeOf(neighbour, at)], random) }],
  })
}

function besideInWebhook({ random, payload, neighbour, at }: Told): string {
  const entry = new Raw(mutated(payload.body.entry[0], random))
  const own = { id: WABA, changes: [changeOf(neighbour, at)] }
  return written({ object: payload.body.object, entry: shuffled([entry, own], random) })
}

function changeOf(neighbour: Neighbour, at: number): object {
  const metadata = { display_phone_number: '15557770100', phone_number_id: SUPPORT.phoneNumberId }
  const value = {
    messaging_product: 'whatsapp',
    metadata,
    contacts: [contactOf(neighbour)],
    messages: [messageOf(neighbour, at)],
  }
  return { field: 'messages', value }
}

const contactOf = ({ phone, bsuid, name }: Neighbour) => ({ profile: { name }, wa_id: phone, user_id: bsuid })
const messageOf = ({ phone, bsuid, wamid, text }: Neighbour, at: number) => ({
  from: phone,
  from_user_id: bsuid,
  id: wamid,
  timestamp: String(Math.floor(at / 1000)),
  type: 'text',
  text: { body: text },
})

const shuffled = (two: readonly [object, object], random: Random): object[] =>
  random() < 0.5 ? [...two] : [two[1], two[0]]

const NO_UTF8 = [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf0, 0x9f]]

function withBrokenBytes(bytes: Buffer, random: Random): Buffer {
  const mark = Buffer.from(BROKEN_BYTES)
  const parts: Buffer[] = []
  let from = 0
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, from)) {
    parts.push(bytes.subarray(from, at), Buffer.from(pick(random, NO_UTF8)))
    from = at + mark.length
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)])
}

/** Cut off, or with bytes that stood elsewhere. */
function damaged(bytes: Buffer, random: Random): Uint8Array {
  const at = Math.floor(random() * bytes.length)
  if (random() < 0.4) return bytes.subarray(0, at)
  const copy = Buffer.from(bytes)
  for (let times = 0; times < 3; times++) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  return random() < 0.2 ? Buffer.concat([Buffer.from('\ufeff'), copy]) : copy
}
