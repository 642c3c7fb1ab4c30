import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Trace } from '../domain/trace.ts'
import type { AgentRun } from '../flows/runs.ts'
import { createTelemetry } from './telemetry.ts'

const START = 1_795_262_400_000
const SECRETS = [
  'canary-instructions',
  'canary-question',
  'canary-argument',
  'canary-result',
  'canary-note',
  'canary-memory',
]

const TRACE: Trace = {
  agent: 'support',
  about: { version: '2.1.0', namespace: 'shop', labels: { channel: 'whatsapp' } },
  prompt: { instructions: 'canary-instructions', messages: [{ role: 'customer', text: 'canary-question' }] },
  memory: { used: [{ id: '1', kind: 'passage', text: 'canary-memory' }], withheld: 0 },
  models: [
    {
      model: 'openai/gpt-4o',
      startedAt: START,
      ms: 400,
      inputTokens: 0,
      outputTokens: 0,
      cost: 0,
      error: 'openai/gpt-4o answered 500',
    },
    { model: 'openai/gpt-4o-mini', startedAt: START + 400, ms: 600, inputTokens: 100, outputTokens: 20, cost: 0.003 },
  ],
  tools: [
    {
      tool: 'find_order',
      effect: 'read',
      input: { order: 'canary-argument' },
      result: 'canary-result',
      startedAt: START + 1000,
      ms: 50,
    },
    { tool: 'refund', effect: 'irreversible', input: {}, error: 'canary-result', startedAt: START + 1050, ms: 5 },
  ],
  guards: [{ where: 'input', what: 'email', count: 2 }],
  notes: ['canary-note'],
}

const RUN: AgentRun = { id: 'run-1', outcome: 'replied', startedAt: START, endedAt: START + 1100, trace: TRACE }
const ABOUT = { conversation: 'conversation-1', line: 'support' }

interface Span {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status: { readonly code?: number }
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[]
}

/** Takes OTLP as JSON over HTTP. */
async function startCollector(status = 200) {
  const bodies: string[] = []
  const paths: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      paths.push(`${request.method} ${request.url} ${request.headers['content-type']}`)
      bodies.push(Buffer.concat(chunks).toString())
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const spans = (): Span[] =>
    bodies.flatMap((body) =>
      JSON.parse(body).resourceSpans.flatMap((one: { scopeSpans: { spans: Span[] }[] }) =>
        one.scopeSpans.flatMap((scope) => scope.spans),
      ),
    )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, paths, spans, server }
}

const attributesOf = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

async function exported(run: AgentRun, ending = '') {
  const collector = await startCollector()
  const telemetry = createTelemetry({ endpoint: `${collector.url}${ending}`, log: { warn: () => {} } })
  telemetry.run(run, ABOUT)
  await telemetry.close()
  return collector
}

