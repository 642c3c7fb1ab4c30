import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { Field } from '../parts/field.tsx'
import { post } from '../wire/ask.ts'
import { queries } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Door, Notice, takeSecret } from './door.tsx'
import { PasswordField } from './password-field.tsx'

/** Somebody was invited: they choose their name and password. */
export default function Join() {
  const [, go] = useLocation()
  const [token] = useState(takeSecret)
  useEffect(() => {
    document.title = `${t('join.title')} · Wabaton`
  }, [])
  if (!token)
    return (
      <Notice title={t('join.noLink')}>
        <p>{t('join.noLinkMore')}</p>
      </Notice>
    )
  return (
    <Door
      title={t('join.title')}
      intro={t('join.intro')}
      submit={t('join.submit')}
      onSubmit={async ({ name, password }) => {
        const { email } = await post<{ email: string }>('/api/invitations/accept', { token, name, password })
        await post('/api/session', { email, password })
        queries.clear()
        go('/waiting', { replace: true })
      }}
    >
      <Field label={t('entry.name')} name="name" required maxLength={100} dir="auto" autoComplete="name" />
      <PasswordField isNew />
    </Door>
  )
}
