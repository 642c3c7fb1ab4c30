import type { Line } from '../domain/line.ts'
import type { TemplateComponent, TemplateFailure, TemplateForm } from '../domain/template.ts'
import type { TemplateFault } from '../domain/template-faults.ts'
import { readComponents, readTemplateForm } from '../domain/template-form.ts'
import type { KeptTemplate } from './store.ts'
import type { World } from './world.ts'

/** What people and programs do with the templates of the business, in Meta's books. Nothing here throws. */
export interface TemplateDesk {
  list(): Promise<readonly KeptTemplate[]>
  /** Looked over here first; then it is Meta's to approve. `account` is needed where lines belong to several. */
  create(written: unknown, account?: string): Promise<TemplateDone>
  /** Other parts, or another category. Meta looks at it anew; until then it cannot be sent. */
  edit(which: WhichTemplate, change: { category?: unknown; components?: unknown }): Promise<TemplateDone>
  /** Without a language in all of them. The name is free again after 30 days. */
  remove(which: WhichTemplate): Promise<TemplateDone>
}

/** By Meta's id, or by name and language. */
export type WhichTemplate = {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly language?: string | undefined
}

export type TemplateDone =
  | { readonly kind: 'done'; readonly template: Pick<KeptTemplate, 'id' | 'name' | 'language' | 'status'> }
  /** Found here; Meta was not asked. */
  | { readonly kind: 'faulty'; readonly faults: readonly TemplateFault[] }
  /** By Meta, or because it is not there to be changed. */
  | { readonly kind: 'refused'; readonly reason: string; readonly at?: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Whether Meta has heard of it nobody knows. */
  | { readonly kind: 'unreachable'; readonly reason: string }

type Needs = Pick<World, 'store' | 'lines' | 'whatsapp' | 'log'> & {
  readonly sync: (account: string) => Promise<unknown>
}

/** Those that Meta takes a change of. */
const EDITABLE = ['APPROVED', 'REJECTED', 'PAUSED']

export function createTemplateDesk({ store, lines, whatsapp, log, sync }: Needs): TemplateDesk {
  /** What Meta has done is done, also where it cannot be looked at just now. */
  const lookAgain = (account: string) =>
    sync(account).catch((error) => log.warn('templates-not-synced', { account, error: error as Error }))
  const lineOf = (account: string) => lines.all.find((line) => line.account === account)

  async function list(): Promise<readonly KeptTemplate[]> {
    const businesses = [...new Set(lines.all.map(({ business }) => business))]
    return (await Promise.all(businesses.map((business) => store.templatesOf(business)))).flat()
  }

  function accountFor(named: string | undefined): Line | TemplateDone {
    const accounts = [...new Set(lines.all.flatMap(({ account }) => (account ? [account] : [])))]
    if (accounts.length === 0)
      return { kind: 'refused', reason: 'No line names its account: set accountId, or WHATSAPP_BUSINESS_ACCOUNT_ID.' }
    if (named === undefined && accounts.length > 1)
      return { kind: 'refused', reason: `Name the account: ${accounts.join(' or ')}.`, at: 'account' }
    const line = lineOf(named ?? accounts[0]!)
    return line ?? { kind: 'refused', reason: `No line belongs to the account ${named}.`, at: 'account' }
  }

  async function find(which: WhichTemplate): Promise<readonly KeptTemplate[]> {
    const all = await list()
    return all.filter(({ id, name, language }) =>
      which.id === undefined
        ? name === which.name && (which.language === undefined || language === which.language)
        : id === which.id,
    )
  }

  return {
    list,

    async create(written, account) {
      const read = readTemplateForm(written)
      if (read.kind === 'faults') return { kind: 'faulty', faults: read.faults }
      const line = accountFor(account)
      if ('kind' in line) return line
      const answer = await whatsapp.templates.create(line, read.form)
      if (answer.kind === 'failed') return failed(answer)
      log.info('template-created', { template: answer.id, account: line.account })
      await lookAgain(line.account!)
      const { name, language } = read.form
      return { kind: 'done', template: { id: answer.id, name, language, status: answer.status } }
    },

    async edit(which, { category, components }) {
      let [template, ...others] = await find(which)
      // Meta may have looked at it meanwhile.
      if (template && !EDITABLE.includes(template.status)) {
        await lookAgain(template.account)
        ;[template, ...others] = await find(which)
      }
      if (!template) return unknown(which)
      if (others.length > 0) return unclear([template, ...others])
      const change = changeOf(template, { category, components })
      if (change.kind !== 'change') return change
      const answer = await whatsapp.templates.edit(lineOf(template.account)!, template.id, change.change)
      if (answer.kind === 'failed') return failed(answer)
      log.info('template-edited', { template: template.id, account: template.account })
      await lookAgain(template.account)
      const { id, name, language } = template
      return { kind: 'done', template: { id, name, language, status: 'PENDING' } }
    },

    async remove(which) {
      const found = await find(which)
      const [template] = found
      if (!template) return unknown(which)
      if (found.some(({ account }) => account !== template.account)) return unclear(found)
      // Without its id Meta deletes all languages of the name.
      const isWhole = which.id === undefined && which.language === undefined
      const { id, name, account } = template
      const answer = await whatsapp.templates.delete(lineOf(account)!, { name, ...(!isWhole && { id }) })
      if (answer.kind === 'failed') return failed(answer)
      log.info('template-deleted', { template: isWhole ? name : id, account })
      await lookAgain(account)
      return { kind: 'done', template: { id, name, language: template.language, status: 'DELETED' } }
    },
  }
}

type Change = { category?: TemplateForm['category']; components?: readonly TemplateComponent[] }

/** What may be changed of it, or why not. */
function changeOf(
  template: KeptTemplate,
  given: { category?: unknown; components?: unknown },
): { kind: 'change'; change: Change } | TemplateDone {
  const { status, name, language, parameters } = template
  if (!EDITABLE.includes(status))
    return {
      kind: 'refused',
      reason: `A template that is ${status} cannot be edited: wait until Meta has looked at it.`,
    }
  const components = given.components === undefined ? template.components : readComponents(given.components)
  const category = String(given.category ?? template.category).toUpperCase() as TemplateForm['category']
  if (status === 'APPROVED' && category !== template.category) {
    const reason = 'The category of an approved template cannot be changed: create another one.'
    return { kind: 'refused', reason, at: 'category' }
  }
  const read = readTemplateForm({ name, language, category, parameters, components })
  if (read.kind === 'faults') return { kind: 'faulty', faults: read.faults }
  const change: Change = {
    ...(category !== template.category && { category }),
    ...(given.components !== undefined && { components }),
  }
  if (Object.keys(change).length === 0)
    return { kind: 'refused', reason: 'Nothing is another than before. Give components, or another category.' }
  return { kind: 'change', change }
}

const failed = ({ because, reason, at }: TemplateFailure): TemplateDone =>
  because === 'refused'
    ? { kind: 'refused', reason, ...(at !== undefined && { at }) }
    : { kind: 'unreachable', reason: `${reason}. Sync the templates before you try again: Meta may have heard of it.` }

const unknown = ({ id, name, language }: WhichTemplate): TemplateDone => ({
  kind: 'unknown',
  reason: `There is no template ${id ?? [name, language && `(${language})`].filter(Boolean).join(' ')}. It may have to be synced first.`,
})

const unclear = (found: readonly KeptTemplate[]): TemplateDone => ({
  kind: 'refused',
  reason: `There are several: ${found.map(({ language, account }) => `${language} (account ${account})`).join(', ')}. Name the language, or the id.`,
})
