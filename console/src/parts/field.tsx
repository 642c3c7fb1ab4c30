import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

const FIELD =
  'w-full rounded-md bg-surface px-3 text-base ring-1 ring-edge ring-inset placeholder:text-quiet focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:ring-danger disabled:bg-sunken disabled:text-quiet max-md:text-lead'

interface Labelled {
  readonly label: string
  /** What is wrong with it, and what to do. */
  readonly fault?: string | undefined
  readonly hint?: ReactNode
  /** Its place tells what it is: the label is for those who do not see that. */
  readonly isBare?: boolean
}

function Around({
  id,
  label,
  fault,
  hint,
  isBare = false,
  children,
}: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <label htmlFor={id} className={isBare ? 'sr-only' : 'font-medium'}>
        {label}
      </label>
      {children}
      {(fault || hint) && (
        <p id={`${id}-hint`} className={`text-small ${fault ? 'text-danger' : 'text-quiet'}`}>
          {fault ?? hint}
        </p>
      )}
    </div>
  )
}

export function Field({
  label,
  fault,
  hint,
  className = '',
  ...rest
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Around {...{ id, label, fault, hint }}>
      <input
        {...rest}
        id={id}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault || hint ? `${id}-hint` : undefined}
        className={`h-9 pointer-coarse:h-11 ${FIELD} ${className}`}
      />
    </Around>
  )
}

export function TextField({
  label,
  fault,
  hint,
  className = '',
  ...rest
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Around {...{ id, label, fault, hint }}>
      <textarea
        rows={3}
        dir="auto"
        {...rest}
        id={id}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault || hint ? `${id}-hint` : undefined}
        className={`py-2 ${FIELD} ${className}`}
      />
    </Around>
  )
}

/** Each choice with its words; the first is chosen where nothing is. */
export function SelectField({
  label,
  fault,
  hint,
  isBare = false,
  choices,
  ...rest
}: Labelled &
  SelectHTMLAttributes<HTMLSelectElement> & { readonly choices: readonly (readonly [value: string, text: string])[] }) {
  const id = useId()
  return (
    <Around {...{ id, label, fault, hint, isBare }}>
      <select
        {...rest}
        id={id}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault || hint ? `${id}-hint` : undefined}
        className={`h-9 min-w-0 truncate pointer-coarse:h-11 ${FIELD}`}
      >
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Around>
  )
}
