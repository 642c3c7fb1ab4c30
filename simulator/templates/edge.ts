import { type GraphAnswer, jsonAnswer } from '../graph-answer.ts'
import type { Line } from '../line.ts'
import { asInvalid, type Fields, invalidParameter as invalid, parameter, Refused } from '../parameter.ts'
import { readComponents, readTemplateForm } from './form.ts'
import type { TemplateStore } from './store.ts'
import { CATEGORIES, type Template } from './template.ts'

export interface TemplateRequest {
  readonly method: string
  readonly query: URLSearchParams
  readonly body: Fields
  readonly now: number
  /** Of the same request, without its query. */
  readonly address: string
}

const HOUR_MS = 60 * 60 * 1000
const MOST_CREATIONS_AN_HOUR = 100
const DAY_MS = 24 * HOUR_MS
const MOST_EDITS_IN_30_DAYS = 10

/** Every language of one name. */
const ALREADY_THERE = 2388024
const NOT_THERE = 2593002

/** `GET`, `POST` and `DELETE /{WABA id}/message_templates` */
export function templatesOfAccount(
  store: TemplateStore,
  account: readonly Line[],
  request: TemplateRequest,
): GraphAnswer {
  const wabaId = account[0]!.details.wabaId
  const { method, query, body, address } = request
  if (method === 'GET') return list(store.ofAccount(wabaId), query, address)
  if (method === 'DELETE') return remove(store, wabaId, query)
  const form = asInvalid(() => readTemplateForm(body))
  if (store.createdWithin(wabaId, HOUR_MS) >= MOST_CREATIONS_AN_HOUR) throw new Refused({ code: 80008 })
  if (store.find(wabaId, form.name, form.language)) {
    throw invalid(`There is already ${form.language} content for the template "${form.name}".`, ALREADY_THERE)
  }
  const { id, status, category } = store.create(wabaId, form)
  return jsonAnswer({ id, status, category })
}

/** `GET` and `POST /{template id}` */
export function oneTemplate(store: TemplateStore, template: Template, request: TemplateRequest): GraphAnswer {
  const { method, query, body, now } = request
  if (method === 'GET') return jsonAnswer(describe(template, query.get('fields')))
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
    throw invalid(`A template that is ${template.status} cannot be edited.`)
  }
  const change = asInvalid(() => {
    const category = parameter(body, 'template').at('category').ifGiven()?.oneOf(CATEGORIES)
    return {
      ...(category && { category }),
      ...(body.components !== undefined && {
        components: readComponents(body, category ?? template.category, template.parameterFormat),
      }),
    }
  })
  if (template.status === 'APPROVED') {
    if (change.category && change.category !== template.category) {
      throw invalid('The category of an approved template cannot be changed.')
    }
    const edits = template.editedAt.filter((at) => now - at < 30 * DAY_MS)
    if (edits.some((at) => now - at < DAY_MS) || edits.length >= MOST_EDITS_IN_30_DAYS) {
      throw invalid(`An approved template can be edited once a day and ${MOST_EDITS_IN_30_DAYS} times in 30 days.`)
    }
  }
  store.edit(template, change)
  return jsonAnswer({ success: true })
}

function remove(store: TemplateStore, wabaId: string, query: URLSearchParams): GraphAnswer {
  const [name, id] = [query.get('name'), query.get('hsm_id')]
  if (!name) throw invalid('The parameter name is required.')
  const gone = store.ofAccount(wabaId).filter((one) => one.name === name && (!id || one.id === id))
  if (gone.length === 0) throw invalid(`No template is called "${name}"${id ? ` with the id ${id}` : ''}.`, NOT_THERE)
  store.remove(gone)
  return jsonAnswer({ success: true })
}

const FILTERS = ['name', 'status', 'category', 'language'] as const
const PAGE = { usual: 25, most: 1000 }

function list(templates: readonly Template[], query: URLSearchParams, address: string): GraphAnswer {
  const fitting = templates.filter((template) =>
    FILTERS.every((filter) => !query.has(filter) || template[filter] === query.get(filter)),
  )
  const limit = Math.min(Number(query.get('limit') ?? PAGE.usual) || PAGE.usual, PAGE.most)
  const after = query.get('after')
  const start = after === null ? 0 : placeOf(after)
  const page = fitting.slice(start, start + limit)
  const end = cursor(start + page.length)
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'access_token' && name !== 'after'))
  next.set('after', end)
  return jsonAnswer({
    data: page.map((template) => describe(template, query.get('fields'))),
    paging: {
      cursors: { before: cursor(start), after: end },
      ...(start + page.length < fitting.length && { next: `${address}?${next}` }),
    },
  })
}

const cursor = (place: number) => Buffer.from(`place:${place}`).toString('base64url')

function placeOf(written: string): number {
  const place = /^place:(\d+)$/.exec(Buffer.from(written, 'base64url').toString('latin1'))?.[1]
  if (place === undefined) throw invalid('Param after is no cursor of this list.')
  return Number(place)
}

const UNASKED = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id']

function describe(template: Template, fields: string | null) {
  const wanted = fields ? [...fields.split(',').map((field) => field.trim()), 'id'] : UNASKED
  const all: Record<string, unknown> = {
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    ...(template.previousCategory && { previous_category: template.previousCategory }),
    rejected_reason: template.rejectedReason,
    quality_score: { score: template.quality },
    id: template.id,
  }
  return Object.fromEntries(Object.entries(all).filter(([field]) => wanted.includes(field)))
}
