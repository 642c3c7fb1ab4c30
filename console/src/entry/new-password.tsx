import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { post } from '../wire/ask.ts'
import { queries } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Door, Notice, takeSecret } from './door.tsx'
import { PasswordField } from './password-field.tsx'

/** Somebody has forgotten theirs, and an admin has given them a link. */
export default function NewPassword() {
  const [, go] = useLocation()
  const [token] = useState(takeSecret)
  useEffect(() => {
    document.title = `${t('newPassword.title')} · Wabaton`
  }, [])
  if (!token)
    return (
      <Notice title={t('newPassword.noLink')}>
        <p>{t('newPassword.noLinkMore')}</p>
      </Notice>
    )
  return (
    <Door
      title={t('newPassword.title')}
      intro={t('newPassword.intro')}
      submit={t('newPassword.submit')}
      onSubmit={async ({ password }) => {
        const { email } = await post<{ email: string }>('/api/password', { token, password })
        await post('/api/session', { email, password })
        queries.clear()
        go('/waiting', { replace: true })
      }}
    >
      <PasswordField isNew autoFocus />
    </Door>
  )
}
