import { type ReactNode, useId } from 'react'
import { Link } from 'wouter'
import { Button } from '../parts/button.tsx'
import { t } from '../words/t.ts'

export const LINK = 'font-medium text-accent underline-offset-2 hover:underline'

/** Where one is, the way back, and what can be done here. */
export const Head = ({
  title,
  isNested = false,
  children,
}: {
  readonly title: ReactNode
  readonly isNested?: boolean
  readonly children?: ReactNode
}) => (
  <>
    {isNested && (
      <Link
        href="/campaigns"
        className="inline-flex min-h-6 items-center text-quiet hover:text-ink pointer-coarse:min-h-11"
      >
        <span aria-hidden className="mirrored me-1">
          ‹
        </span>
        {t('view.campaigns')}
      </Link>
    )}
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="me-auto min-w-0 text-title font-semibold wrap-anywhere">{title}</h1>
      {children}
    </div>
  </>
)

export const Panel = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="mb-2 text-lead font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

export const Step = ({
  nth,
  title,
  children,
}: {
  readonly nth: number
  readonly title: string
  readonly children: ReactNode
}) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:col-start-1">
      <h2 id={id} className="flex items-center gap-2 text-lead font-semibold">
        <span aria-hidden className="grid size-6 place-items-center rounded-full bg-pressed text-small">
          {nth}
        </span>
        {title}
      </h2>
      {children}
    </section>
  )
}

/** One of a few, each with its words beside it. */
export function Choice<Value extends string>({
  legend,
  value,
  choices,
  onChange,
}: {
  readonly legend: string
  readonly value: Value
  readonly choices: readonly (readonly [Value, string])[]
  readonly onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-5">
        {choices.map(([one, text]) => (
          <label key={one} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <input type="radio" className="size-4" name={name} checked={one === value} onChange={() => onChange(one)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export const Tick = ({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}) => (
  <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
    <input type="checkbox" className="size-4 shrink-0" checked={checked} onChange={() => onChange(!checked)} />
    {children}
  </label>
)

/** Figures with what they count. */
export const Figures = ({
  of,
}: {
  readonly of: readonly (readonly [name: string, figure: string, more?: string])[]
}) => (
  <dl className="grid grid-cols-2 gap-px overflow-hidden md:grid-cols-4 rounded-lg bg-line ring-1 ring-line">
    {of.map(([name, figure, more]) => (
      <div key={name} className="min-w-0 bg-surface px-4 py-3 wrap-anywhere">
        <dt className="text-small text-quiet">{name}</dt>
        <dd className="figures text-lead font-semibold">{figure}</dd>
        {more && <dd className="text-small text-quiet">{more}</dd>}
      </div>
    ))}
  </dl>
)

export const Trouble = ({ again }: { readonly again: () => void }) => (
  <p role="alert" className="mt-8 text-quiet">
    {t('panel.failed')}{' '}
    <Button look="quiet" onClick={again}>
      {t('act.retry')}
    </Button>
  </p>
)

/** What happened to something that was asked for. */
export const Said = ({ children }: { readonly children: ReactNode }) => (
  <p role="alert" className="mt-4 rounded-md bg-danger-soft px-3 py-2 text-danger">
    {children}
  </p>
)