describe('traces by OpenTelemetry', () => {
  it.each(['', '/'])(
    '[O10] a run is one trace: the turn, its model calls and its tools (endpoint ends with "%s")',
    async (ending) => {
      const { spans, paths, bodies } = await exported(RUN, ending)
      expect(paths).toEqual(['POST /v1/traces application/json'])
      expect(JSON.parse(bodies[0]!).resourceSpans[0].resource.attributes).toContainEqual({
        key: 'service.name',
        value: { stringValue: 'wabaton' },
      })
      const [turn] = spans().filter(({ name }) => name === 'invoke_agent support')
      expect(
        spans()
          .map(({ name }) => name)
          .sort(),
      ).toEqual([
        'chat openai/gpt-4o',
        'chat openai/gpt-4o-mini',
        'execute_tool find_order',
        'execute_tool refund',
        'invoke_agent support',
      ])
      for (const span of spans()) {
        expect(span.traceId).toBe(turn!.traceId)
        if (span !== turn && span.name !== turn!.name) expect(span.parentSpanId).toBe(turn!.spanId)
      }
      expect(turn!.parentSpanId).toBeUndefined()
    },
  )

  it('[O10 O8] with names, counts, times and costs', async () => {
    const { spans } = await exported(RUN)
    const told = Object.fromEntries(spans().map((span) => [span.name, attributesOf(span)]))
    expect(told).toEqual({
      'invoke_agent support': {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': 'support',
        'gen_ai.agent.version': '2.1.0',
        'wabaton.agent.namespace': 'shop',
        'wabaton.agent.label.channel': 'whatsapp',
        'gen_ai.conversation.id': 'conversation-1',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.output_tokens': 20,
        'wabaton.line': 'support',
        'wabaton.run': 'run-1',
        'wabaton.outcome': 'replied',
        'wabaton.cost_usd': 0.003,
        'wabaton.guard.input.email': 2,
      },
      'chat openai/gpt-4o': {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'openai/gpt-4o',
        'gen_ai.usage.input_tokens': 0,
        'gen_ai.usage.output_tokens': 0,
      },
      'chat openai/gpt-4o-mini': {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'openai/gpt-4o-mini',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.output_tokens': 20,
      },
      'execute_tool find_order': {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'find_order',
        'wabaton.tool.effect': 'read',
      },
      'execute_tool refund': {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'refund',
        'wabaton.tool.effect': 'irreversible',
      },
    })
    const times = Object.fromEntries(
      spans().map(({ name, startTimeUnixNano: from, endTimeUnixNano: to }) => [
        name,
        [Number(BigInt(from) / 1_000_000n) - START, Number(BigInt(to) / 1_000_000n) - START],
      ]),
    )
    expect(times).toEqual({
      'invoke_agent support': [0, 1100],
      'chat openai/gpt-4o': [0, 400],
      'chat openai/gpt-4o-mini': [400, 1000],
      'execute_tool find_order': [1000, 1050],
      'execute_tool refund': [1050, 1055],
    })
    const failed = spans().filter(({ status }) => status.code === 2)
    expect(failed.map(({ name }) => name).sort()).toEqual(['chat openai/gpt-4o', 'execute_tool refund'])
  })

  it('[O3 O10] no text of anybody leaves this way: no prompt, no argument, no result, no memory', async () => {
    const { bodies } = await exported(RUN)
    for (const secret of SECRETS) expect(bodies.join('')).not.toContain(secret)
  })

  it('[O8] a cost that nobody knows is not told as none, and a failed run is marked', async () => {
    const models = [{ ...TRACE.models[1]!, cost: undefined }]
    const { spans } = await exported({ ...RUN, outcome: 'failed', trace: { ...TRACE, models, tools: [] } })
    const turn = spans().find(({ name }) => name.startsWith('invoke_agent'))!
    expect(attributesOf(turn)).not.toHaveProperty('wabaton.cost_usd')
    expect(turn.status.code).toBe(2)
  })

  it('several runs are several traces', async () => {
    const collector = await startCollector()
    const telemetry = createTelemetry({ endpoint: collector.url, log: { warn: () => {} } })
    telemetry.run(RUN, ABOUT)
    telemetry.run({ ...RUN, id: 'run-2' }, ABOUT)
    await telemetry.close()
    expect(new Set(collector.spans().map(({ traceId }) => traceId)).size).toBe(2)
  })

  it.each(['down', 'refusing', 'silent'])(
    '[O10] a collector that is %s costs no reply, and keeps nobody from stopping; it is told of once',
    async (state) => {
      const { url, server } = await startCollector(state === 'refusing' ? 400 : 200)
      if (state === 'silent') server.removeAllListeners('request')
      if (state === 'down') await new Promise((closed) => server.close(closed))
      const warned: unknown[] = []
      const telemetry = createTelemetry({ endpoint: url, log: { warn: (event) => void warned.push(event) } })
      for (let count = 0; count < 300; count++) telemetry.run(RUN, ABOUT)
      const began = performance.now()
      await telemetry.close()
      expect(performance.now() - began).toBeLessThan(3000)
      if (state === 'refusing') expect(warned).toEqual(['traces-not-exported'])
    },
  )
})
