import { createHmac } from 'node:crypto'
import type { StoreSettings } from '../../src/config/settings.ts'
import type { Log } from '../../src/flows/world.ts'
import { createPlatform } from '../../src/platform.ts'
import type { Transport } from '../../src/whatsapp/transport.ts'
import { APP_SECRET, SUPPORT, testSettings } from '../settings.ts'
import { freshStore } from './fresh-store.ts'
import { type Mutant, mutantOf } from './fuzz.ts'
import { until } from './until.ts'

/** So many webhooks at once: they share a commit, and one that no store takes must not cost the others. */
const AT_ONCE = 20
/** Far more than an acknowledgement takes: beyond it Meta counts the webhook as lost. */
const HANGS_AFTER_MS = 10_000

/** Sends the mutants of these seeds to a whole platform and says what went wrong with which. */
export async function fuzzDoor(
  kind: StoreSettings['kind'],
  postgres: string,
  { first, howMany }: { first: number; howMany: number },
): Promise<string[]> {
  const store = await freshStore(kind, postgres)
  const heard = new Map<string, string[]>()
  const transport: Transport = async ({ body }) => {
    const { to, text } = JSON.parse(body as string)
    if (text) heard.set(to, [...(heard.get(to) ?? []), text.body])
    const sent = { messaging_product: 'whatsapp', messages: [{ id: `wamid.out.${Math.random()}` }] }
    return { kind: 'answer', status: 200, body: JSON.stringify(sent), retryAfter: undefined }
  }
  const settings = testSettings({
    lines: [{ ...SUPPORT, throughput: 1_000_000 }],
    store: store.settings,
    // Times are among what is changed: how late a message may be is not what this asks.
    turn: { readReceipts: false, typing: false, maxReplyAgeMs: Number.MAX_SAFE_INTEGER },
  })
  const agents = new Map([['test', ({ text }: { text: string }) => `You said: ${text}`]])
  const wrong: string[] = []
  const platform = await createPlatform({ settings, agents, ports: { transport, log: logOfFailures(wrong) } })
  await platform.start()

  async function post({ seed, name, bytes }: Mutant) {
    const signature = `sha256=${createHmac('sha256', APP_SECRET).update(bytes).digest('hex')}`
    const headers = { 'x-hub-signature-256': signature }
    const request = new Request('http://localhost/whatsapp/webhook', {
      method: 'POST',
      body: Buffer.from(bytes),
      headers,
    })
    const { promise: never, resolve } = Promise.withResolvers<string>()
    const hangs = setTimeout(() => resolve('nothing'), HANGS_AFTER_MS)
    const status = await Promise.race([platform.fetch(request).then((response) => response.status), never])
    clearTimeout(hangs)
    if (status !== 200) wrong.push(`seed ${seed} (${name}): answered with ${status}`)
  }

  const answersOf = ({ neighbour }: Mutant) => heard.get(`+${neighbour!.phone}`) ?? []
  const isAnswered = (mutant: Mutant) => answersOf(mutant).includes(`You said: ${mutant.neighbour!.text}`)
  try {
    for (let seed = first; seed < first + howMany && wrong.length === 0; seed += AT_ONCE) {
      const size = Math.min(AT_ONCE, first + howMany - seed)
      const mutants = Array.from({ length: size }, (_, index) => mutantOf(seed + index, Date.now()))
      await Promise.all(mutants.map(post))
      const waiting = mutants.filter(({ neighbour }) => neighbour)
      const named = () =>
        waiting
          .filter((one) => !isAnswered(one))
          .map(({ seed, name }) => `${seed} (${name})`)
          .join()
      await until(
        () => waiting.every(isAnswered),
        () => `the neighbours of ${named()} are not answered`,
      )
      const doubled = waiting.filter((one) => answersOf(one).length > 1)
      wrong.push(...doubled.map((one) => `seed ${one.seed} (${one.name}): its neighbour was answered twice`))
    }
    for (const { kind, error } of await platform.store.deadLetters()) wrong.push(`${kind} was given up: ${error}`)
    return wrong
  } finally {
    await platform.stop()
    await store.remove()
  }
}

/** A number that no line has is an error of whoever set it up; anything else that is logged as one is ours. */
function logOfFailures(wrong: string[]): Log {
  const silent = () => {}
  const error: Log['error'] = (event, fields) => {
    if (event !== 'line-unknown') wrong.push(`${event}: ${fields?.error ?? fields?.reason ?? ''}`)
  }
  return { debug: silent, info: silent, warn: silent, error }
}
