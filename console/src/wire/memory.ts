import { queryOptions } from '@tanstack/react-query'
import type { Fact } from '../../../src/http/wire.ts'
import { get, post, query, remove } from './ask.ts'
import { queries } from './queries.ts'

/** Something that was written into the memory of a customer, as `GET /api/memory` lists it. */
export interface KeptNote {
  readonly id: string
  readonly document: string
  readonly line: string | undefined
  readonly at: number
  /**
   * `written_by` here; where it corrects a fact, which one it took the place of, and `corrected_by`. An agent's has the tier
   * `ai`, and may be `addressed_to` another line.
   */
  readonly metadata: Readonly<
    Partial<Record<'written_by' | 'corrects' | 'corrected_by' | 'tier' | 'addressed_to', unknown>>
  >
}

const MOST_NOTES = 100

/** Also what holds no more. */
export const memoryQuery = (customer: string) =>
  queryOptions({
    queryKey: ['facts', customer],
    queryFn: async ({ signal }) =>
      (await get<{ facts: readonly Fact[] }>(`/api/customers/${customer}/facts?history=true`, signal)).facts,
    // They are drawn a while after something was said, and no event tells of it.
    refetchInterval: 10_000,
  })

export const notesQuery = (customer: string) =>
  queryOptions({
    queryKey: ['facts', customer, 'notes'],
    queryFn: async ({ signal }) => {
      const asked = query({ userId: customer, documentType: 'note', maxResults: MOST_NOTES })
      return (await get<{ memories: readonly KeptNote[] }>(`/api/memory${asked}`, signal)).memories
    },
  })

/** Whoever changes what is remembered sees at once what the AI will be told now. */
async function change<Told>(customer: string, asking: Promise<Told>): Promise<Told> {
  const told = await asking
  await queries.invalidateQueries({ queryKey: ['facts', customer] })
  void queries.invalidateQueries({ queryKey: ['context'] })
  return told
}

const pathOf = (customer: string, fact: string) => `/api/customers/${customer}/facts/${fact}`

export const pin = (customer: string, fact: string, pinned: boolean) =>
  change(customer, post(`${pathOf(customer, fact)}/${pinned ? 'pin' : 'unpin'}`))
/** Answers what holds now. */
export const correct = async (customer: string, fact: string, value: string) =>
  (await change(customer, post<{ fact: Fact }>(`${pathOf(customer, fact)}/correct`, { value }))).fact
export const forget = (customer: string, fact: string) => change(customer, post(`${pathOf(customer, fact)}/forget`))

/** Something a teammate knows of the customer: found by everybody on this line, and told to the AI where it fits. */
export const keepNote = (
  customer: string,
  note: { readonly text: string; readonly line: string; readonly by: string },
) =>
  change(
    customer,
    post('/api/memory', {
      userId: customer,
      document: note.text,
      documentType: 'note',
      line: note.line,
      metadata: { written_by: note.by },
    }),
  )
export const dropNote = (customer: string, note: string) =>
  change(customer, remove(`/api/memory/${note}${query({ userId: customer })}`))
