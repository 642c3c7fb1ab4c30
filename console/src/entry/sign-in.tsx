import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { Field } from '../parts/field.tsx'
import { post } from '../wire/ask.ts'
import { queries } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Door, wayBack } from './door.tsx'
import { PasswordField } from './password-field.tsx'

/** E-mail address and password, and on to wherever one was going. */
export default function SignIn() {
  const [, go] = useLocation()
  useEffect(() => {
    document.title = `${t('signIn.title')} · Wabaton`
  }, [])
  return (
    <Door
      title={t('signIn.title')}
      submit={t('signIn.submit')}
      onSubmit={async ({ email, password }) => {
        await post('/api/session', { email, password })
        queries.clear()
        go(wayBack(), { replace: true })
      }}
    >
      <Field label={t('entry.email')} name="email" type="email" dir="ltr" required autoComplete="username" />
      <PasswordField />
      <p className="text-small text-quiet">{t('signIn.forgotten')}</p>
    </Door>
  )
}
