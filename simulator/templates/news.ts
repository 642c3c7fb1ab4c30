import type { Announcement } from '../announce.ts'
import type { Line } from '../line.ts'
import type { Category, Quality, Template } from './template.ts'

export interface Rejection {
  /** `INVALID_FORMAT` unless told. */
  readonly reason?: string
  readonly recommendation?: string
}

export type Tell = (line: Line, field: string, announcement: Announcement) => void

/** Tells the business what became of a template. */
export function createNews(lines: readonly Line[], now: () => number, announce: Tell) {
  function tell({ wabaId }: Template, field: string, announcement: Announcement) {
    const line = lines.find((one) => one.details.wabaId === wabaId && one.subscribed)
    if (line) announce(line, field, announcement)
  }

  function status(template: Template, event: string, more: object = {}) {
    const value = { ...named(template), message_template_category: template.category, ...more }
    tell(template, 'message_template_status_update', { event, value })
  }

  const because = (title: string, description: string) => ({ other_info: { title, description } })

  return {
    status,
    rejected(template: Template, { recommendation }: Rejection) {
      const reason = template.rejectedReason
      const rejection_info = recommendation === undefined ? undefined : { reason, recommendation }
      status(template, 'REJECTED', { reason, rejection_info })
    },
    paused(template: Template) {
      const title = template.pauses === 1 ? 'FIRST_PAUSE' : 'SECOND_PAUSE'
      status(template, 'PAUSED', because(title, 'The template was paused because customers did not like it.'))
    },
    unpaused: (template: Template) =>
      status(template, 'REINSTATED', because('UNPAUSE', 'The template can be sent again.')),
    disabled: (template: Template) =>
      status(template, 'DISABLED', { disable_info: { disable_date: Math.floor(now() / 1000) } }),
    quality: (template: Template, before: Quality) =>
      tell(template, 'message_template_quality_update', {
        event: template.quality,
        value: { previous_quality_score: before, ...named(template) },
      }),
    category: (template: Template, before: Category) =>
      tell(template, 'template_category_update', {
        event: 'CHANGED',
        value: { ...named(template), previous_category: before, new_category: template.category },
      }),
  }
}

const named = ({ id, name, language }: Template) => ({
  message_template_id: Number(id),
  message_template_name: name,
  message_template_language: language,
})
