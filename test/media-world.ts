import { createSimulator, createVirtualClock, seededRandom } from '../simulator/index.ts'
import type { Line } from '../src/domain/line.ts'
import type { KeptAttachment, Store } from '../src/flows/store.ts'
import type { Clock } from '../src/flows/world.ts'
import { createLog } from '../src/ports/log.ts'
import { createClient } from '../src/whatsapp/client.ts'
import { downloadFrom, transportTo } from './graph-transport.ts'
import { ACCESS_TOKEN, SUPPORT, WABA } from './settings.ts'

const GRAPH = { url: 'http://graph.invalid', version: 'v24.0' }
export const MEDIA_START = Date.UTC(2026, 10, 21, 12)

/** WhatsApp with its files on virtual time, and nothing else of the platform. */
export function createMediaWorld() {
  const virtual = createVirtualClock(MEDIA_START)
  const clock: Clock = { now: virtual.now, after: virtual.after, breathe: () => Promise.resolve() }
  const line: Line = { ...SUPPORT, business: 'acme' }
  const simulator = createSimulator({
    clock: virtual,
    random: seededRandom(1),
    appSecret: 'secret',
    accessToken: ACCESS_TOKEN,
    lines: [
      {
        phoneNumberId: line.phoneNumberId,
        wabaId: WABA,
        displayPhoneNumber: '+1 555 078 3881',
        name: line.name,
        throughput: 80,
      },
    ],
    deliver: async () => 200,
    graphUrl: GRAPH.url,
  })
  const whatsapp = createClient({
    transport: transportTo(simulator, virtual),
    download: downloadFrom(simulator, virtual),
    graph: GRAPH,
    tokenOf: () => ACCESS_TOKEN,
  })
  return { simulator, virtual, line, world: { clock, whatsapp, log: createLog('silent') } }
}

/** The store's part in files, as far as one conversation needs it. */
export function createFileShelf() {
  const kept: KeptAttachment[] = []
  const known: KeptAttachment[] = []
  const store: Pick<Store, 'keepAttachment' | 'attachment' | 'attachmentsOf'> = {
    async keepAttachment(attachment) {
      kept.push(attachment)
    },
    attachment: async ({ id }, mediumId) =>
      kept.find(({ conversation, medium }) => conversation.id === id && medium.id === mediumId)?.file,
    attachmentsOf: async ({ id }, since) =>
      [...known, ...kept].filter(({ conversation, at }) => conversation.id === id && at >= since),
  }
  return { store, kept, known }
}
