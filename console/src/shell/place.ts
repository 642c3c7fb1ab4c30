import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { ConversationFilter } from '../../../src/http/wire.ts'
import { query } from '../wire/ask.ts'
import type { View } from './desk.tsx'

export type Filters = Omit<ConversationFilter, 'view'>
const NAMES = ['line', 'reason', 'language', 'window', 'q'] as const satisfies readonly (keyof Filters)[]

interface Place {
  readonly view: View
  readonly conversation: string | undefined
}

/** What stands in the address behind the path: what is searched for, and filtered by. */
export function useFilters(): Filters {
  const params = new URLSearchParams(useSearch())
  return Object.fromEntries(NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []))) as Filters
}

const pathOf = ({ view, conversation }: Place) => `/${view}${conversation ? `/${conversation}` : ''}`

/** Where one is in the desk, and how to get somewhere else: filters go along until they are taken away. */
export function useGo() {
  const [, navigate] = useLocation()
  const search = useSearch()
  const addressOf = useCallback((place: Place) => `${pathOf(place)}${search && `?${search}`}`, [search])
  const go = useCallback(
    (place: Place, options?: { readonly replace?: boolean }) => navigate(addressOf(place), options),
    [navigate, addressOf],
  )
  /** Stays where one is, with other filters. While somebody types, Back does not step through each letter. */
  const filter = useCallback(
    (place: Place, filters: Filters) => navigate(`${pathOf(place)}${query({ ...filters })}`, { replace: true }),
    [navigate],
  )
  return { addressOf, go, filter }
}
