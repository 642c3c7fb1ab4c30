import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { BriefingLine, ConversationRow, DeskHome, ThreadEntry } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { AgentGlyph } from '../parts/glyphs.tsx'
import { useNow } from '../wire/clock.ts'
import { hearLive } from '../wire/live.ts'
import { askSoon, customerQuery, type HandoffCase, handoffQuery, threadQuery } from '../wire/queries.ts'
import { t, type Word } from '../words/t.ts'
import { clockTime } from '../words/times.ts'
import { ago } from './ago.ts'
import { Evidence } from './evidence.tsx'
import { PastCase } from './history.tsx'
import { useLead } from './lead.ts'
import { Failed, Section, Waiting } from './section.tsx'

interface BriefingProps {
  readonly home: DeskHome
  readonly row: ConversationRow
}

/** What a teammate reads first: why they were called, and what to do. Every line shows what it rests on. */
export function BriefingSection({ home, row }: BriefingProps) {
  return (
    <Section name="briefing" title={t('briefing.title')}>
      {row.handoff ? <Case home={home} row={row} id={row.handoff} /> : <NoCase home={home} row={row} />}
    </Section>
  )
}

function NoCase({ home, row }: BriefingProps) {
  const { data } = useQuery(customerQuery(row.customer.id))
  const last = data?.handoffs.find(({ conversation }) => conversation === row.id)
  const hasAgent = home.lines.find(({ name }) => name === row.line)?.agent !== undefined
  return (
    <div className="grid gap-2">
      <p className="text-quiet">{t(hasAgent ? 'briefing.none' : 'briefing.noneNoAgent')}</p>
      {last && (
        <div>
          <h3 className="text-small font-medium text-quiet">{t('briefing.last')}</h3>
          <PastCase home={home} row={row} past={last} />
        </div>
      )}
    </div>
  )
}

/** While something is to come that nothing tells of: a first briefing, or one that is written anew. */
const LOOK_MS = 5_000

function Case({ home, row, id }: BriefingProps & { readonly id: string }) {
  const { data, isError, refetch } = useQuery({
    ...handoffQuery(id),
    refetchInterval: ({ state }) => (state.data?.briefing && state.data.messagesSince === 0 ? false : LOOK_MS),
  })
  useEffect(
    () =>
      hearLive((event) => {
        if (event.kind === 'message' && event.conversation === row.id) askSoon(['handoff', id])
      }),
    [row.id, id],
  )
  const { toDraft } = useLead(row)
  const messagesSince = data?.messagesSince ?? 0
  const last = useLastKnown(row, messagesSince)
  if (isError && !data) return <Failed text={t('briefing.failed')} onAgain={() => void refetch()} />
  if (!data) return <Waiting />
  const { briefing } = data
  return (
    <div className="grid gap-3">
      <Why told={data} last={last} />
      {briefing ? (
        <Lines row={row} briefing={briefing} />
      ) : (
        <>
          {data.summary && (
            <p dir="auto" className="wrap-anywhere">
              {data.summary}
            </p>
          )}
          <p className="text-quiet">{t('briefing.unwritten')}</p>
        </>
      )}
      {briefing?.draft && home.actor.role !== 'viewer' && (
        <Button
          className="justify-self-start"
          onClick={() => void toDraft(briefing.draft!, last?.position ?? row.position - messagesSince)}
        >
          <AgentGlyph className="size-4 text-agent-ink" />
          {t('briefing.useDraft')}
        </Button>
      )}
    </div>
  )
}

/** The last message that the briefing knows. */
function useLastKnown(row: ConversationRow, messagesSince: number): ThreadEntry | undefined {
  const { data } = useInfiniteQuery({
    ...threadQuery(row.id),
    enabled: false,
    select: ({ pages }) => pages[0]?.messages.at(-1 - messagesSince),
  })
  return data
}

interface WhyProps {
  readonly told: HandoffCase
  readonly last: ThreadEntry | undefined
}

/** Why people were called and when, who wrote this, and how much of the talk it knows. */
function Why({ told: { briefing, messagesSince, reason, openedAt }, last }: WhyProps) {
  const now = useNow(20_000)
  return (
    <div className="grid gap-0.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium text-wait">{t(`reason.${reason}`)}</span>
        <span className="text-small text-quiet">{ago(openedAt, now)}</span>
      </p>
      {briefing && (
        <p data-written className="text-small text-quiet">
          {t(`briefing.by.${briefing.by}`)} {last && t('briefing.upTo', { time: clockTime(last.at) })}{' '}
          {messagesSince > 0 && (
            <span className="font-medium text-ink">{t('briefing.since', { count: messagesSince })}</span>
          )}
        </p>
      )}
    </div>
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
  const cited = new Set([...evidence, ...lines.flatMap(([, line]) => line.evidence)])
  const numbers = new Map([...cited].map((id, index) => [id, index + 1]))
  return (
    <>
      <p className="font-medium wrap-anywhere">
        <bdi>{headline}</bdi> <Evidence row={row} ids={evidence} numbers={numbers} />
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2">
        {lines.map(([word, line], index) => (
          <div key={`${word} ${line.text}`} className="contents">
            <dt className="text-quiet">
              {lines[index - 1]?.[0] === word ? <span className="sr-only">{t(word)}</span> : t(word)}
            </dt>
            <dd className={`min-w-0 wrap-anywhere ${word === 'briefing.next' ? 'font-medium' : ''}`}>
              <bdi>{line.text}</bdi> <Evidence row={row} ids={line.evidence} numbers={numbers} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const one = (word: Word, line: BriefingLine | undefined) => (line ? [[word, line] as const] : [])
const many = (word: Word, lines: readonly BriefingLine[]) => lines.map((line) => [word, line] as const)
