import type { Line } from '../domain/line.ts'
import type { KnownTemplate, TemplateComponent, TemplateFailure } from '../domain/template.ts'
import type { TemplateAccount } from '../flows/world.ts'
import { type Fields, mayPass, readFields } from './graph-fields.ts'
import { templateRefusal } from './template-refusal.ts'
import type { Transport } from './transport.ts'

export interface TemplateOptions {
  readonly transport: Transport
  readonly graph: { readonly url: string; readonly version: string }
  readonly tokenOf: (line: Line) => string
}

const FIELDS = 'id,name,language,status,category,quality_score,rejected_reason,parameter_format,components'
const PAGE = 100
/** An account has at most 6,000 in all languages; a cursor that leads in a circle must end somewhere. */
const MOST_PAGES = 100

/** The templates of a line's WhatsApp Business account, in Meta's books. */
export function createTemplateAccount({ transport, graph, tokenOf }: TemplateOptions): Omit<TemplateAccount, 'check'> {
  async function ask(line: Line, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
    const answer = await transport({
      method,
      url: `${graph.url}/${graph.version}/${path}`,
      token: tokenOf(line),
      ...(body && { body: JSON.stringify(body) }),
    })
    const read = readFields(answer)
    if (read.kind === 'fields') return read
    if (read.kind === 'none') return { kind: 'failed', because: 'unreachable', reason: read.reason } as const
    const because = mayPass(read.code) ? 'unreachable' : 'refused'
    return { kind: 'failed', because, ...templateRefusal(read) } satisfies TemplateFailure
  }
  const edgeOf = (line: Line) => `${line.account ?? ''}/message_templates`

  return {
    async list(line) {
      const templates: KnownTemplate[] = []
      let after: unknown
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = new URLSearchParams({ fields: FIELDS, limit: String(PAGE) })
        if (typeof after === 'string') query.set('after', after)
        const answer = await ask(line, 'GET', `${edgeOf(line)}?${query}`)
        if (answer.kind === 'failed') return answer
        const { data, paging } = answer.fields as {
          data?: Fields[]
          paging?: { cursors?: { after?: unknown }; next?: unknown }
        }
        if (!Array.isArray(data))
          return { kind: 'failed', because: 'unreachable', reason: 'WhatsApp named no templates' }
        templates.push(...data.map(readTemplate))
        after = paging?.cursors?.after
        if (!paging?.next || !after) return { kind: 'templates', templates }
      }
      return { kind: 'failed', because: 'unreachable', reason: 'the list of templates has no end' }
    },

    async get(line, id) {
      const answer = await ask(line, 'GET', `${encodeURIComponent(id)}?fields=${FIELDS}`)
      return answer.kind === 'failed' ? answer : { kind: 'template', template: readTemplate(answer.fields) }
    },

    async create(line, { name, language, category, parameters, components }) {
      const answer = await ask(line, 'POST', edgeOf(line), {
        name,
        language,
        category,
        ...(parameters && { parameter_format: parameters }),
        components,
      })
      if (answer.kind === 'failed') return answer
      return { kind: 'created', id: String(answer.fields.id), status: String(answer.fields.status ?? 'PENDING') }
    },

    async edit(line, id, change) {
      const answer = await ask(line, 'POST', encodeURIComponent(id), change)
      return answer.kind === 'failed' ? answer : { kind: 'edited' }
    },

    async delete(line, { name, id }) {
      const query = new URLSearchParams({ name, ...(id !== undefined && { hsm_id: id }) })
      const answer = await ask(line, 'DELETE', `${edgeOf(line)}?${query}`)
      return answer.kind === 'failed' ? answer : { kind: 'deleted' }
    },
  }
}

/** Strict about nothing: a template that we cannot read in full must not hide the others. */
function readTemplate(template: Fields): KnownTemplate {
  const { id, name, language, status, category, quality_score, rejected_reason, parameter_format, components } =
    template
  const quality = (quality_score as { score?: unknown } | undefined)?.score
  return {
    id: String(id),
    name: String(name),
    language: String(language),
    status: String(status ?? 'UNKNOWN').toUpperCase(),
    category: String(category ?? ''),
    quality: typeof quality === 'string' && quality !== 'UNKNOWN' ? quality : undefined,
    rejection:
      typeof rejected_reason === 'string' && rejected_reason !== '' && rejected_reason !== 'NONE'
        ? rejected_reason
        : undefined,
    parameters: String(parameter_format).toLowerCase() === 'named' ? 'named' : 'positional',
    components: (Array.isArray(components) ? components : []).filter(isComponent).map((component) => ({
      ...component,
      type: component.type.toUpperCase(),
    })),
  }
}

const isComponent = (component: unknown): component is TemplateComponent =>
  typeof component === 'object' && component !== null && 'type' in component && typeof component.type === 'string'
