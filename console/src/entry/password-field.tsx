import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { t } from '../words/t.ts'

export const SHORTEST = 12

interface PasswordFieldProps {
  readonly isNew?: boolean
  readonly autoFocus?: boolean
}

/** Whoever chooses one may see it; password managers fill it in and keep it. */
export function PasswordField({ isNew = false, autoFocus = false }: PasswordFieldProps) {
  const [seen, see] = useState(false)
  return (
    <div className="relative">
      <Field
        label={t('entry.password')}
        hint={isNew ? t('entry.passwordHint', { shortest: SHORTEST }) : undefined}
        name="password"
        type={seen ? 'text' : 'password'}
        dir="ltr"
        required
        minLength={isNew ? SHORTEST : undefined}
        maxLength={1024}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        autoFocus={autoFocus}
        className="pe-11"
      />
      <span className="absolute end-1 top-[30px] pointer-coarse:top-[28px]">
        <IconButton
          label={seen ? t('entry.hide') : t('entry.show')}
          tipSide="start"
          aria-pressed={seen}
          onClick={() => see(!seen)}
        >
          {seen ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
      </span>
    </div>
  )
}
