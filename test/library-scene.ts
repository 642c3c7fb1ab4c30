import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSettableClock, createSimulator, httpDelivery, seededRandom, serveSimulator } from '../simulator/index.ts'
import type { WabatonOptions } from '../src/index.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, VERIFY_TOKEN, WABA } from './settings.ts'

/** Meta for a program that has Wabaton inside, in real time: real requests to it, and its webhooks to a handler. */
export async function setLibrary(lines: readonly { phoneNumberId: string; name: string }[] = [SUPPORT]) {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-library-'))
  const clock = createSettableClock()
  let deliver: ReturnType<typeof httpDelivery> | undefined
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: lines.map(({ phoneNumberId, name }, index) => ({
      phoneNumberId,
      wabaId: WABA,
      displayPhoneNumber: `+1 555 078 388${index + 1}`,
      name,
    })),
    deliver: (webhook) => {
      if (!deliver) throw new Error('nobody listens')
      return deliver(webhook)
    },
  })
  const graph = await serveSimulator(simulator, { port: 0, clock })
  return {
    simulator,
    graph,
    /** What a program would write; without lines, for the first of them. */
    options: (): WabatonOptions => ({
      agent: (turn: { text: string }) => `You said: ${turn.text}`,
      phoneNumberId: SUPPORT.phoneNumberId,
      accessToken: ACCESS_TOKEN,
      verifyToken: VERIFY_TOKEN,
      appSecret: APP_SECRET,
      graph: { url: graph.url },
      store: { folder },
      turn: { settle: 0 },
      logLevel: 'silent',
    }),
    /** Where Meta brings its webhooks. */
    deliverTo(target: Parameters<typeof httpDelivery>[0]) {
      deliver = httpDelivery(target)
    },
    phone: (line = 'support') => simulator.customer({ phone: '15550001111', name: 'Maya' }).on(line),
    async close(stop?: () => Promise<void>) {
      simulator.stop()
      deliver?.close()
      await stop?.()
      await graph.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
