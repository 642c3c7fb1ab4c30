import { consentSaidBy } from '../domain/consent-words.ts'
import type { InboundMessage } from '../domain/message.ts'
import { addConsents, type ConsentRow, entriesOf, NOBODY } from './consents.ts'
import { stopFollowUpsOf } from './follow-ups.ts'
import type { Tx } from './statement.ts'

/** Messages side by side with their rows, and which of them were stored just now. */
interface Came {
  readonly batch: readonly { readonly message: InboundMessage }[]
  readonly rows: readonly {
    readonly id: string
    readonly wamid: string
    readonly text: string
    readonly sent_at: number
    readonly received_at: number
  }[]
  readonly places: readonly { readonly business: string; readonly customer: string; readonly line: string }[]
  readonly stored: ReadonlySet<string>
}

/**
 * STOP holds from the moment its message is stored, whoever has the conversation and whatever becomes of the answer.
 * START takes it back; where nothing was stopped it is a message like any other.
 */
export async function keepWordsOnMarketing(
  tx: Tx,
  { batch, rows: there, places, stored }: Came,
  ids: { next(): string },
): Promise<void> {
  const said = batch.flatMap(({ message: { content } }, index) => {
    const state = consentSaidBy(content.kind === 'edit' ? content.content : content)
    if (!state || !stored.has(there[index]!.id)) return []
    return [{ one: { ...there[index]!, ...places[index]! }, state }]
  })
  if (said.length === 0) return
  const known = await entriesOf(
    tx,
    said.map(({ one }) => one),
  )
  const rows = said.flatMap(({ one, state }): ConsentRow[] => {
    const { business, customer, line, wamid, text, sent_at, received_at } = one
    const entries = known.get(`${business} ${customer}`) ?? []
    const stops = said.filter((other) => other.one.customer === customer && other.state === 'out')
    if (state === 'in' && entries.every((entry) => entry.state !== 'out') && stops.length === 0) return []
    const entry = { source: 'word', evidence: wamid, words: text, line, ...NOBODY } as const
    return [{ business, customer, id: ids.next(), state, ...entry, at: sent_at, recorded_at: received_at }]
  })
  await addConsents(tx, rows)
  await stopFollowUpsOf(
    tx,
    said.flatMap(({ one: { business, customer, received_at }, state }) =>
      state === 'out' ? [{ business, customer, because: 'asked' as const, now: received_at }] : [],
    ),
  )
}
