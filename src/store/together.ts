export interface Together<Item, Result> {
  (item: Item): Promise<Result>
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

/**
 * Requests that come together share one run: whatever is asked while earlier runs are on their way waits and leaves in
 * one batch. A batch that fails is tried again item by item, so that one bad item never costs its neighbours.
 */
export function together<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  { most = 200, lanes, breathe }: { most?: number; lanes: number; breathe: () => Promise<void> },
): Together<Item, Result> {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  const waiting: Waiting[] = []
  const idlers: (() => void)[] = []
  let running = 0

  async function runOne(one: Waiting) {
    try {
      const [result] = await run([one.item])
      one.resolve(result as Result)
    } catch (error) {
      one.reject(error)
    }
  }

  async function lane() {
    await breathe()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      if (batch.length === 1) {
        await runOne(batch[0]!)
        continue
      }
      try {
        const results = await run(batch.map(({ item }) => item))
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
      } catch {
        for (const one of batch) await runOne(one)
      }
    }
    running--
    if (running === 0) for (const go of idlers.splice(0)) go()
  }

  function ask(item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running >= lanes) return
      running++
      void lane()
    })
  }
  return Object.assign(ask, {
    idle: () => (running === 0 ? Promise.resolve() : new Promise<void>((go) => void idlers.push(go))),
  })
}
