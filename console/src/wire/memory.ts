import { post } from './ask.ts'
import { queries } from './queries.ts'

/** Whoever changes what is remembered sees at once what the AI will be told now. */
async function change<Told>(customer: string, path: string, body: object): Promise<Told> {
  const told = await post<Told>(path, body)
  await queries.invalidateQueries({ queryKey: ['facts', customer] })
  void queries.invalidateQueries({ queryKey: ['context'] })
  return told
}

const pathOf = (customer: string, fact: string) => `/api/customers/${customer}/facts/${fact}`

export const pin = (customer: string, fact: string, pinned: boolean) =>
  change(customer, `${pathOf(customer, fact)}/${pinned ? 'pin' : 'unpin'}`, {})
export const correct = (customer: string, fact: string, value: string) =>
  change(customer, `${pathOf(customer, fact)}/correct`, { value })
export const forget = (customer: string, fact: string) => change(customer, `${pathOf(customer, fact)}/forget`, {})

/** Something a teammate knows of the customer: kept as a note, and told to the AI where it fits. */
export const remember = (customer: string, document: string) =>
  change(customer, '/api/memory', { userId: customer, document, documentType: 'note' })
