import { type Attributes, context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import { type Trace, totalsOf } from '../domain/trace.ts'
import type { Log, Telemetry } from '../flows/world.ts'

/** A collector that takes longer is as good as none. */
const PATIENCE_MS = 5000
/** Whoever stops waits so long for the last traces. */
const LAST_MS = 1000

/**
 * Sends each run as a trace by OpenTelemetry, told from what was recorded. Names, counts, times and costs: no text, no
 * phone and no argument leaves this way.
 */
export function createTelemetry({ endpoint, log }: { endpoint: string; log: Pick<Log, 'warn'> }): Telemetry {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  const exporter = toldBy(new OTLPTraceExporter({ url, timeoutMillis: PATIENCE_MS }), log)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'wabaton' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('wabaton')

  return {
    run(run, { conversation, line }) {
      const { trace: told, outcome } = run
      const { inputTokens, outputTokens, cost } = totalsOf(told)
      const turn = tracer.startSpan(
        `invoke_agent ${told.agent}`,
        {
          kind: SpanKind.INTERNAL,
          startTime: run.startedAt,
          attributes: {
            'gen_ai.operation.name': 'invoke_agent',
            'gen_ai.agent.name': told.agent,
            ...aboutAgent(told.about),
            'gen_ai.conversation.id': conversation,
            'gen_ai.usage.input_tokens': inputTokens,
            'gen_ai.usage.output_tokens': outputTokens,
            'wabaton.line': line,
            'wabaton.run': run.id,
            'wabaton.outcome': outcome,
            ...(cost !== undefined && { 'wabaton.cost_usd': cost }),
            ...Object.fromEntries(
              told.guards.map(({ where, what, count }) => [`wabaton.guard.${where}.${what}`, count]),
            ),
          },
        },
        context.active(),
      )
      const inside = trace.setSpan(context.active(), turn)
      const part = (name: string, from: number, ms: number, failed: boolean, attributes: Attributes) => {
        const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime: from, attributes }, inside)
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end(from + ms)
      }
      for (const call of told.models)
        part(`chat ${call.model}`, call.startedAt, call.ms, call.error !== undefined, {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': call.model,
          'gen_ai.usage.input_tokens': call.inputTokens,
          'gen_ai.usage.output_tokens': call.outputTokens,
        })
      for (const call of told.tools)
        part(`execute_tool ${call.tool}`, call.startedAt, call.ms, call.error !== undefined, {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': call.tool,
          'wabaton.tool.effect': call.effect,
        })
      if (outcome === 'failed') turn.setStatus({ code: SpanStatusCode.ERROR })
      turn.end(run.endedAt)
    },
    /** What the collector does not take by then is lost: no reply and no customer hangs on it. */
    async close() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, LAST_MS)
      })
      await Promise.race([provider.shutdown(), late]).catch(() => {})
      clearTimeout(timer)
    },
  }
}

/** A collector that is down is told of once, and again after it was there. */
function toldBy(exporter: SpanExporter, log: Pick<Log, 'warn'>): SpanExporter {
  let failing = false
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code !== 0
        if (failed && !failing) log.warn('traces-not-exported', { error: result.error ?? 'the collector took nothing' })
        failing = failed
        done(result)
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  }
}

function aboutAgent(about: Trace['about']): Attributes {
  if (!about) return {}
  const { version, namespace, labels } = about
  const told = Object.entries(labels).map(([label, value]) => [`wabaton.agent.label.${label}`, value])
  return { 'gen_ai.agent.version': version, 'wabaton.agent.namespace': namespace, ...Object.fromEntries(told) }
}
