import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { KeptTemplate } from '../../../src/http/wire.ts'
import { query } from '../wire/ask.ts'

const NAMES = ['q', 'status', 'category', 'language'] as const
export type TemplateFilters = { readonly [Name in (typeof NAMES)[number]]?: string | undefined }

/** What the list is narrowed to, as it stands in the address; and how to get somewhere else with it. */
export function useTemplatePlace() {
  const [, navigate] = useLocation()
  const search = useSearch()
  const params = new URLSearchParams(search)
  const filters: TemplateFilters = Object.fromEntries(
    NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])),
  )
  const addressOf = (chosen?: string) => `/templates${chosen ? `/${encodeURIComponent(chosen)}` : ''}${query(filters)}`
  const go = useCallback((address: string, replace = false) => navigate(address, { replace }), [navigate])
  return { filters, addressOf, go }
}

/** While somebody types, Back does not step through each letter. */
export const addressWith = (chosen: string | undefined, filters: TemplateFilters) =>
  `/templates${chosen ? `/${encodeURIComponent(chosen)}` : ''}${query({ ...filters })}`

export function fits(
  { name, status, category, language, components }: KeptTemplate,
  filters: TemplateFilters,
): boolean {
  const words = `${name.replaceAll('_', ' ')} ${name} ${components.map(({ text }) => text ?? '').join(' ')}`
  return (
    (!filters.status || status === filters.status) &&
    (!filters.category || category === filters.category) &&
    (!filters.language || language === filters.language) &&
    (!filters.q || words.toLowerCase().includes(filters.q.trim().toLowerCase()))
  )
}
