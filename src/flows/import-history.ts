import type { EventHandlers, HistoryThread } from '../domain/notice.ts'
import { phoneApp } from '../domain/phone-app.ts'
import type { World } from './world.ts'

/** A chunk may hold thousands of messages: others have their turn in between. */
const PIECE = 200

/**
 * What the WhatsApp Business app hands over once its number is shared: older chats and the address book. It is read after
 * it was acknowledged, and read again from the beginning where that ends halfway: each message is kept once.
 */
export function historyHandler({ store, lines, log }: Pick<World, 'store' | 'lines' | 'log'>): EventHandlers {
  const lineOf = (name: string | undefined) => lines.all.find((line) => line.name === name)
  return {
    history: async ({ line: name, notices, receivedAt }) => {
      const line = lineOf(name)
      if (!line) return
      const { business, phoneNumberId } = line
      for (const notice of notices) {
        if (notice.kind !== 'history') continue
        const { threads, error, phase, chunk, progress } = notice
        if (error) log.warn('history-refused', { line: line.name, ...error })
        for (const thread of threads)
          for (const piece of pieces(thread))
            await store.keepPast({
              ...piece,
              business,
              line: line.name,
              phoneNumberId,
              receivedAt,
              by: phoneApp(line.name),
            })
        log.info('history-imported', { line: line.name, phase, chunk, progress, threads: threads.length })
      }
    },
    smb_app_state_sync: async ({ line: name, notices }) => {
      const line = lineOf(name)
      for (const notice of line ? notices : [])
        if (notice.kind === 'contact-synced' && !notice.removed)
          await store.nameContact({ business: line!.business, who: notice.contact })
    },
  }
}

function* pieces(thread: HistoryThread): Generator<HistoryThread> {
  for (let from = 0; from < thread.messages.length; from += PIECE)
    yield { with: thread.with, messages: thread.messages.slice(from, from + PIECE) }
}
