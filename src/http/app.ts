import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Answer, LARGEST_BODY, type WebhookDoor } from './webhook.ts'

export interface AppOptions {
  readonly door: WebhookDoor
  readonly health: () => Promise<{ status: number; body: object }>
  readonly prefix: string
  readonly routes: {
    readonly whatsapp: boolean
    readonly webhook: boolean
    readonly channels: boolean
    readonly agents: boolean
  }
  readonly hasAgent: (name: string) => boolean
}

const TOO_LARGE = { ok: false, error: 'The body is larger than anything Meta sends.' }

/** Every route of the server, one a line. The webhook is proven by its signature; health tells nothing that is secret. */
export function createApp({ door, health, prefix, routes, hasAgent }: AppOptions): Hono {
  const app = new Hono()
  const webhookPaths = [
    routes.whatsapp && `${prefix}/webhook`,
    routes.webhook && '/webhook/whatsapp',
    routes.channels && '/v1/channels/whatsapp/webhook',
  ].filter((path): path is string => Boolean(path))

  // Counted while it is read: nobody fills the memory with a body that could not be Meta's.
  app.on('POST', '*', bodyLimit({ maxSize: LARGEST_BODY, onError: (context) => context.json(TOO_LARGE, 413) }))
  for (const path of new Set(webhookPaths)) {
    app.get(path, (context) => respond(door.verify(new URL(context.req.url).searchParams)))
    app.post(path, async (context) => respond(await accept(context.req.raw)))
  }
  if (routes.agents) {
    const path = '/v1/agents/:agent/channels/whatsapp/webhook'
    app.use(path, async (context, next) => {
      if (!hasAgent(context.req.param('agent')))
        return context.json({ ok: false, error: 'There is no such agent.' }, 404)
      return next()
    })
    app.get(path, (context) => respond(door.verify(new URL(context.req.url).searchParams, context.req.param('agent'))))
    app.post(path, async (context) => respond(await accept(context.req.raw, context.req.param('agent'))))
  }
  for (const path of new Set(['/health', `${prefix}/health`]))
    app.get(path, async () => {
      const { status, body } = await health()
      return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
    })
  app.notFound((context) => context.json({ ok: false, error: 'There is nothing here.' }, 404))
  app.onError((_error, context) => context.json({ ok: false, error: 'Something went wrong on our side.' }, 500))
  return app

  async function accept(request: Request, agent?: string): Promise<Answer> {
    return door.accept(new Uint8Array(await request.arrayBuffer()), request.headers.get('x-hub-signature-256'), agent)
  }
}

function respond({ status, body, type }: Answer): Response {
  return new Response(body, { status, headers: { 'content-type': `${type}; charset=utf-8` } })
}
