import type { Sender } from '../../domain/customer.ts'
import type { Notice } from '../../domain/notice.ts'
import {
  readAccountAlert,
  readAccountReview,
  readAccountUpdate,
  readCapability,
  readNumberName,
  readNumberQuality,
  readSecurity,
} from './account.ts'
import { readCalls } from './calls.ts'
import { readEchoes, readHistory, readStateSync } from './coexistence.ts'
import { readPreferences, readUserIdUpdate } from './people.ts'
import { readHandovers, readStandby } from './standby.ts'
import { readTemplateCategory, readTemplateChange, readTemplateQuality, readTemplateStatus } from './templates.ts'
import { items, type Json } from './values.ts'

/** What a reader may need of the change around its items. */
export interface About {
  /** The WhatsApp Business account. */
  readonly account: string | undefined
  /** The line's own number, in digits. */
  readonly displayPhone: string | undefined
  readonly contacts: readonly Sender[]
  /** Puts an item aside that cannot be read. */
  readonly refuse: (reason: string, raw: unknown) => void
}

type FieldReader = (value: Json, about: About) => readonly Notice[]

/** Documented, and of no use to us so far. */
const only: FieldReader = () => []
const groups =
  (field: string): FieldReader =>
  (value) => [{ kind: 'group', field, groups: items(value.groups).length }]

/** All fields but `messages`. */
const FIELDS = new Map<string, FieldReader>([
  ['smb_message_echoes', readEchoes],
  ['smb_app_state_sync', readStateSync],
  ['history', readHistory],
  ['message_template_status_update', readTemplateStatus],
  ['message_template_quality_update', readTemplateQuality],
  ['template_category_update', readTemplateCategory],
  ['message_template_components_update', readTemplateChange],
  ['phone_number_quality_update', readNumberQuality],
  ['phone_number_name_update', readNumberName],
  ['business_capability_update', readCapability],
  ['account_update', readAccountUpdate],
  ['account_review_update', readAccountReview],
  ['account_alerts', readAccountAlert],
  ['security', readSecurity],
  ['user_preferences', readPreferences],
  ['user_id_update', readUserIdUpdate],
  ['calls', readCalls],
  ['standby', readStandby],
  ['messaging_handovers', readHandovers],
  ['group_lifecycle_update', groups('group_lifecycle_update')],
  ['group_participants_update', groups('group_participants_update')],
  ['group_settings_update', groups('group_settings_update')],
  ['group_status_update', groups('group_status_update')],
  ['account_settings_update', only],
  ['partner_solutions', only],
  ['payment_configuration_update', only],
  ['automatic_events', only],
  ['flows', only],
])

/** What a field tells. A field that is known but tells nothing we understand is kept; one that is not known is only raw. */
export function readField(field: string, value: Json, about: About): readonly Notice[] {
  const read = FIELDS.get(field)
  if (!read) return []
  const notices = read(value, about)
  return notices.length > 0 ? notices : [{ kind: 'kept', field }]
}

export function isKnownField(field: string): boolean {
  return FIELDS.has(field)
}
