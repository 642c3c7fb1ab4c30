/** Lets so many in at a time; the others wait, the first who came first. Gives back how to leave. */
export function createSeats(count: number): (signal?: AbortSignal) => Promise<() => void> {
  let free = count
  const waiting: (() => void)[] = []

  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  const seated = () => {
    let left = false
    return () => {
      if (!left) leave()
      left = true
    }
  }

  return (signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      if (free > 0) {
        free--
        return resolve(seated())
      }
      const giveUp = () => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(signal?.reason)
      }
      const enter = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve(seated())
      }
      waiting.push(enter)
      signal?.addEventListener('abort', giveUp)
    })
}
