import { z } from 'zod'
import { templateFaultInWords } from '../domain/template-faults.ts'
import type { TemplateDone } from '../flows/manage-templates.ts'
import { accountsOf } from '../flows/sync-templates.ts'
import type { Lines, Templates } from '../flows/world.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface TemplateRouteOptions {
  readonly templates: Pick<Templates, 'list' | 'create' | 'edit' | 'remove' | 'sync' | 'follow'>
  readonly lines: Lines
}

/** Read where it is looked over, so that all faults are told at once and at their places. */
const written = z.looseObject({ account: z.string().min(1).optional() })
const change = z.strictObject({ category: z.unknown().optional(), components: z.unknown().optional() })

/** What may be said outside the window, and how Meta stands to it. */
export const templateRoutes = ({ templates, lines }: TemplateRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/templates',
    action: 'template.read',
    handle: async () => answer({ templates: await templates.list() }),
  }),
  route({
    method: 'POST',
    path: '/api/templates',
    action: 'template.manage',
    body: written,
    handle: async ({ body: { account, ...form } }) => told(await templates.create(form, account), 201),
  }),
  route({
    method: 'PATCH',
    path: '/api/templates/:id',
    action: 'template.manage',
    body: change,
    handle: async ({ ids, body }) => told(await templates.edit({ id: ids.id }, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/templates/:id',
    action: 'template.manage',
    handle: async ({ ids }) => told(await templates.remove({ id: ids.id })),
  }),
  route({
    method: 'POST',
    path: '/api/templates/sync',
    action: 'template.sync',
    async handle() {
      const accounts = accountsOf(lines.all)
      if (accounts.length === 0) return problem(409, 'No line names its account: set accountId.')
      const results = await Promise.all(
        accounts.map(async (account) => ({ account, ...(await templates.sync(account)) })),
      )
      return answer({ ok: results.every(({ kind }) => kind === 'synced'), accounts: results })
    },
  }),
]

function told(done: TemplateDone, status = 200): Response {
  switch (done.kind) {
    case 'done':
      return answer({ template: done.template }, status)
    case 'faulty': {
      const faults = done.faults.map((fault) => ({ ...fault, says: templateFaultInWords(fault) }))
      return problem(422, faults.map(({ says }) => says).join(' '), { because: 'faulty', faults })
    }
    case 'refused':
      return problem(422, done.reason, { because: 'refused', ...(done.at !== undefined && { at: done.at }) })
    case 'unknown':
      return problem(404, done.reason)
    case 'unreachable':
      return problem(502, done.reason, { because: 'unreachable' })
  }
}
