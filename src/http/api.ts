import { Hono } from 'hono'
import type { Store } from '../flows/store.ts'
import { accountsOf } from '../flows/sync-templates.ts'
import type { Lines, Templates } from '../flows/world.ts'
import { isSameToken } from '../whatsapp/signature.ts'
import { runsApi } from './runs-api.ts'

export interface ApiOptions {
  /** Without a token the API answers nobody. */
  readonly token: () => string | undefined
  readonly store: Pick<
    Store,
    | 'handoffs'
    | 'release'
    | 'unconfirmed'
    | 'settleUnconfirmed'
    | 'pausedLines'
    | 'resumeLine'
    | 'identityQuestions'
    | 'decideIdentity'
    | 'undoIdentity'
    | 'templatesOf'
    | 'runsOf'
    | 'run'
    | 'usage'
    | 'callsOf'
  >
  readonly business: string
  readonly templates: Pick<Templates, 'sync'>
  readonly lines: Lines
  readonly now: () => number
  readonly wake: () => void
}

const problem = (error: string) => ({ ok: false, error })

/** What programs and teammates may ask over HTTP. Every route wants the bearer token. */
export function createApi({ token: configured, store, business, templates, lines, now, wake }: ApiOptions): Hono {
  const api = new Hono()
  api.use('*', async (context, next) => {
    const token = configured()
    if (!token) return context.json(problem('The API is off. Set WABATON_API_TOKEN to switch it on.'), 401)
    const [, given = ''] = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '') ?? []
    if (isSameToken(given, token)) return next()
    return context.json(problem('Send the API token: Authorization: Bearer <WABATON_API_TOKEN>.'), 401, {
      'www-authenticate': 'Bearer',
    })
  })

  api.get('/deliveries/unconfirmed', async (context) =>
    context.json({ ok: true, deliveries: await store.unconfirmed() }),
  )
  for (const choice of ['send-again', 'leave'] as const)
    api.post(`/deliveries/:id/${choice}`, async (context) => {
      const done = await store.settleUnconfirmed({ delivery: context.req.param('id'), choice, now: now() })
      if (!done) return context.json(problem('This delivery is not unconfirmed, or not any more.'), 409)
      wake()
      return context.json({ ok: true })
    })

  api.get('/handoffs', async (context) => context.json({ ok: true, handoffs: await store.handoffs() }))
  api.post('/handoffs/:id/release', async (context) => {
    const done = await store.release({ handoff: context.req.param('id'), now: now() })
    if (!done) return context.json(problem('There is no open handoff with this id.'), 404)
    wake()
    return context.json({ ok: true })
  })

  api.get('/lines', async (context) => {
    const paused = await store.pausedLines()
    const list = lines.all.map(({ name, displayName, phoneNumberId }) => {
      const pause = paused.find(({ line }) => line === name)
      return { name, displayName, phoneNumberId, paused: pause ?? null }
    })
    return context.json({ ok: true, lines: list })
  })
  api.post('/lines/:name/resume', async (context) => {
    const line = lines.all.find(({ name }) => name === context.req.param('name'))
    if (!line) return context.json(problem('There is no line of this name.'), 404)
    const wasPaused = await store.resumeLine({ business: line.business, line: line.name, now: now() })
    wake()
    return context.json({ ok: true, wasPaused })
  })

  api.get('/templates', async (context) => context.json({ ok: true, templates: await store.templatesOf(business) }))
  api.post('/templates/sync', async (context) => {
    const accounts = accountsOf(lines.all)
    if (accounts.length === 0) return context.json(problem('No line names its account: set accountId.'), 409)
    const results = await Promise.all(
      accounts.map(async (account) => ({ account, ...(await templates.sync(account)) })),
    )
    return context.json({ ok: results.every(({ kind }) => kind === 'synced'), accounts: results })
  })

  api.get('/identity', async (context) =>
    context.json({ ok: true, questions: await store.identityQuestions(business) }),
  )
  for (const decision of ['same', 'different', 'undo'] as const)
    api.post(`/identity/:question/${decision}`, async (context) => {
      const about = { business, question: context.req.param('question'), now: now() }
      const done =
        decision === 'undo'
          ? await store.undoIdentity(about)
          : await store.decideIdentity({ ...about, decision, by: 'api' })
      if (!done)
        return context.json(problem('There is no such question to decide, or no such decision to take back.'), 409)
      return context.json({ ok: true })
    })
  api.route('/', runsApi({ store, business, now }))
  return api
}
