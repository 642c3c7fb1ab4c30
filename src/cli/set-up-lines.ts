import type { Settings } from '../config/settings.ts'
import type { PeopleStore } from '../flows/store.ts'

/** How a request with these fields is written in a shell. */
export function asCurl(url: string, body: Readonly<Record<string, string>>): string {
  return `curl -X POST ${url} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
}

/** Where people reach the server, as far as the settings tell. */
export const reachedAt = ({ server }: Pick<Settings, 'server'>): string =>
  server.publicUrl ?? `http://127.0.0.1:${server.port}`

/** While nobody is there, what is printed at the start: the first owner needs a secret that no visitor has. */
export async function setUpLines({
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
  if (await store.isSetUp(business)) return []
  if (signIn.setupToken) return ['  set up   nobody can sign in yet: the first owner brings WABATON_SETUP_TOKEN']
  const token = await store.offerSetUp({ business, now })
  if (token === undefined) return []
  const body = { token, name: 'Your name', email: 'you@example.com', password: 'at least twelve characters' }
  return [
    '  set up   nobody can sign in yet. Once, within 72 hours, this makes the owner:',
    `           ${asCurl(`${server.publicUrl ?? url}/api/setup`, body)}`,
  ]
}
