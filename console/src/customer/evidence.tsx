import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConversationRow } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import { askFor } from '../shell/between.ts'
import { get, query, Refused } from '../wire/ask.ts'
import { memoryQuery } from '../wire/memory.ts'
import { threadQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { useLead } from './lead.ts'

interface EvidenceProps {
  readonly row: ConversationRow
  readonly ids: readonly string[]
  /** One number for one message, wherever it is cited. */
  readonly numbers: ReadonlyMap<string, number>
}

const MOST_SHOWN = 3
const LONGEST_TIP = 160

/** Small numbers that lead to what a line rests on: words in the thread, or something that is remembered. */
export function Evidence({ row, ids, numbers }: EvidenceProps) {
  const [all, showAll] = useState(false)
  const shown = all || ids.length <= MOST_SHOWN + 1 ? ids : ids.slice(0, MOST_SHOWN)
  return (
    <span className="inline-flex flex-wrap gap-x-1 gap-y-3 align-middle pointer-coarse:gap-x-2">
      {shown.map((id) => (
        <Cited key={id} row={row} id={id} number={numbers.get(id) ?? 0} />
      ))}
      {shown.length < ids.length && (
        <button type="button" className={CHIP} onClick={() => showAll(true)}>
          <span aria-hidden>+{ids.length - shown.length}</span>
          <span className="sr-only">{t('briefing.moreEvidence', { count: ids.length - shown.length })}</span>
        </button>
      )}
    </span>
  )
}

// Where a finger works it takes more room than it shows.
const CHIP =
  'figures relative -my-1 inline-grid h-6 min-w-6 place-items-center rounded-sm bg-sunken px-1 text-small text-quiet before:absolute before:-inset-x-1 before:-inset-y-2.5 hover:bg-accent-soft hover:text-accent pointer-fine:before:hidden pointer-coarse:min-w-8'

function Cited({ row, id, number }: { readonly row: ConversationRow; readonly id: string; readonly number: number }) {
  const { data: facts = [] } = useQuery(memoryQuery(row.customer.id))
  const cache = useQueryClient()
  const { toMessage } = useLead(row)
  const fact = facts.find((one) => one.id === id)
  const message = cache
    .getQueryData(threadQuery(row.id).queryKey)
    ?.pages.flatMap(({ messages }) => messages)
    .find((one) => one.id === id)

  async function show() {
    if (fact) return askFor('memory', id)
    if (message || !(await isForgotten(row.customer.id, id))) return toMessage(id)
    toast({ text: t('briefing.forgotten') })
  }

  return (
    <button
      type="button"
      data-evidence={id}
      data-rests-on={fact ? 'memory' : 'message'}
      title={(fact?.text ?? message?.text)?.slice(0, LONGEST_TIP)}
      onClick={() => void show()}
      className={CHIP}
    >
      <span aria-hidden>{fact ? `${number}*` : number}</span>
      <span className="sr-only">{t(fact ? 'briefing.toMemory' : 'briefing.toMessage', { number })}</span>
    </button>
  )
}

/** A message far above is not looked for page by page where nobody remembers it any more. */
async function isForgotten(customer: string, id: string): Promise<boolean> {
  return get(`/api/memory/${id}${query({ userId: customer })}`).then(
    () => false,
    (error) => error instanceof Refused && error.status === 404,
  )
}
