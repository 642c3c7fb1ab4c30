import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { Field } from '../parts/field.tsx'
import { post } from '../wire/ask.ts'
import { queries } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Door, takeSecret } from './door.tsx'
import { PasswordField } from './password-field.tsx'

/** The first person of a new Wabaton: whoever has the link, or the token, that the server was started with. */
export default function SetUp() {
  const [, go] = useLocation()
  const [known] = useState(takeSecret)
  useEffect(() => {
    document.title = `${t('setUp.title')} · Wabaton`
  }, [])
  return (
    <Door
      title={t('setUp.title')}
      intro={t('setUp.intro')}
      submit={t('setUp.submit')}
      onSubmit={async ({ token = known, name, email, password }) => {
        await post('/api/setup', { token: token.trim(), name, email, password })
        await post('/api/session', { email, password })
        queries.clear()
        go('/waiting', { replace: true })
      }}
    >
      {!known && (
        <Field
          label={t('setUp.token')}
          hint={t('setUp.tokenHint')}
          name="token"
          required
          dir="ltr"
          autoComplete="off"
        />
      )}
      <Field label={t('entry.name')} name="name" required maxLength={100} dir="auto" autoComplete="name" />
      <Field label={t('entry.email')} name="email" type="email" dir="ltr" required autoComplete="username" />
      <PasswordField isNew />
    </Door>
  )
}
