/** Browsers take a cookie of the first name only over https, from this host alone, for all paths. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-wabaton' : 'wabaton')

/** The secret of the session in a cookie, as better-auth writes it: with its signature behind a dot. */
export function sessionTokenIn(cookies: string | undefined, secure: boolean): string | undefined {
  const name = `${cookieName(secure)}=`
  const found = cookies
    ?.split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(name))
  const [token] = decoded(found?.slice(name.length) ?? '').split('.')
  return token || undefined
}

export const withoutCookie = (secure: boolean): string =>
  `${cookieName(secure)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
