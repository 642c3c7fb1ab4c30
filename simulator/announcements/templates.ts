import type { NewsForm } from './announcement.ts'

const template = () => ({
  message_template_id: 1_689_556_908_129_832,
  message_template_name: 'order_update',
  message_template_language: 'en_US',
})

const status =
  (more: object = {}) =>
  () => ({ reason: 'NONE', ...more })

export const templateStatus: NewsForm = {
  as: 'event',
  all: () => ({ ...template(), message_template_category: 'UTILITY' }),
  events: {
    APPROVED: status(),
    REJECTED: status({
      reason: 'INVALID_FORMAT',
      rejection_info: {
        reason: 'The variables stand at the beginning or the end.',
        recommendation: 'Put words around them.',
      },
    }),
    PENDING: status(),
    PAUSED: status({
      other_info: { title: 'FIRST_PAUSE', description: 'Its quality is low: paused for three hours.' },
    }),
    DISABLED: status({
      other_info: { title: 'DISABLED', description: 'Its quality stayed low.' },
      disable_info: { disable_date: 1_795_000_000 },
    }),
    FLAGGED: status({ disable_info: { disable_date: 1_795_000_000 } }),
    REINSTATED: status(),
    IN_APPEAL: status(),
    LIMIT_EXCEEDED: status(),
    LOCKED: status(),
    ARCHIVED: status(),
    DELETED: status({ reason: null }),
    PENDING_DELETION: status({ reason: null }),
  },
}

export const templateQuality: NewsForm = {
  as: 'new_quality_score',
  all: () => ({ previous_quality_score: 'GREEN', ...template() }),
  events: {
    YELLOW: () => ({}),
    RED: () => ({ previous_quality_score: 'YELLOW' }),
    GREEN: () => ({ previous_quality_score: 'UNKNOWN' }),
    UNKNOWN: () => ({}),
  },
}

export const templateCategory: NewsForm = {
  all: template,
  events: {
    CHANGED: () => ({ previous_category: 'UTILITY', new_category: 'MARKETING' }),
    /** Told a day ahead. */
    NOTICE: ({ now }) => ({
      correct_category: 'MARKETING',
      previous_category: 'UTILITY',
      category_update_timestamp: Math.floor(now / 1000) + 24 * 60 * 60,
    }),
  },
}

export const templateComponents: NewsForm = {
  all: template,
  events: {
    CHANGED: () => ({
      message_template_element: 'Your order {{1}} is on its way.',
      message_template_title: 'Good news',
      message_template_footer: 'Acme',
      message_template_buttons: [
        {
          message_template_button_type: 'URL',
          message_template_button_text: 'Track',
          message_template_button_url: 'https://acme.example/{{1}}',
        },
      ],
    }),
  },
}
