import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/ports/log.ts'
import { agentOf } from '../../agents.ts'
import { type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import type { SettingsChange } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'

const MAYA = '15550001111'
const EMAIL = 'maya.canary@example.org'
const CARD = '4111 1111 1111 1111'
const IBAN = 'DE89 3704 0044 0532 0130 00'

let stage: Stage
afterEach(() => stage.stop())

const find = {
  name: 'find_account',
  description: 'Finds the account.',
  effect: 'read',
  parameters: { type: 'object', properties: { email: { type: 'string' } } },
  run({ email }: { email: string }) {
    if (email !== EMAIL) throw new Error(`nobody has ${email}`)
    return { email, iban: IBAN, note: 'canary-result' }
  },
}
const broken = {
  name: 'check_card',
  description: 'Checks a card.',
  effect: 'read',
  run: () => Promise.reject(new Error(`card ${CARD} of ${EMAIL} was refused`)),
}
const script = ({ results }: ScriptedAsk) => {
  if (results.length > 0) return 'canary-answer: I wrote to [email 1].'
  return {
    calls: [
      { tool: 'find_account', input: { email: '[email 1]' } },
      { tool: 'check_card', input: {} },
    ],
  }
}

async function play(guardrails: object, settings: SettingsChange = {}, log = createLog('silent')) {
  const agent = agentOf({ model: scriptedModel(script), tools: [find, broken], disclosure: false, guardrails })
  stage = await setStage({ agent, settings, ports: { log } })
  const maya = stage.simulator.customer({ phone: MAYA, name: 'Maya Canary' }).on('support')
  maya.says(`canary-question: is ${CARD} still the card of ${EMAIL}?`)
  await stage.pass(10_000)
  const kept = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(MAYA) })
  return { maya, trace: JSON.stringify(kept), runs: kept }
}

describe('personal data', () => {
  it('[O10 A16] that the guard hides from the model stands nowhere in the trace: question, tools, results, errors', async () => {
    const { maya, trace, runs } = await play({})
    expect(maya.bubbles.map(({ text }) => text)).toEqual([`canary-answer: I wrote to ${EMAIL}.`])
    expect(runs).toMatchObject([
      { trace: { tools: [{ input: { email: '[email 1]' } }, { error: expect.any(String) }] } },
    ])
    for (const secret of [EMAIL, CARD, IBAN, CARD.replaceAll(' ', ''), IBAN.replaceAll(' ', ''), MAYA])
      expect(trace).not.toContain(secret)
    expect(trace).toContain('canary-question: is [card 1] still the card of [email 1]?')
  })

  it('[O10 A16] that memory brings up from another line is hidden there as well', async () => {
    stage = await setStage({ agent: agentOf({ model: scriptedModel(() => 'Noted.') }) })
    stage.phone(MAYA, 'sales').says(`Send the canary brochure to ${EMAIL}`)
    await stage.pass(10_000)
    stage.phone(MAYA).says('Where is my canary brochure?')
    await stage.pass(10_000)
    const [run] = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(MAYA) })
    expect(run!.trace.memory.used.map(({ text }) => text)).toContain('Send the canary brochure to [email 1]')
    expect(JSON.stringify(run)).not.toContain(EMAIL)
  })

  it('[O10 A16] stands there where the business has switched that guard off', async () => {
    const { trace } = await play({ input: { piiDetection: 'off' } })
    expect(trace).toContain(CARD)
  })

  it('[O3 O10] and what is said stand in no log, at debug level and with traces kept', async () => {
    let written = ''
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written += chunk
        done()
      },
    })
    await play({ input: { piiDetection: 'off' }, output: { piiDetection: 'off' } }, {}, createLog('debug', sink))
    expect(written).toContain('turn-ended')
    for (const canary of ['canary', 'Canary', EMAIL, CARD, '4111', IBAN, MAYA, 'find_account('])
      expect(written).not.toContain(canary)
  })
})

describe('telemetry.endpoint', () => {
  async function collector(status: number) {
    const bodies: string[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      bodies.push(`${request.url} ${body}`)
      response.writeHead(status).end('{}')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => void server.close())
    return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies }
  }

  it('[O10] switches the export on: the run of a turn arrives there, and no word of the customer', async () => {
    const { endpoint, bodies } = await collector(200)
    const { maya, runs } = await play({}, { telemetry: { endpoint } })
    expect(maya.bubbles).toHaveLength(1)
    await stage.stop()
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).toMatch(/^\/v1\/traces /)
    for (const told of ['invoke_agent test', 'chat scripted/scripted', 'execute_tool find_account', runs[0]!.id])
      expect(bodies[0]).toContain(told)
    for (const secret of ['canary', 'Canary', EMAIL, CARD, IBAN, MAYA]) expect(bodies[0]).not.toContain(secret)
  })

  it('[O10] that nobody listens at costs no reply, and the platform stops all the same', async () => {
    const { maya } = await play({}, { telemetry: { endpoint: 'http://127.0.0.1:9' } })
    expect(maya.bubbles).toHaveLength(1)
    await stage.stop()
  })
})
