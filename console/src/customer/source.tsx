import type { ReactNode } from 'react'
import type { ConversationRow, DeskHome, Fact } from '../../../src/http/wire.ts'
import { serverNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { fullTime, shortTime } from '../words/times.ts'
import type { Known } from './known.ts'
import { useLead } from './lead.ts'
import { lineName } from './line-name.ts'

interface SourceProps {
  readonly known: Known
  readonly home: DeskHome
  readonly row: ConversationRow
}
type Said = Fact['sources'][number]

const SURE = 0.75

/** Where it was said, when and by whom; it leads there. */
export function Source({ known: { fact, correctedBy }, home, row }: SourceProps) {
  // The latest words are those it is known by.
  const said = fact.sources.at(-1)
  if (!said) return null
  if (fact.extractor === 'teammate')
    return (
      <p className="min-w-0 py-1 text-small text-quiet">
        {t('memory.correctedBy', { name: correctedBy ?? t('owner.somebody'), at: shortTime(said.at, serverNow()) })}
      </p>
    )
  return (
    <To said={said} row={row}>
      {[
        ...wordsOf(said, home),
        ...(fact.sources.length > 1 ? [t('memory.times', { count: fact.sources.length })] : []),
        ...(fact.confidence < SURE ? [t('memory.unsure')] : []),
      ].join(' · ')}
    </To>
  )
}

/** The very words, and what was held to be true before. */
export function Words({ known: { fact, before }, home, row }: SourceProps) {
  const isCorrection = fact.extractor === 'teammate'
  return (
    <div className="my-1 grid gap-2 border-s-2 border-line ps-3">
      {!isCorrection && (
        <ul className="grid gap-1.5">
          {fact.sources.map((said) => (
            <li key={`${said.source} ${said.start}`}>
              <q className="block wrap-anywhere">
                <bdi>{said.quote}</bdi>
              </q>
              <To said={said} row={row}>
                {wordsOf(said, home).join(' · ')}
              </To>
            </li>
          ))}
        </ul>
      )}
      {before.map((one) => (
        <Past key={one.id} fact={one} home={home} row={row} />
      ))}
    </div>
  )
}

/** What holds no more: never told to anybody, and kept so that one can see what was believed. */
export function Past({ fact, home, row }: Omit<SourceProps, 'known'> & { readonly fact: Fact }) {
  const said = fact.sources.at(-1)
  return (
    <div data-past={fact.id} tabIndex={-1} className="rounded-sm">
      <p className="wrap-anywhere text-quiet">
        <span className="text-small font-medium">{t(`memory.${fact.status}`)}</span>{' '}
        <bdi className={fact.status === 'kept-promise' ? '' : 'line-through decoration-1'}>{fact.text}</bdi>
      </p>
      {said && fact.extractor !== 'teammate' && (
        <To said={said} row={row}>
          {wordsOf(said, home).join(' · ')}
        </To>
      )}
    </div>
  )
}

const wordsOf = ({ speaker, line, at }: Said, home: DeskHome): string[] => [
  t(`memory.said.${speaker}`),
  ...(line === undefined ? [] : [lineName(home, line)]),
  shortTime(at, serverNow()),
]

/** Leads to the message, in this conversation or another; where it was said on no line there is nothing to lead to. */
function To({
  said,
  row,
  children,
}: {
  readonly said: Said
  readonly row: ConversationRow
  readonly children: ReactNode
}) {
  const { conversationOn, toMessage } = useLead(row)
  const conversation = said.line === undefined ? undefined : conversationOn(said.line)
  const words = <bdi>{children}</bdi>
  if (conversation === undefined) return <p className="min-w-0 py-1 text-small text-quiet">{words}</p>
  return (
    <button
      type="button"
      data-said={said.source}
      title={`“${said.quote}”\n${fullTime(said.at)}`}
      onClick={() => void toMessage(said.source, conversation)}
      className="min-h-6 min-w-0 rounded-sm text-start text-small text-quiet hover:text-accent hover:underline pointer-coarse:min-h-11"
    >
      {words}
      {conversation !== row.id && <span className="sr-only">, {t('memory.elsewhere')}</span>}
    </button>
  )
}
