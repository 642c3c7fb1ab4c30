import { Writable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '../../src/ports/log.ts'
import { ACCESS_TOKEN, APP_SECRET, VERIFY_TOKEN } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

/** Texts and names that stand nowhere else: where one turns up in a log, it came from a customer. */
const CANARIES = [
  'canary-question',
  'canary-answer',
  'Canary Maya',
  '15550001111',
  '555 000 1111',
  ACCESS_TOKEN,
  APP_SECRET,
  VERIFY_TOKEN,
]

describe('logs at debug level', () => {
  it('[O3] tell what happens, and never a text, a phone, a name or a token', async () => {
    let written = ''
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written += chunk
        done()
      },
    })
    const wrong = new Error(`insert failed for +1 555 000 1111 with Bearer ${ACCESS_TOKEN}`)
    let failures = 0
    stage = await setStage({
      agent: ({ text }) => (failures++ < 1 ? Promise.reject(wrong) : `canary-answer to ${text}`),
      ports: { log: createLog('debug', sink) },
    })
    const { simulator } = stage
    const maya = simulator.customer({ phone: '15550001111', name: 'Canary Maya' }).on('support')
    for (const fault of [131056, 'accepted-reset'] as const) simulator.faults.next(fault)
    Object.assign(simulator.chaos, { badSignature: 0.5, webhookDuplicate: 0.5 })
    for (let count = 0; count < 4; count++) {
      if (count === 3) simulator.faults.next(131026)
      maya.says(`canary-question ${count}`)
      await stage.pass(200_000)
    }
    await stage.platform.fetch(
      new Request('http://localhost/whatsapp/webhook?hub.mode=subscribe&hub.verify_token=canary-question'),
    )
    for (const event of [
      'message-received',
      'turn-ended',
      'delivery-accepted',
      'status-received',
      'agent-failed',
      'signature-refused',
    ])
      expect(written).toContain(event)
    for (const canary of CANARIES) expect(written).not.toContain(canary)
  })
})
