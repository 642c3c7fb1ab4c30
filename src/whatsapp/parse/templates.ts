import type { Notice, TemplateName } from '../../domain/notice.ts'
import { id, type Json, label, moment, part, text, told } from './values.ts'

export function readTemplateStatus(value: Json): Notice[] {
  const template = readTemplate(value)
  const event = label(value.event)
  if (!template || event === undefined) return []
  const reason = readReason(value)
  return [{ kind: 'template-status', template, event, ...told({ reason, detail: readDetail(value, reason) }) }]
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
  const at = becomes === undefined ? undefined : moment(value.category_update_timestamp)
  return [
    { kind: 'template-category', template, category, ...told({ before: label(value.previous_category), becomes, at }) },
  ]
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

/** Whatever is said beyond the one word. */
function readDetail({ rejection_info, other_info }: Json, reason: string | undefined): string | undefined {
  const rejected = part(rejection_info)
  const said = [text(rejected.reason), text(rejected.recommendation), text(part(other_info).description)]
  const sentences = said.filter((one) => one !== undefined && one !== reason).map((one) => one!.replace(/\w$/, '$&.'))
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
