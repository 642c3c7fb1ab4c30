import type { Embedded, Embedder } from '../flows/embedder.ts'
import type { Clock, Log } from '../flows/world.ts'

interface MeaningNeeds {
  readonly embedder: Embedder
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly log: Log
}

/** A question whose meaning is on its way. */
export interface Asked {
  readonly model: string
  /** Undefined where it was not told in time. Never fails. */
  readonly vector: Promise<Float32Array | undefined>
  /** Resolves when it is known, or when nobody waits any more. */
  soon(known: Promise<unknown>): Promise<void>
  /** Nobody waits any more. */
  end(): void
}

/** What texts mean, where a model for it is configured. No answer waits longer for it than this, nor fails with it. */
export interface Meaning {
  readonly model: string | undefined
  /** Undefined without a model. */
  ask(query: string): Asked | undefined
  /**
   * Vectors by this model of what is kept, in the background: one request after another, whoever asks. Undefined where
   * there are none now, or none of this length, where it is told.
   */
  embed(model: string, texts: readonly string[], length?: number): Promise<Embedded['vectors'] | undefined>
  note(error: unknown): void
  close(): Promise<void>
}

const LIMIT_MS = 150
/** Nobody waits for what is done in the background. */
const PATIENCE_MS = 30_000
/** After a failure it is left alone for so long, and told of no more often. */
const PAUSE_MS = 60_000

export function createMeaning({ embedder, clock, log }: MeaningNeeds): Meaning {
  let isClosed = false
  let current: AbortController | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let toldAt = Number.NEGATIVE_INFINITY
  let pause: { readonly model: string | undefined; readonly until: number } | undefined

  function note(error: unknown): void {
    if (isClosed || clock.now() < toldAt + PAUSE_MS) return
    toldAt = clock.now()
    const why = error instanceof Error ? error.message : String(error)
    log.warn('embeddings-failed', { model: embedder.model, why })
  }

  async function within(texts: readonly string[], signal: AbortSignal): Promise<Embedded['vectors']> {
    const { model } = embedder
    const { vectors, tokens } = await unlessAborted(embedder.embed(texts, { signal }), signal)
    log.debug('texts-embedded', { model, texts: texts.length, tokens })
    return vectors
  }

  return {
    get model() {
      return embedder.model
    },
    ask(query) {
      const { model } = embedder
      if (model === undefined || query.trim() === '' || isClosed) return undefined
      const ending = new AbortController()
      const { signal } = ending
      const over = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      const tooLate = new Error(`${model} did not answer within ${LIMIT_MS} ms`)
      const cancel = clock.after(LIMIT_MS, () => ending.abort(tooLate))
      const vector = within([query], signal).then(
        ([one]) => one,
        (error) => {
          if (error !== ENDED) note(error)
          return undefined
        },
      )
      return {
        model,
        vector,
        soon: (known) => Promise.race([over, known.then(() => {}, note)]),
        end() {
          cancel()
          ending.abort(ENDED)
        },
      }
    },
    embed(model, texts, length) {
      const mine = queue.then(async () => {
        const isPaused = pause !== undefined && pause.model === model && clock.now() < pause.until
        if (model !== embedder.model || isPaused || isClosed) return undefined
        const ending = new AbortController()
        const cancel = clock.after(PATIENCE_MS, () => ending.abort(new Error(`${model} did not answer in time`)))
        current = ending
        try {
          const vectors = await within(texts, ending.signal)
          const other = vectors.find((one) => length !== undefined && one.length !== length)
          if (other) throw new OtherLength(model, { is: other.length, was: length! })
          return vectors
        } catch (error) {
          pause = { model, until: clock.now() + PAUSE_MS }
          note(error)
          return undefined
        } finally {
          cancel()
        }
      })
      queue = mine
      return mine
    },
    note,
    async close() {
      isClosed = true
      current?.abort(ENDED)
      await queue
    },
  }
}

/** A model that is another one now, or was. */
export class OtherLength extends Error {
  constructor(model: string, { is, was }: { is: number; was: number }) {
    super(`${model} answered with ${is} numbers, where it had ${was}`)
  }
}

const ENDED = new Error('nobody waits for it any more')

/** Whoever does not listen to a signal is not waited for either. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    promise.then(
      () => signal.removeEventListener('abort', end),
      () => signal.removeEventListener('abort', end),
    )
  })
  return Promise.race([promise, ended])
}
