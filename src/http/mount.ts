import { type Context, Hono } from 'hono'
import { bodyWithin } from './body.ts'
import { type Gate, nothingHere, unknown, type WhoAsks } from './gate.ts'
import { problem, type Route } from './routes.ts'

export interface MountOptions {
  readonly routes: readonly Route[]
  readonly gate: Gate
  readonly whoAsks: WhoAsks
  readonly now: () => number
}

const LARGEST_JSON = 1_048_576

/** The routes with the gate before each. There is no other way in. */
export function mount({ routes, gate, whoAsks, now }: MountOptions): Hono {
  const app = new Hono()
  for (const route of routes)
    app.on(route.method, route.path, async (context) => sealed(await respond(context, route), now()))
  app.all('/api/*', async (context) => {
    const asker = await whoAsks(context, { action: 'session.own' })
    return sealed(asker.kind === 'known' ? nothingHere() : unknown(asker.cure), now())
  })
  return app

  async function respond(context: Context, route: Route): Promise<Response> {
    const admitted = await gate(context, route)
    if (admitted instanceof Response) return admitted
    const body = route.body ? await bodyOf(context.req.raw, route.body, route.largest) : undefined
    if (body instanceof Response) return body
    const { req } = context
    const actorNow = async () => {
      const again = await gate(context, route)
      return again instanceof Response ? undefined : again.actor
    }
    return route.handle({
      ...admitted,
      actorNow,
      ids: req.param(),
      query: req.query(),
      body,
      now: now(),
      request: req.raw,
    })
  }
}

/** What people ask for is theirs: nothing between them and us keeps it, or guesses what it is. */
function sealed(response: Response, now: number): Response {
  const { headers } = response
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  // A desk counts waiting times by our clock, not by its own.
  headers.set('x-now', String(now))
  return response
}

async function bodyOf(request: Request, schema: NonNullable<Route['body']>, largest = LARGEST_JSON): Promise<unknown> {
  const bytes = await bodyWithin(request, largest)
  if (!bytes) return problem(413, 'The body is too large.')
  let given: unknown
  try {
    given = bytes.length === 0 ? {} : JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return problem(400, 'The body is not JSON.')
  }
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  return problem(400, faults.join('; '))
}
