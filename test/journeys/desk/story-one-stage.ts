import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { demoAgent } from '../../../src/ai/demo-agent.ts'
import { builtInAgent } from '../../../src/config/built-in.ts'
import { listen } from '../../../src/http/server.ts'
import { askAt, peopleOf } from '../../house-of-people.ts'
import { type Stage, setStage } from '../../stage.ts'
import { openAlertPlace } from './alert-place.ts'
import { expectTold, MAYA, SCENES, type Scene, settingsOf, type Theatre } from './story-one.ts'

const HOUR = 60 * 60_000
const PATIENCE_S = 600

/** Virtual time, and real HTTP for the teammate and the alerts. */
async function setTheatre(nightMs: number): Promise<Theatre & { stage: Stage }> {
  const alerts = await openAlertPlace()
  const stage = await setStage({ agent: demoAgent(builtInAgent(), undefined), settings: settingsOf(alerts) })
  const server = await listen({
    host: '127.0.0.1',
    port: 0,
    listener: (request, response) => stage.platform.listener(request, response),
  })
  onTestFinished(async () => {
    await server.close()
    await stage.stop()
    await alerts.close()
  })
  const house = { url: server.url, ask: askAt(server.url) }
  const maya = stage.phone(MAYA)
  maya.customer.name = 'Maya'
  const people = peopleOf(house, () => ({ store: stage.platform.store, business: 'acme', now: stage.clock.now() }))
  const dana = await people.teammate('member', 'all', 'Dana')
  return { stage, maya, alerts, dana, sleepOnIt: () => stage.pass(nightMs) }
}

async function untilOver({ over, name }: Scene, theatre: Theatre & { stage: Stage }) {
  for (let waited = 0; !(await over(theatre)); waited++) {
    if (waited > PATIENCE_S) throw new Error(`${name}: nothing came of it.\n${theatre.maya.transcript()}`)
    await theatre.stage.pass(1000)
    await pause(1)
  }
}

export interface Interruption {
  readonly how: 'restart' | 'crash'
  readonly after: readonly Scene[]
  /** So long after it began; without it, once everything has come of it. */
  readonly inMs?: number
  /** Until the customer comes back. */
  readonly nightMs?: number
}

/** Tells it on virtual time, and interrupts the platform. */
export async function tell({ how, after, inMs, nightMs = 20 * HOUR }: Partial<Interruption> = {}): Promise<void> {
  const theatre = await setTheatre(nightMs)
  const { stage } = theatre
  for (const scene of SCENES) {
    await scene.act(theatre)
    if (how && after?.includes(scene)) {
      if (inMs === undefined) await untilOver(scene, theatre)
      else await stage.pass(inMs)
      await stage[how]()
    }
    await untilOver(scene, theatre)
  }
  // Nothing comes later either.
  await stage.pass(10 * 60_000)
  await expectTold(theatre, stage.rows)
}
