import { createContext, useContext } from 'react'
import type { ThreadEntry } from '../../../src/http/wire.ts'

/** What every row may ask of the thread it stands in. It stays the same object as long as the thread is open: rows are not drawn anew for it. */
export interface Around {
  readonly conversation: string
  readonly customer: string
  /** Whoever looks. */
  readonly me: string
  /** May write to customers here. */
  readonly mayReply: boolean
  /** The message that somebody quotes or points at, by our id or its wamid, as far as it is loaded. */
  readonly find: (name: string) => ThreadEntry | undefined
  readonly jump: (name: string) => void
  readonly retry: (entry: ThreadEntry) => Promise<void>
  readonly takeBack: (entry: ThreadEntry) => Promise<void>
  readonly act: (act: RowAct, entry: ThreadEntry) => void
  /** Offers reactions to this message, or to none. */
  readonly offerReactions: (message: string | undefined) => void
  readonly react: (entry: ThreadEntry, emoji: string) => Promise<void>
  /** Large, in a dialog. */
  readonly show: (picture: Picture) => void
}

export type RowAct = 'quote' | 'copy' | 'why'

export interface Picture {
  readonly address: string
  readonly label: string
}

const AroundContext = createContext<Around | undefined>(undefined)
export const AroundProvider = AroundContext.Provider

export function useAround(): Around {
  const around = useContext(AroundContext)
  if (!around) throw new Error('There is no thread around this row.')
  return around
}

export const fileAddress = (conversation: string, message: string, download = false) =>
  `/api/conversations/${conversation}/messages/${message}/file${download ? '?download' : ''}`
