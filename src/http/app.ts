import { Hono } from 'hono'
import { bodyWithin } from './body.ts'
import type { ConsolePages } from './console-pages.ts'
import { type Answer, LARGEST_BODY, TOO_LARGE, type WebhookDoor } from './webhook.ts'
import type { WebhookRoute } from './webhook-routes.ts'

const NO_SUCH_AGENT: Answer = {
  status: 404,
  body: JSON.stringify({ ok: false, error: 'There is no such agent.' }),
  type: 'application/json',
}

export interface AppOptions {
  readonly door: WebhookDoor
  readonly health: () => Promise<{ status: number; body: object }>
  readonly prefix: string
  readonly webhookRoute: (path: string) => WebhookRoute | undefined
  /** All that wants a session or a token: see mount.ts. */
  readonly guarded: Hono
  /** The web desk, which asks for its data there. */
  readonly pages: ConsolePages
  /** Proven by Slack's signature; there where Slack tells us over HTTP. */
  readonly slackDoor?: ((request: Request) => Promise<Response>) | undefined
}

/** The doors of the server. The webhook is proven by its signature; health tells nothing that is secret. */
export function createApp({ door, health, prefix, webhookRoute, guarded, pages, slackDoor }: AppOptions): Hono {
  const app = new Hono()

  app.on(['GET', 'POST'], '*', async ({ req }, next) => {
    const found = webhookRoute(req.path)
    if (!found) return next()
    if (found.kind === 'no-such-agent') return respond(NO_SUCH_AGENT)
    if (req.method === 'GET') return respond(door.verify(new URL(req.url).searchParams, found.agent))
    return respond(await accept(req.raw, found.agent))
  })
  for (const path of new Set(['/health', `${prefix}/health`]))
    app.get(path, async () => {
      const { status, body } = await health()
      return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
    })
  if (slackDoor) app.post('/channels/slack/events', ({ req }) => slackDoor(req.raw))
  for (const path of ['/desk', '/desk/*']) app.get(path, pages)
  app.route('/', guarded)
  app.notFound((context) => context.json({ ok: false, error: 'There is nothing here.' }, 404))
  app.onError((_error, context) => context.json({ ok: false, error: 'Something went wrong on our side.' }, 500))
  return app

  async function accept(request: Request, agent?: string): Promise<Answer> {
    const { headers } = request
    const body = await bodyWithin(request, LARGEST_BODY)
    if (!body) return TOO_LARGE
    return door.accept({
      body,
      signature: headers.get('x-hub-signature-256'),
      agent,
      forwardedFor: headers.get('x-forwarded-for'),
    })
  }
}

function respond({ status, body, type }: Answer): Response {
  return new Response(body, { status, headers: { 'content-type': `${type}; charset=utf-8` } })
}
