// A process that writes and follows at once, told by its parent how much: see events-processes.test.ts.
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../simulator/index.ts'
import { createFeed } from '../../src/flows/feed.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createIds } from '../../src/ports/ids.ts'
import { createLog } from '../../src/ports/log.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { openStore } from '../../src/store/open.ts'
import { openPostgres } from '../../src/store/postgres.ts'

export interface WriterOptions {
  readonly url: string
  readonly worker: number
  readonly seed: number
  readonly writers: number
  readonly messages: number
  /** A message that is there: whoever writes for long tells of it again. */
  readonly known: { readonly id: string; readonly conversation: string; readonly position: number }
}
/** `wrote`, once; `seen` when asked, with as many as there are to be. */
export type WriterSaid = { readonly kind: 'wrote' } | { readonly kind: 'seen'; readonly cursors: readonly string[] }

const say = (said: WriterSaid) => process.send!(said)

process.once('message', (options: WriterOptions) => void run(options))

async function run({ url, worker, seed, writers, messages, known }: WriterOptions) {
  const random = seededRandom(seed)
  const database = await openPostgres({ url, worker, after: systemClock.after })
  const ids = createIds(systemClock)
  const store = openStore(database, { ids, clock: systemClock, hash: createPhoneHash({ hash: 'off' }) })
  const feed = createFeed({ clock: systemClock, log: createLog('silent'), store, business: 'acme' })
  const seen: string[] = []
  const follower = feed.follow({ after: '0'.repeat(15), wants: () => true })
  const following = (async () => {
    for (let items = await follower.next(); items; items = await follower.next())
      for (const item of items) if (item.kind === 'event') seen.push(item.event.cursor)
  })()
  process.on('message', async (most: number) => {
    while (seen.length < most) await pause(5)
    await pause(200) // whatever is doubled comes now
    say({ kind: 'seen', cursors: seen })
    feed.close()
    await following
    await store.close()
    process.disconnect()
  })

  /** Has a number early and is committed late: what others write meanwhile has higher numbers and is there before. */
  const dawdle = () =>
    database
      .write(async (tx) => {
        await tx.query({ name: '', text: 'select pg_current_xact_id()' }, [])
        await pause(random() * 30)
        tx.tell({ kind: 'message', business: 'acme', at: Date.now(), ...known })
        if (random() < 0.3) throw new Error('stumbled')
      })
      .catch(() => {})

  async function writer(nth: number) {
    for (let count = 0; count < messages; count++) {
      if (random() < 0.3) await dawdle()
      const receivedAt = Date.now()
      const wamid = `wamid.${worker}.${nth}.${count}`
      // Every other customer writes to both processes.
      const phone = nth % 2 === 0 ? `1555000${nth}` : `1555${worker}00${nth}`
      const message = {
        phoneNumberId: '106540352242922',
        wamid,
        sender: { phone, name: 'Maya' },
        content: { kind: 'text', text: wamid } as const,
        sentAt: receivedAt,
        raw: {},
      }
      await store.receive({ business: 'acme', line: 'support', message, receivedAt, settle: 0, agent: undefined })
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, nth) => writer(nth)))
  say({ kind: 'wrote' })
}
