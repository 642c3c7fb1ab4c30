import type { PhoneHash } from '../domain/phone.ts'
import type { ConversationKey, Received } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { holdContacts } from './contacts.ts'
import { resolveCustomers } from './customers.ts'
import { INSERT_CONVERSATIONS } from './receive.ts'
import { statement, type Tx } from './statement.ts'

/** Without a lock: whoever needs one takes it with all that moves along. */
const FIND = statement<{ business: string; line: string; customer: string }, { id: string }>(
  () => 'select id from conversations where business = :business and line = :line and customer = :customer',
)

/** Whoever a message on a line is from or for, and their conversation there; both are made where they are new. */
export async function conversationFor(
  tx: Tx,
  received: Received,
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<ConversationKey> {
  const { business, line, receivedAt: now } = received
  const { customers, book, joined } = await resolveCustomers(tx, [received], { ids, hash })
  const place = { business, line, customer: customers[0]! }
  // Whoever is joined in this moment would leave the conversation behind.
  if (!joined && !book.isNew(place.customer)) await holdContacts(tx, [book.contact(business, place.customer)])
  let [found] = await FIND(tx, place)
  if (!found) {
    await INSERT_CONVERSATIONS(tx, { rows: [{ ...place, id: ids.next(), now }] })
    ;[found] = await FIND(tx, place)
  }
  return { business, id: found!.id }
}
