import type { Line } from '../domain/line.ts'
import type { EventHandler, EventHandlers, Notice } from '../domain/notice.ts'
import type { Outbound } from '../domain/outbound.ts'
import { type KnownTemplate, templateIn } from '../domain/template.ts'
import { createTemplateDesk } from './manage-templates.ts'
import type { ToldOfTemplate } from './store.ts'
import { createTemplateChanges } from './template-changes.ts'
import type { Templates, TemplateVerdict, World } from './world.ts'

type Needs = Pick<World, 'clock' | 'log' | 'store' | 'lines' | 'whatsapp'>

const EVERY_MS = 6 * 60 * 60_000
/** A template that is at fault by our books may have been mended since; Meta is asked again, but not for each message. */
const FRESH_MS = 10_000
const NO_FAULTS: TemplateVerdict = { faults: [] }

export const accountsOf = (lines: readonly Line[]): string[] => [
  ...new Set(lines.flatMap(({ account }) => (account ? [account] : []))),
]

/** Keeps what Meta knows of the templates, and compares with it before a template is sent. */
export function createTemplates(world: Needs): Templates {
  const { clock, log, store, lines, whatsapp } = world
  const changes = createTemplateChanges(world)
  const queued = new Map<string, { begun: boolean; done: ReturnType<Templates['sync']> }>()

  async function sync(account: string): ReturnType<Templates['sync']> {
    const line = lines.all.find((one) => one.account === account)
    if (!line) return { kind: 'failed', because: 'refused', reason: `no line belongs to the account ${account}` }
    const answer = await whatsapp.templates.list(line)
    if (answer.kind === 'failed') {
      log.warn('templates-not-synced', { account, because: answer.because, reason: answer.reason })
      return answer
    }
    const { templates } = answer
    await store.keepTemplates({ business: line.business, account, templates, syncedAt: clock.now() })
    changes.tell(line.business)
    if (templates.length > 0) log.debug('templates-synced', { account, count: templates.length })
    return { kind: 'synced', count: templates.length }
  }

  /** What is under way may have been asked before the change that somebody heard of: one more follows it, for all of them. */
  function syncInTurn(account: string): ReturnType<Templates['sync']> {
    const last = queued.get(account)
    if (last?.begun === false) return last.done
    const turn = { begun: false, done: (last?.done ?? Promise.resolve()).catch(() => {}).then(() => run()) }
    const run = () => {
      turn.begun = true
      return sync(account).finally(() => queued.get(account) === turn && queued.delete(account))
    }
    queued.set(account, turn)
    return turn.done
  }

  const named = (line: Line, name: string) =>
    store.templatesNamed({ business: line.business, account: line.account!, name })

  return {
    ...createTemplateDesk({ ...world, sync: syncInTurn }),
    sync: syncInTurn,
    follow: changes.follow,
    async tell(told) {
      const line = lines.all.find(({ account }) => account === told.account)
      if (line && (await store.keepTemplateNews({ ...told, business: line.business }))) changes.tell(line.business)
    },
    async check(line, message) {
      const name = templateIn(message)?.name
      if (!name || !line.account) return NO_FAULTS
      const known = await named(line, name)
      if (known.syncedAt === undefined) return NO_FAULTS
      const verdict = compare(message, known.templates)
      if (verdict.faults.length === 0 || clock.now() - known.syncedAt < FRESH_MS) return verdict
      const synced = await syncInTurn(line.account).catch(() => undefined)
      return synced?.kind === 'synced' ? compare(message, (await named(line, name)).templates) : verdict
    },
  }

  function compare(message: Outbound, known: readonly KnownTemplate[]): TemplateVerdict {
    return whatsapp.templates.check(message, known) ?? NO_FAULTS
  }
}

/** Meta tells that a template has changed: what we know of the account's templates is asked anew, and why is kept. */
export function templateHandler({ templates, lines }: Pick<World, 'templates' | 'lines'>): EventHandlers {
  const ask: EventHandler = async ({ account, notices, receivedAt }) => {
    if (!account || !accountsOf(lines.all).includes(account)) return
    // What is new to us is there to be told of only then.
    const synced = await templates.sync(account)
    for (const notice of notices) {
      const told = toldIn(notice)
      if (told) await templates.tell({ account, at: receivedAt, ...told })
    }
    if (synced.kind === 'failed') throw new Error(`The templates could not be synced: ${synced.reason}`)
  }
  return Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, ask]))
}

function toldIn(notice: Notice): Omit<ToldOfTemplate, 'business' | 'account' | 'at'> | undefined {
  if (notice.kind === 'template-status') {
    const { template, event, reason, detail } = notice
    return { name: template.name, language: template.language, status: { event, reason, detail } }
  }
  if (notice.kind !== 'template-category') return undefined
  const { template, before, becomes, at } = notice
  // An advance notice tells the category that it still has.
  const category = { before: becomes === undefined ? before : undefined, next: becomes, nextAt: at }
  return { name: template.name, language: template.language, category }
}

const TEMPLATE_FIELDS = [
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
]

/** Syncs every account at once and then again and again. Call the result to stop. */
export function keepTemplatesFresh({
  clock,
  log,
  lines,
  templates,
}: Pick<World, 'clock' | 'log' | 'lines' | 'templates'>) {
  const accounts = accountsOf(lines.all)
  let cancel = () => {}
  const turn = () => {
    for (const account of accounts)
      templates.sync(account).catch((error) => log.warn('templates-not-synced', { account, error }))
    cancel = clock.after(EVERY_MS, turn)
  }
  if (accounts.length > 0) turn()
  return () => cancel()
}
