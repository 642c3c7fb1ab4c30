import { useQuery } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import type { BriefingLine, ConversationRow } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { askFor } from '../shell/between.ts'
import { useNow } from '../wire/clock.ts'
import { factsQuery, type HandoffCase, handoffQuery } from '../wire/queries.ts'
import { t, type Word } from '../words/t.ts'
import { span } from '../words/times.ts'
import { Failed, Section, Waiting } from './section.tsx'

/** What a teammate reads first: why they were called, and what to do. Every line shows what it rests on. */
export function BriefingSection({ row }: { readonly row: ConversationRow }) {
  return (
    <Section name="briefing" title={t('briefing.title')}>
      {row.handoff ? <Case row={row} id={row.handoff} /> : <p className="text-quiet">{t('briefing.none')}</p>}
    </Section>
  )
}

function Case({ row, id }: { readonly row: ConversationRow; readonly id: string }) {
  const { data, isError, refetch } = useQuery(handoffQuery(id))
  if (isError) return <Failed onAgain={() => void refetch()} />
  if (!data) return <Waiting />
  const { briefing } = data
  return (
    <div className="grid gap-2.5">
      <p className="text-small font-medium text-wait">{t(`reason.${data.reason}`)}</p>
      {briefing ? <Lines row={row} briefing={briefing} /> : <p className="text-quiet">{t('briefing.unwritten')}</p>}
      {data.messagesSince > 0 && (
        <p className="text-small text-quiet">{t('briefing.since', { count: data.messagesSince })}</p>
      )}
      {!briefing && data.summary && <p dir="auto">{data.summary}</p>}
      <Opened at={data.openedAt} by={briefing?.by} />
      {briefing?.draft && (
        <Button
          className="justify-self-start"
          onClick={() => askFor('draft', { text: briefing.draft!, position: row.position })}
        >
          <Sparkles aria-hidden className="size-4 text-agent-ink" />
          {t('briefing.useDraft')}
        </Button>
      )}
    </div>
  )
}

function Opened({ at, by }: { readonly at: number; readonly by: 'rules' | 'model' | undefined }) {
  const now = useNow(30_000)
  return (
    <p className="text-small text-quiet">
      {t('briefing.opened', { ago: span(now - at) })} {by && t(`briefing.by.${by}`)}
    </p>
  )
}

type Briefing = NonNullable<HandoffCase['briefing']>

function Lines({ row, briefing }: { readonly row: ConversationRow; readonly briefing: Briefing }) {
  const { headline, evidence, who, wants, tried, promised, mood, facts, openQuestion, next } = briefing
  const lines: readonly (readonly [Word, BriefingLine])[] = [
    ...one('briefing.who', who),
    ...one('briefing.wants', wants),
    ...many('briefing.tried', tried),
    ...many('briefing.promised', promised),
    ...one('briefing.mood', mood),
    ...many('briefing.facts', facts),
    ...one('briefing.open', openQuestion),
    ...one('briefing.next', next),
  ]
  return (
    <>
      <p dir="auto" className="font-medium">
        {headline} <Evidence row={row} ids={evidence} />
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {lines.map(([word, line], index) => (
          <div key={`${word} ${line.text}`} className="contents">
            <dt className="text-quiet">{lines[index - 1]?.[0] === word ? '' : t(word)}</dt>
            <dd dir="auto" className="min-w-0 break-words">
              {line.text} <Evidence row={row} ids={line.evidence} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const one = (word: Word, line: BriefingLine | undefined) => (line ? [[word, line] as const] : [])
const many = (word: Word, lines: readonly BriefingLine[]) => lines.map((line) => [word, line] as const)

/** Small numbers that lead to the words it rests on: in the thread, or in what is remembered. */
function Evidence({ row, ids }: { readonly row: ConversationRow; readonly ids: readonly string[] }) {
  const { data: facts = [] } = useQuery(factsQuery(row.customer.id))
  return ids.map((id, index) => {
    const isMemory = facts.some((fact) => fact.id === id)
    return (
      <button
        key={id}
        type="button"
        data-evidence={id}
        onClick={() => askFor(isMemory ? 'memory' : 'jump', id)}
        className="figures -my-1 inline-grid h-6 min-w-6 place-items-center rounded-sm align-middle text-small text-quiet hover:bg-accent-soft hover:text-accent pointer-coarse:h-9 pointer-coarse:min-w-9"
      >
        {index + 1}
        <span className="sr-only">{t(isMemory ? 'briefing.toMemory' : 'briefing.toMessage')}</span>
      </button>
    )
  })
}
