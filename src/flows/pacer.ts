import { fullSpeed, slowDown, type Throughput, takeSlot } from '../domain/pace.ts'
import { sleep, type World } from './world.ts'

/** Keeps each line within the messages a second that Meta allows it. */
export interface Pacer {
  /** Waits until the line may send its next message; what yields also until nobody else waits. */
  slot(line: string, options?: { yields: boolean }): Promise<void>
  /** Takes a slot that is free in this moment, if there is one. */
  takeSlotNow(line: string): boolean
  /** Meta said that it was too much. */
  slowDown(line: string): void
}

export function createPacer({ clock, lines }: Pick<World, 'clock' | 'lines'>): Pacer {
  const paces = new Map<string, Throughput>()
  const paceOf = (line: string) => paces.get(line) ?? fullSpeed(lines.byName(line).throughput)
  return {
    async slot(line, { yields } = { yields: false }) {
      // It takes no place in the row: whoever comes meanwhile has theirs.
      while (yields) {
        const { at, next } = takeSlot(paceOf(line), clock.now())
        if (at <= clock.now()) return void paces.set(line, next)
        await sleep(clock, at - clock.now())
      }
      const { at, next } = takeSlot(paceOf(line), clock.now())
      paces.set(line, next)
      if (at > clock.now()) await sleep(clock, at - clock.now())
    },
    takeSlotNow(line) {
      const { at, next } = takeSlot(paceOf(line), clock.now())
      if (at > clock.now()) return false
      paces.set(line, next)
      return true
    },
    slowDown(line) {
      paces.set(line, slowDown(paceOf(line)))
    },
  }
}
