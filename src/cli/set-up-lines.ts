import type { Settings } from '../config/settings.ts'
import type { PeopleStore } from '../flows/store.ts'

/** Where people reach the server, as far as the settings tell. */
export const reachedAt = ({ server }: Pick<Settings, 'server'>): string =>
  server.publicUrl ?? `http://127.0.0.1:${server.port}`

/**
 * Where the desk is. While nobody can sign in the link holds the secret that makes the first owner, which no visitor has;
 * behind a `#`, so that it stands in no log of a server or a proxy.
 */
export async function deskLines({
  settings: { business, server, signIn },
  store,
  url,
  now,
}: {
  settings: Pick<Settings, 'business' | 'server' | 'signIn'>
  store: Pick<PeopleStore, 'isSetUp' | 'offerSetUp'>
  url: string
  now: number
}): Promise<string[]> {
  const desk = `${server.publicUrl ?? url}/desk`
  const isOpen = !(await store.isSetUp(business))
  if (isOpen && signIn.setupToken)
    return [
      `  desk     ${desk}/set-up`,
      '           nobody can sign in yet: the first owner brings WABATON_SETUP_TOKEN',
    ]
  const token = isOpen ? await store.offerSetUp({ business, now }) : undefined
  if (token === undefined) return [`  desk     ${desk}     answer as a teammate`]
  return [
    `  desk     ${desk}/set-up#token=${token}`,
    '           nobody can sign in yet: once, within 72 hours, this link makes the owner',
  ]
}
