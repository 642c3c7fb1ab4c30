import { inForm } from '../src/domain/memory/forms.ts'
import type { Store } from '../src/flows/store.ts'

/** All that can be found of a customer, as the memory API writes it. */
export async function rememberedOf(
  store: Pick<Store, 'entriesOf'>,
  customer: string,
  business = 'acme',
): Promise<string[]> {
  const { entries } = await store.entriesOf({ business, customer }, { most: 500 })
  return entries.map(inForm)
}
