import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ThreadEntry, Why as Told } from '../../../src/http/wire.ts'
import { lineName } from '../customer/line-name.ts'
import { Dialog } from '../parts/dialog.tsx'
import { askFor } from '../shell/between.ts'
import { homeQuery, whyQuery } from '../wire/queries.ts'
import { currentLocale, t } from '../words/t.ts'

/** What the agent had to go on when it said this: what it asked for, what it remembered, what it cost. */
export default function Why({
  conversation,
  entry,
  onClose,
}: {
  readonly conversation: string
  readonly entry: ThreadEntry
  readonly onClose: () => void
}) {
  const { data, error } = useQuery(whyQuery(conversation, entry.id))
  return (
    <Dialog open onClose={onClose} title={t('why.title')} kind="panel">
      <blockquote dir="auto" className="line-clamp-3 border-s-2 border-agent-ink ps-3 wrap-anywhere text-quiet">
        {entry.text}
      </blockquote>
      {data ? (
        <Recorded why={data} onClose={onClose} />
      ) : (
        <p className="mt-4 text-quiet">{t(error ? 'why.nothing' : 'why.loading')}</p>
      )}
    </Dialog>
  )
}

function Recorded({ why, onClose }: { readonly why: Told; readonly onClose: () => void }) {
  const { data: home } = useQuery(homeQuery)
  const { tools, memory, tokens, cost, model, agent, startedAt, endedAt, run } = why
  const number = new Intl.NumberFormat(currentLocale())
  const money = new Intl.NumberFormat(currentLocale(), { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })
  return (
    <div className="mt-4 grid gap-5">
      <Part title={t('why.tools')} none={t('why.noTools')} isEmpty={tools.length === 0}>
        {[...tools.entries()].map(([place, { name, input, result }]) => (
          <li key={place} className="rounded-md bg-sunken p-2.5">
            <p className="font-mono text-small font-semibold">{name}</p>
            <p dir="ltr" className="wrap-anywhere text-start font-mono text-small text-quiet">
              {input}
            </p>
            {result !== undefined && (
              <p dir="auto" className="mt-1 line-clamp-6 wrap-anywhere text-small">
                {result}
              </p>
            )}
          </li>
        ))}
      </Part>
      <Part title={t('why.memory')} none={t('why.noMemory')} isEmpty={memory.length === 0}>
        {memory.map(({ id, kind, text, line }) => (
          <li key={id}>
            <button
              type="button"
              className="w-full rounded-md bg-sunken p-2.5 text-start hover:bg-pressed"
              onClick={() => {
                onClose()
                askFor('memory', id)
              }}
            >
              <span className="block text-small text-quiet">
                {kindInWords(kind, line === undefined ? undefined : lineName(home, line))}
              </span>
              <span dir="auto" className="wrap-anywhere">
                {text}
              </span>
            </button>
          </li>
        ))}
      </Part>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <Figure name={t('why.agent')} value={agent} />
        <Figure name={t('why.model')} value={model ?? t('why.unknown')} />
        <Figure
          name={t('why.tokens')}
          value={t('why.tokensOf', { input: number.format(tokens.input), output: number.format(tokens.output) })}
        />
        <Figure name={t('why.cost')} value={cost === undefined ? t('why.unknown') : money.format(cost)} />
        <Figure
          name={t('why.took')}
          value={t('why.seconds', { seconds: number.format((endedAt - startedAt) / 1000) })}
        />
        <Figure name={t('why.run')} value={run} isCode />
      </dl>
    </div>
  )
}

/** What kind of thing it was, and where it was said. */
function kindInWords(kind: Told['memory'][number]['kind'], line: string | undefined): string {
  const word = t(`why.kind.${kind}`, { line: line ?? t('owner.somebody') })
  return line === undefined || kind === 'note' ? word : t('why.kind.on', { kind: word, line })
}

function Part({
  title,
  none,
  isEmpty,
  children,
}: {
  readonly title: string
  readonly none: string
  readonly isEmpty: boolean
  readonly children: ReactNode
}) {
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{title}</h3>
      {isEmpty ? <p className="text-quiet">{none}</p> : <ul className="grid gap-1.5">{children}</ul>}
    </section>
  )
}

function Figure({
  name,
  value,
  isCode = false,
}: {
  readonly name: string
  readonly value: string
  readonly isCode?: boolean
}) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className={`figures wrap-anywhere ${isCode ? 'font-mono text-small' : ''}`}>{value}</dd>
    </>
  )
}
