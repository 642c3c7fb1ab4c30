import type { FetchedFile, Transcriber } from '../domain/media.ts'
import type { Clock } from '../flows/world.ts'

export type Heard =
  | { readonly kind: 'heard'; readonly text: string }
  | { readonly kind: 'unheard'; readonly reason: string }

interface Hearing {
  readonly file: FetchedFile
  readonly signal: AbortSignal
  readonly clock: Pick<Clock, 'after'>
  readonly limitMs?: number
}

/** A turn has thirty seconds, and an answer has to be found as well. */
const LIMIT_MS = 15_000

/** Never waits longer than it may, whoever transcribes; throws only where the signal says that nobody waits any more. */
export async function transcribe(
  transcriber: Transcriber,
  { file: { bytes, mime }, signal, clock, limitMs = LIMIT_MS }: Hearing,
): Promise<Heard> {
  signal.throwIfAborted()
  const controller = new AbortController()
  const stop = () => controller.abort(signal.reason)
  signal.addEventListener('abort', stop)
  const cancel = clock.after(limitMs, () => controller.abort(new Error(`nothing heard within ${limitMs} ms`)))
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason))
  })
  try {
    const text = await Promise.race([transcriber({ bytes, mime }, controller.signal), ended])
    return text.trim() ? { kind: 'heard', text: text.trim() } : { kind: 'unheard', reason: 'no words in it' }
  } catch (error) {
    signal.throwIfAborted()
    return { kind: 'unheard', reason: error instanceof Error ? error.message : String(error) }
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}
