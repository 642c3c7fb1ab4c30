import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { fillCanned } from '../../../src/domain/canned.ts'
import type { CannedReply, ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { cannedQuery } from '../wire/queries.ts'

const MOST = 30

/** How well a reply fits what is looked for; undefined where it does not. Lower is better. */
export function fitOf({ name, text }: Pick<CannedReply, 'name' | 'text'>, wanted: string): number | undefined {
  const letters = wanted.trim().toLowerCase()
  const title = name.toLowerCase()
  if (title.startsWith(letters)) return 0
  if (title.includes(letters)) return 1
  if (text.toLowerCase().includes(letters)) return 2
  let from = 0
  for (const letter of letters.replaceAll(' ', '')) {
    const at = title.indexOf(letter, from)
    if (at === -1) return undefined
    from = at + 1
  }
  return 3
}

/** What gaps are filled with, by the names that people write into them. */
export const knownOf = (home: DeskHome, row: ConversationRow) => ({
  name: row.customer.name,
  phone: row.customer.phone,
  me: home.actor.name,
  line: home.lines.find(({ name }) => name === row.line)?.displayName,
})

/** A reply whose gaps are asked for before it is put into the field. */
export interface Asking {
  readonly text: string
  readonly asks: readonly string[]
  /** As it was written, for what is suggested. */
  readonly source: string
}

interface Given {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly text: string
  /** `whole`: all that stands in the field was only the search. */
  readonly insert: (words: string, whole: boolean) => void
}

export type Canned = ReturnType<typeof useCanned>

/** `/` at the start of the field, or the button, opens the replies that are written often. */
export function useCanned({ home, row, text, insert }: Given) {
  const [isFocused, setFocused] = useState(false)
  const [isBrowsing, browse] = useState(false)
  const [dismissed, dismiss] = useState<string>()
  const [at, setAt] = useState(0)
  const [asking, ask] = useState<Asking>()
  const isSearching = isFocused && text.startsWith('/') && !text.includes('\n') && dismissed !== text
  const isOpen = isBrowsing || isSearching
  const known = useQuery({ ...cannedQuery, enabled: isOpen })
  const wanted = isSearching ? text.slice(1) : ''
  const found = (known.data ?? [])
    .flatMap((reply) => {
      const fit = reply.line === undefined || reply.line === row.line ? fitOf(reply, wanted) : undefined
      return fit === undefined ? [] : [{ reply, fit }]
    })
    .sort((one, other) => one.fit - other.fit || one.reply.name.localeCompare(other.reply.name))
    .slice(0, MOST)
    .map(({ reply }) => reply)
  const active = Math.min(at, found.length - 1)

  function close() {
    browse(false)
    dismiss(text)
    setAt(0)
  }
  function choose({ text: source }: CannedReply) {
    const filled = fillCanned(source, knownOf(home, row))
    const isWhole = isSearching
    close()
    if (filled.asks.length > 0) ask({ ...filled, source })
    if (filled.asks.length === 0) insert(filled.text, isWhole)
    else if (isWhole) insert('', true)
  }

  return {
    isOpen,
    isLoading: known.isPending,
    found,
    active,
    asking,
    close,
    choose,
    browse: () => browse(true),
    onFocus: setFocused,
    answer(words: string) {
      ask(undefined)
      insert(words, false)
    },
    forget: () => ask(undefined),
    /** Says whether the key was for the list. */
    onKey({ key, shiftKey }: KeyboardEvent): boolean {
      if (!isOpen) return false
      if (key === 'Escape') close()
      else if (key === 'ArrowDown') setAt((active + 1) % Math.max(found.length, 1))
      else if (key === 'ArrowUp') setAt((active - 1 + found.length) % Math.max(found.length, 1))
      else if ((key === 'Enter' || key === 'Tab') && !shiftKey && found[active]) choose(found[active])
      else {
        if (isBrowsing && key.length === 1) close()
        return false
      }
      return true
    },
  }
}
