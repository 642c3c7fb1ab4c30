/** Where a request goes, as far as it is judged: `URL` has these. */
interface Place {
  readonly hostname: string
  readonly host: string
}

/** Without the dot that ends a name: `localhost.` is `localhost`. */
export const nameOf = ({ hostname }: Pick<Place, 'hostname'>) => hostname.replace(/\.$/, '')

/** `api.acme.com`, `api.acme.com:8443`, or `*.acme.com` for every name below. */
export function hostMatches(place: Place, pattern: string): boolean {
  const host = pattern.toLowerCase()
  if (host.startsWith('*.')) return nameOf(place).endsWith(host.slice(1)) || place.host.endsWith(host.slice(1))
  return host === nameOf(place) || host === place.host
}

/** Whether the list lets somebody go there; an empty one names nobody and so keeps nobody away. */
export function isAllowedHost(place: Place, allowed: readonly string[]): boolean {
  return allowed.length === 0 || allowed.some((pattern) => hostMatches(place, pattern))
}
