import type { CallPermission, Choice, Content } from '../../domain/content.ts'
import { flag, isObject, type Json, label, moment, part, text, told } from './values.ts'

/** A form is a page of fields: what is nested deeper was not filled in by a person, and no stack should bear it. */
const DEEPEST_FORM = 32

/** A tap, a form or a permission. Without a type, the part that is there tells. */
export function readInteractive(interactive: Json): Content | undefined {
  const { button_reply, list_reply, nfm_reply, call_permission_reply } = interactive
  switch (text(interactive.type) ?? Object.keys(interactive).find((key) => key.endsWith('_reply'))) {
    case 'button_reply':
      return choice('button', part(button_reply).id, part(button_reply).title)
    case 'list_reply':
      return choice('list', part(list_reply).id, part(list_reply).title, part(list_reply).description)
    case 'nfm_reply':
      return isObject(nfm_reply) ? readForm(nfm_reply) : undefined
    case 'call_permission_reply':
      return isObject(call_permission_reply) ? readCallPermission(call_permission_reply) : undefined
    default:
      return undefined
  }
}

/** A tap on a template's quick reply. It may come without context. */
export function readButton({ payload, text: title }: Json): Choice | undefined {
  return choice('template', payload, title)
}

/** The id is what was agreed, the title what was read: one stands for the other where it is missing. */
function choice(from: Choice['from'], agreed: unknown, read: unknown, more?: unknown): Choice | undefined {
  const id = text(agreed) ?? text(read)
  const title = text(read) ?? id
  if (id === undefined || title === undefined) return undefined
  return { kind: 'choice', from, id, title, ...told({ description: text(more) }) }
}

function readForm({ name, response_json }: Json): Content {
  const data = typeof response_json === 'string' ? parsed(response_json) : response_json
  const fields = isObject(data) ? legible(data, DEEPEST_FORM) : undefined
  return { kind: 'form', name: label(name) ?? 'flow', ...told({ data: isObject(fields) ? fields : undefined }) }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A copy that every store bears; `undefined` when some of it lies too deep. */
function legible(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return text(value) ?? ''
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return undefined
  const copy: [string, unknown][] = []
  for (const [key, inner] of Object.entries(value)) {
    const read = legible(inner, depth - 1)
    if (read === undefined) return undefined
    if (key !== '__proto__') copy.push([text(key) ?? '', read])
  }
  return Array.isArray(value) ? copy.map(([, inner]) => inner) : Object.fromEntries(copy)
}

function readCallPermission(reply: Json): CallPermission | undefined {
  const { response, is_permanent, response_source, expiration_timestamp } = reply
  if (response !== 'accept' && response !== 'reject') return undefined
  const expiresAt = moment(expiration_timestamp) || undefined
  return {
    kind: 'call-permission',
    accepted: response === 'accept',
    permanent: flag(is_permanent),
    automatic: response_source === 'automatic',
    ...told({ expiresAt }),
  }
}
