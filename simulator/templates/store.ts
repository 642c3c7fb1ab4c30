import type { Agenda } from '../agenda.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Line } from '../line.ts'
import type { Fields } from '../parameter.ts'
import { readTemplateForm } from './form.ts'
import { createNews, type Rejection, type Tell } from './news.ts'
import type { Category, Component, Quality, Template, TemplateForm } from './template.ts'

/** Which templates: by name, in every language and account unless told. */
export interface Where {
  readonly language?: string
  readonly wabaId?: string
}

/** What Meta does to templates, for tests and pages; the business is told by webhook. */
export interface Templates {
  /**
   * How long a new or changed template waits for its approval: 0 unless told, which is the next moment on the simulator's
   * clock. `undefined`: until `approve`.
   */
  approvalAfterMs: number | undefined
  /** An approved template, without a webhook: on the account of the first line unless told. */
  add(form: Fields, where?: Pick<Where, 'wabaId'>): Template
  approve(name: string, where?: Where): void
  reject(name: string, why?: Rejection, where?: Where): void
  /** For bad quality, and the third time for good. Meta lifts a pause after hours; here `approve` does. */
  pause(name: string, where?: Where): void
  disable(name: string, where?: Where): void
  flag(name: string, where?: Where): void
  changeQuality(name: string, quality: Quality, where?: Where): void
  changeCategory(name: string, category: Category, where?: Where): void
  /** From now on sends are held for quality assessment, until they are released or dropped. */
  hold(name: string, where?: Where): void
  release(name: string, where?: Where): void
  drop(name: string, where?: Where): void
  all(): readonly Template[]
}

export interface TemplateStore extends Templates {
  find(wabaId: string, name: string, language: string): Template | undefined
  byId(id: string): Template | undefined
  ofAccount(wabaId: string): Template[]
  create(wabaId: string, form: TemplateForm): Template
  /** How many were created on an account within so much time. */
  createdWithin(wabaId: string, ms: number): number
  edit(template: Template, change: { category?: Category; components?: readonly Component[] }): void
  remove(templates: readonly Template[]): void
  clear(): void
}

const MOST_PAUSES = 2

interface Needs {
  readonly agenda: Agenda
  readonly identifiers: Identifiers
  readonly lines: readonly Line[]
  readonly announce: Tell
}

export function createTemplates({ agenda, identifiers, lines, announce }: Needs): TemplateStore {
  const templates = new Map<string, Template>()
  let creations: { readonly wabaId: string; readonly at: number }[] = []
  const news = createNews(lines, agenda.now, announce)

  function keep(wabaId: string, form: TemplateForm, status: Template['status']): Template {
    const template: Template = {
      ...form,
      id: identifiers.number(),
      wabaId,
      previousCategory: undefined,
      status,
      rejectedReason: 'NONE',
      quality: 'UNKNOWN',
      pauses: 0,
      paced: false,
      held: [],
      editedAt: [],
    }
    templates.set(template.id, template)
    return template
  }

  function each(name: string, { language, wabaId }: Where, change: (template: Template) => void) {
    const found = [...templates.values()].filter(
      (one) =>
        one.name === name &&
        (language === undefined || one.language === language) &&
        (wabaId === undefined || one.wabaId === wabaId),
    )
    if (found.length === 0) throw new Error(`No template is called "${name}". There are: ${names() || 'none'}.`)
    for (const template of found) change(template)
  }
  const names = () => [...new Set([...templates.values()].map((template) => template.name))].join(', ')

  function approveLater(template: Template) {
    if (store.approvalAfterMs === undefined) return
    agenda.after(store.approvalAfterMs, () => {
      if (template.status === 'PENDING') approve(template)
    })
  }

  function approve(template: Template) {
    const paused = template.status === 'PAUSED'
    template.status = 'APPROVED'
    if (paused) news.unpaused(template)
    else news.status(template, 'APPROVED')
  }

  function pause(template: Template) {
    template.pauses++
    if (template.pauses > MOST_PAUSES) return disable(template)
    template.status = 'PAUSED'
    news.paused(template)
  }

  function disable(template: Template) {
    template.status = 'DISABLED'
    news.disabled(template)
  }

  function letGo(template: Template, released: boolean) {
    template.paced = false
    for (const go of template.held.splice(0)) go(released)
  }

  const store: TemplateStore = {
    approvalAfterMs: 0,
    add: (form, { wabaId = lines[0]?.details.wabaId ?? '' } = {}) => keep(wabaId, readTemplateForm(form), 'APPROVED'),
    approve: (name, where = {}) => each(name, where, approve),
    reject: (name, why = {}, where = {}) =>
      each(name, where, (one) => {
        one.status = 'REJECTED'
        one.rejectedReason = why.reason ?? 'INVALID_FORMAT'
        news.rejected(one, why)
      }),
    pause: (name, where = {}) => each(name, where, pause),
    disable: (name, where = {}) => each(name, where, disable),
    flag: (name, where = {}) => each(name, where, (one) => news.status(one, 'FLAGGED')),
    changeQuality: (name, quality, where = {}) =>
      each(name, where, (one) => {
        const before = one.quality
        one.quality = quality
        news.quality(one, before)
      }),
    changeCategory: (name, category, where = {}) =>
      each(name, where, (one) => {
        one.previousCategory = one.category
        one.category = category
        news.category(one, one.previousCategory)
      }),
    hold: (name, where = {}) =>
      each(name, where, (one) => {
        one.paced = true
      }),
    release: (name, where = {}) => each(name, where, (one) => letGo(one, true)),
    drop: (name, where = {}) => each(name, where, (one) => letGo(one, false)),
    all: () => [...templates.values()],
    find: (wabaId, name, language) =>
      [...templates.values()].find((one) => one.wabaId === wabaId && one.name === name && one.language === language),
    byId: (id) => templates.get(id),
    ofAccount: (wabaId) => [...templates.values()].filter((one) => one.wabaId === wabaId),
    create(wabaId, form) {
      creations.push({ wabaId, at: agenda.now() })
      const template = keep(wabaId, form, 'PENDING')
      approveLater(template)
      return template
    },
    createdWithin: (wabaId, ms) =>
      creations.filter((one) => one.wabaId === wabaId && agenda.now() - one.at < ms).length,
    edit(template, change) {
      if (template.status === 'APPROVED') template.editedAt.push(agenda.now())
      Object.assign(template, change)
      template.status = 'PENDING'
      approveLater(template)
    },
    remove(gone) {
      for (const template of gone) {
        templates.delete(template.id)
        news.status(template, 'DELETED')
      }
    },
    clear() {
      templates.clear()
      creations = []
      store.approvalAfterMs = 0
    },
  }
  return store
}
