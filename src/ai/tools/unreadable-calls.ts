import { NoSuchToolError, type ToolSet, type TypedToolCall } from 'ai'
import type { TraceRecorder } from '../../domain/trace.ts'
import { readable } from './result.ts'

interface Needs {
  readonly trace: Pick<TraceRecorder, 'tool'>
  readonly hide: <Value>(value: Value) => Value
  readonly now: () => number
}

/** Calls that the SDK sends back to the model, so that none of our tools hears of them: somebody who asks "why?" does. */
export function traceUnreadable(calls: readonly TypedToolCall<ToolSet>[], { trace, hide, now }: Needs): void {
  for (const call of calls) {
    if (!call.invalid) continue
    const error = NoSuchToolError.isInstance(call.error) ? 'there is no such tool' : 'its arguments are no JSON'
    const input = readable(call.input, hide)
    trace.tool({ tool: call.toolName, effect: 'read', input, error, startedAt: now(), ms: 0 })
  }
}
