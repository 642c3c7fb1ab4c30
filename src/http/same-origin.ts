/** What a request tells of the page it was made by. */
interface Made {
  readonly headers: Headers
  /** Where browsers know us: `https://desk.example.com`; undefined where nobody has told us. */
  readonly publicUrl: string | undefined
  /** What the request calls us. */
  readonly host: string
}

/** Whether a page of ours made it, one of others, or something that is no browser. */
export function pageThatAsks({ headers, publicUrl, host }: Made): 'ours' | 'of others' | 'none' {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return 'of others'
  if (origin === null) return site === null ? 'none' : 'ours'
  const address = URL.parse(origin)
  if (!address) return 'of others'
  const isOurs = publicUrl ? address.origin === new URL(publicUrl).origin : address.host === host
  return isOurs ? 'ours' : 'of others'
}

/** A form of another page can send anything but this without asking us first. */
export const isJson = (headers: Headers): boolean =>
  /^application\/json\s*(;|$)/i.test(headers.get('content-type')?.trim() ?? '')
