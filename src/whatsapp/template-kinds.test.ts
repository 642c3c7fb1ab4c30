import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator, createVirtualClock, type Simulator, seededRandom } from '../../simulator/index.ts'
import { downloadFrom, transportTo } from '../../test/graph-transport.ts'
import { messageOf, TEMPLATE_KINDS } from '../../test/payloads/template-kinds.ts'
import type { Line } from '../domain/line.ts'
import { templateFaults } from '../domain/template-check.ts'
import { readTemplateForm } from '../domain/template-form.ts'
import { createClient } from './client.ts'
import { render } from './render.ts'

const WABA = '102290129340398'
const line = { phoneNumberId: '106540352242922', name: 'support', account: WABA } as Line

let simulator: Simulator
let client: ReturnType<typeof createClient>
beforeAll(async () => {
  const clock = createVirtualClock(Date.UTC(2026, 10, 21))
  simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: 'secret',
    accessToken: 'token',
    lines: [
      {
        phoneNumberId: line.phoneNumberId,
        wabaId: WABA,
        displayPhoneNumber: '+1 555 078 3881',
        name: 'support',
        throughput: 80,
      },
    ],
    deliver: async () => 200,
  })
  client = createClient({
    transport: transportTo(simulator, clock),
    download: downloadFrom(simulator, clock),
    graph: { url: 'http://graph.invalid', version: 'v24.0' },
    tokenOf: () => 'token',
  })
  simulator.customer({ phone: '15550001111', name: 'Maya' }).on('support').says('Hello')
  for (const { form } of TEMPLATE_KINDS) {
    const made = await client.templates.create(line, form)
    if (made.kind === 'failed') throw new Error(`${form.name}: ${made.reason}`)
  }
  await clock.advance(1000)
})
afterAll(() => simulator.stop())

describe('every kind of template', () => {
  it.each(TEMPLATE_KINDS.map((kind) => [kind.says, kind] as const))(
    '[D15 D23] %s: has no fault as it is written, is what Meta is to be sent, and Meta takes it',
    async (_, kind) => {
      expect(templateFaults(kind.form)).toEqual([])
      expect(readTemplateForm(JSON.parse(JSON.stringify(kind.form)))).toMatchObject({ kind: 'form' })

      const message = messageOf(kind)
      const { name, language } = kind.form
      const template = { name, language: { code: language }, ...(kind.meta.length > 0 && { components: kind.meta }) }
      expect(rendered(message).template).toEqual(template)

      expect(client.faults(message)).toEqual([])
      const known = await client.templates.list(line)
      if (known.kind === 'failed') throw new Error(known.reason)
      const verdict = client.templates.check(message, known.templates)
      expect(verdict).toEqual({ faults: [], words: kind.words })

      const outcome = await client.send(line, outgoing(message))
      expect(outcome).toMatchObject({ kind: 'accepted' })
    },
  )

  it('[D15] are all of the reference: headers, buttons and parts', () => {
    const all = JSON.stringify(TEMPLATE_KINDS.map(({ form }) => form.components))
    const wanted = [
      ...['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'GIF'],
      ...['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'OTP', 'FLOW', 'CATALOG', 'MPM', 'VOICE_CALL'],
      ...['REQUEST_CONTACT_INFO', 'CAROUSEL', 'LIMITED_TIME_OFFER', 'FOOTER'],
    ]
    expect(wanted.filter((one) => !all.includes(`"${one}"`))).toEqual([])
  })

  it('[D15] cards and offers that do not fit are told before they leave', async () => {
    const known = await client.templates.list(line)
    if (known.kind === 'failed') throw new Error(known.reason)
    const faultsOf = (says: string, change: object) => {
      const message = { ...messageOf(TEMPLATE_KINDS.find((one) => one.says === says)!), ...change }
      return client.templates.check(message, known.templates)?.faults
    }
    expect(faultsOf('carousel', { cards: [] })).toEqual([
      'template spring_boots (en_US), carousel: it has 2 cards, 0 given',
    ])
    const [first, second] = messageOf(TEMPLATE_KINDS.find((one) => one.says === 'carousel')!).cards!
    expect(faultsOf('carousel', { cards: [first, { ...second, body: [] }] })).toEqual([
      'template spring_boots (en_US), card 1, body: it takes 1 parameter ({{1}}), 0 given',
    ])
    expect(faultsOf('limited-time offer', { offerEnds: undefined })).toEqual([
      'template spring_offer (en_US), limited-time offer: it takes when it ends, none given',
    ])
  })
})

const outgoing = (content: ReturnType<typeof messageOf>) => ({
  to: { phone: '15550001111' },
  content,
  attemptId: 'attempt-1',
})
const rendered = (message: ReturnType<typeof messageOf>) => render(outgoing(message)) as { template: object }
