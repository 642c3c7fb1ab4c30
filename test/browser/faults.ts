import type { BrowserContext, ConsoleMessage } from 'playwright-core'

/** What went wrong on the pages of a context, in words. */
export interface Faults {
  found(): readonly string[]
  /** What matches is no fault, before or after it was seen. */
  allow(...patterns: RegExp[]): void
  /** Resolves when everything that pages have told so far has arrived. */
  settled(): Promise<void>
}

const INSIDE = /^(?:https?|wss?):\/\/(?:127\.0\.0\.1|localhost)(?:[:/]|$)|^(?:data|blob|about|chrome-error):/
/** Not signed in, somebody else was quicker, a file that nobody has any more: answers that a desk is made for. */
const ORDINARY = /status of (?:401|409|410) /
const TELL = '__tellFault'

export async function watchFaults(context: BrowserContext): Promise<Faults> {
  const seen: string[] = []
  const allowed: RegExp[] = []
  const note = (what: string) => {
    if (!seen.includes(what)) seen.push(what)
  }

  await context.exposeBinding(TELL, (_source, { what, ...place }: Violation) =>
    note(`csp: ${what} (${placeOf(place)})`),
  )
  await context.addInitScript(reportViolations, TELL)
  context.on('console', (message) => {
    if (message.type() === 'error' && !isOrdinary(message))
      note(`console: ${message.text()} (${placeOf(located(message))})`)
  })
  context.on('weberror', (error) => note(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    if (!INSIDE.test(request.url())) note(`outside: ${request.method()} ${request.url()}`)
  })

  return {
    found: () => seen.filter((what) => !allowed.some((pattern) => pattern.test(what))),
    allow: (...patterns) => void allowed.push(...patterns),
    async settled() {
      // Messages of a page arrive in order: what answers now comes after all it has told.
      await Promise.all(context.pages().map((page) => page.evaluate('0').catch(() => {})))
    },
  }
}

/** Chromium counts the lines of the console from 0. */
function located(message: ConsoleMessage) {
  const { url, lineNumber } = message.location()
  return { url, lineNumber: lineNumber + 1 }
}

function isOrdinary(message: ConsoleMessage): boolean {
  return ORDINARY.test(message.text()) && /\/api\//.test(message.location().url)
}

const placeOf = ({ url, lineNumber }: { url: string; lineNumber: number }): string =>
  `${url.replace(/^https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?/, '')}:${lineNumber}`

interface Violation {
  readonly what: string
  readonly url: string
  readonly lineNumber: number
}

/** Runs in the page. */
function reportViolations(tell: string) {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    const report = (window as unknown as Record<string, (violation: Violation) => void>)[tell]
    report?.({ what: `${effectiveDirective} refused ${blockedURI || 'inline'}`, url: sourceFile ?? '', lineNumber })
  })
}
