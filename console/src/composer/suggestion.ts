import { useEffect, useRef, useState } from 'react'
import type { Suggestion, Wish } from '../../../src/http/wire.ts'
import { onAsked } from '../shell/between.ts'
import { Refused } from '../wire/ask.ts'
import { suggest } from '../wire/replies.ts'
import { t } from '../words/t.ts'
import type { Tail } from './tail.ts'

type Offered = Pick<Suggestion, 'text' | 'position'>

/** The one place for words of an agent: they are never sent from here, only put into the field. */
export type Slot =
  | { readonly kind: 'empty' }
  /** There are words in the field already: how shall they be written? */
  | { readonly kind: 'wishing' }
  | { readonly kind: 'asking' }
  /** `rewrites`: what stands in the field is replaced by it. */
  | ({ readonly kind: 'offered'; readonly rewrites: boolean } & Offered)
  /** The business has said something since: one key more, and the customer would read it twice. */
  | { readonly kind: 'retired'; readonly said: NonNullable<Tail['said']> }
  | { readonly kind: 'failed'; readonly reason: string }

const EMPTY: Slot = { kind: 'empty' }

export function useSuggestion(conversation: string, tail: Tail | undefined) {
  const [slot, setSlot] = useState<Slot>(EMPTY)
  const asked = useRef(0)
  const said = tail?.said
  const isOld = slot.kind === 'offered' && said !== undefined && said.position > slot.position

  useEffect(() => {
    if (isOld) setSlot({ kind: 'retired', said })
  }, [isOld, said])
  useEffect(() => onAsked('draft', (draft) => setSlot({ kind: 'offered', rewrites: false, ...draft })), [])

  async function ask(wish?: Wish, text?: string): Promise<boolean> {
    const mine = ++asked.current
    setSlot({ kind: 'asking' })
    try {
      const offered = await suggest(conversation, { ...(wish && { wish }), ...(text && { text }) })
      if (mine !== asked.current) return false
      setSlot({ kind: 'offered', rewrites: text !== undefined, ...offered })
      return true
    } catch (error) {
      if (mine !== asked.current) return false
      const reason = error instanceof Refused && error.message ? error.message : t('composer.noAnswer')
      setSlot({ kind: 'failed', reason })
      return false
    }
  }

  return {
    slot: isOld ? ({ kind: 'retired', said } as const) : slot,
    ask,
    wish: () => setSlot({ kind: 'wishing' }),
    discard() {
      asked.current++
      setSlot(EMPTY)
    },
  }
}

export type SuggestionSlot = ReturnType<typeof useSuggestion>
