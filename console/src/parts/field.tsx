import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'

const FIELD =
  'w-full rounded-md bg-surface px-3 text-base ring-1 ring-edge ring-inset placeholder:text-quiet focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:ring-danger max-md:text-lead'

interface Labelled {
  readonly label: string
  /** What is wrong with it, and what to do. */
  readonly fault?: string | undefined
  readonly hint?: ReactNode
}

function Around({
  id,
  label,
  fault,
  hint,
  children,
}: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
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
