import type { Notice, TemplateName } from '../../domain/notice.ts'
import { id, type Json, label, part, text, told } from './values.ts'

export function readTemplateStatus(value: Json): Notice[] {
  const template = readTemplate(value)
  const event = label(value.event)
  if (!template || event === undefined) return []
  return [{ kind: 'template-status', template, event, ...told({ reason: readReason(value) }) }]
}

export function readTemplateQuality(value: Json): Notice[] {
  const template = readTemplate(value)
  const after = label(value.new_quality_score)
  if (!template || after === undefined) return []
  return [{ kind: 'template-quality', template, after, ...told({ before: label(value.previous_quality_score) }) }]
}

/** An advance notice names the category it will have; until then the other one counts. */
export function readTemplateCategory(value: Json): Notice[] {
  const template = readTemplate(value)
  const announced = label(value.correct_category)
  const category = label(value.new_category) ?? announced
  if (!template || category === undefined) return []
  const becomes = announced === category ? undefined : announced
  return [{ kind: 'template-category', template, category, ...told({ becomes }) }]
}

export function readTemplateChange(value: Json): Notice[] {
  const template = readTemplate(value)
  return template ? [{ kind: 'template-changed', template }] : []
}

function readTemplate(value: Json): TemplateName | undefined {
  const name = label(value.message_template_name)
  if (name === undefined) return undefined
  const language = label(value.message_template_language) ?? ''
  return { name, language, ...told({ id: id(value.message_template_id) }) }
}

/** `NONE` is no reason. A pause tells its own in other words. */
function readReason({ reason, rejection_info, other_info }: Json): string | undefined {
  const said = text(reason)
  if (said !== undefined && said !== 'NONE') return said
  const { title, description } = part(other_info)
  return text(part(rejection_info).reason) ?? text(title) ?? text(description)
}
