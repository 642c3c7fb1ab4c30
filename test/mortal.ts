import type { Store } from '../src/flows/store.ts'
import type { Transport } from '../src/whatsapp/transport.ts'

/**
 * The ports of a process that may die in this thread: after `die` nothing it asked is ever answered and nothing it asks
 * is done. What it had written stays, and what it had sent has left, as with a kill -9.
 */
export function createMortal() {
  let dead = false
  const never = new Promise<never>(() => {})
  const unlessDead = <Result>(asked: Promise<Result>): Promise<Result> =>
    asked.then(
      (answer) => (dead ? never : answer),
      (error) => {
        if (dead) return never
        throw error
      },
    )
  return {
    die() {
      dead = true
    },
    store: (store: Store): Store =>
      new Proxy(store, {
        get(target, name) {
          const value = Reflect.get(target, name)
          if (typeof value !== 'function') return value
          return (...given: unknown[]) => {
            if (dead) return never
            const answer = value.apply(target, given)
            return answer instanceof Promise ? unlessDead(answer) : answer
          }
        },
      }),
    transport:
      (transport: Transport): Transport =>
      (request) =>
        dead ? never : unlessDead(transport(request)),
  }
}
