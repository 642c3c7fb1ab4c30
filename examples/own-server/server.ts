import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createWabaton, type Turn } from 'wabaton'

const wabaton = createWabaton({ agent: (turn: Turn) => `You wrote: ${turn.text}` })

const app = new Hono()
app.get('/', (context) => context.text('My own program'))
app.all('/whatsapp/*', (context) => wabaton.fetch(context.req.raw))

// Begins with what an earlier run left undone. Without it the first request does.
await wabaton.start()
const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) =>
  console.log(`Listening on port ${port}`),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    server.close()
    void wabaton.stop()
  })
