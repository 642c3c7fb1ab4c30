import { openBrowser } from '../../test/browser/browser.ts'
import { type BrowserStage, openStage, stateOf } from '../../test/browser/stage.ts'
import { fill, type Made } from './data.ts'
import { watchMarks } from './in-page.ts'

/** What measurements share: one server full of conversations, one browser. */
export interface Bench {
  readonly stage: BrowserStage
  /** The latest first; the very first is the longest. */
  readonly made: readonly Made[]
  /** The address of a page of the desk. */
  at(path: string): string
  /** Another browser of the owner. */
  desk(path?: string, options?: { base?: string; stage?: BrowserStage; watch?: () => void }): Promise<Desk>
  /** The phone of the customer of a conversation, by its place in `made`. */
  phone(index: number): ReturnType<BrowserStage['customer']>
  /** Words that nobody has said yet. */
  mark(): string
  lastMessage(conversation: string): Promise<string>
  /** All that was wrong with any page. */
  faults(): readonly string[]
  close(): Promise<void>
}

type Seat = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['seat']>>
export interface Desk extends Pick<Seat, 'page' | 'allow'> {
  leave(): Promise<void>
}

const PATIENCE_MS = 60_000

export async function openBench(size: { conversations?: number; longest?: number } = {}): Promise<Bench> {
  const [stage, browser] = await Promise.all([openStage(), openBrowser()])
  const made = await fill(stage, size)
  const seats: Seat[] = []
  let marks = 0

  return {
    stage,
    made,
    at: (path) => `${stage.url}${path}`,
    async desk(path, { base, stage: other = stage, watch = watchMarks } = {}) {
      const seat = await browser.seat({ storageState: stateOf(other.url, await other.owner()) })
      seats.push(seat)
      // Several desks that open at once on a busy machine take their time.
      seat.context.setDefaultTimeout(PATIENCE_MS)
      await seat.context.addInitScript(watch)
      if (path) await seat.page.goto(`${base ?? other.url}${path}`)
      return { page: seat.page, allow: seat.allow, leave: () => seat.context.close() }
    },
    phone(index) {
      const { phone, name } = made[index]!
      return stage.customer(name, {
        phone,
        line: stage.settings.lines[index % stage.settings.lines.length]!.phoneNumberId,
      })
    },
    mark: () => `mark-${++marks};`,
    async lastMessage(conversation) {
      const { messages } = await (await stage.owner()).ask('GET', `/api/conversations/${conversation}/thread`)
      return messages.at(-1).id
    },
    faults: () => seats.flatMap((seat) => seat.found()),
    async close() {
      await browser.close()
      await stage.stop()
    },
  }
}
