import type { Notice } from '../../domain/notice.ts'
import type { About } from './fields.ts'
import { id, integer, isObject, items, type Json, label, moment, part, phone, text, told } from './values.ts'

export function readAccountUpdate(value: Json, { account }: About): Notice[] {
  const event = label(value.event)
  if (event === undefined) return []
  const restrictions = items(value.restriction_info)
    .filter(isObject)
    .map(({ restriction_type, expiration }) => ({
      type: label(restriction_type) ?? 'unknown',
      ...told({ until: readDate(expiration) }),
    }))
  const banned = label(part(value.ban_info).waba_ban_state)
  const violation = label(part(value.violation_info).violation_type)
  return [{ kind: 'account', event, restrictions, ...told({ account, banned, violation }) }]
}

/** Seconds, or a date in words of ISO 8601; other words mean another moment in each time zone. */
function readDate(value: unknown): number | undefined {
  const written = label(value)
  const date = written !== undefined && /^\d{4}-\d\d-\d\d/.test(written) ? Date.parse(written) : moment(value)
  return date > 0 ? date : undefined
}

export function readAccountReview({ decision }: Json): Notice[] {
  const decided = label(decision)
  return decided === undefined ? [] : [{ kind: 'account-review', decision: decided }]
}

export function readAccountAlert(value: Json): Notice[] {
  const alert = isObject(value.alert_info) ? value.alert_info : value
  const severity = label(alert.alert_severity)
  const type = label(alert.alert_type)
  const description = text(alert.alert_description)
  if (severity === undefined && type === undefined && description === undefined) return []
  return [{ kind: 'account-alert', ...told({ severity, type, description }) }]
}

export function readNumberQuality(value: Json): Notice[] {
  const event = label(value.event)
  const limit = label(value.max_daily_conversations_per_business) ?? label(value.current_limit)
  if (event === undefined && limit === undefined) return []
  return [{ kind: 'number-quality', ...told({ displayPhone: phone(value.display_phone_number), event, limit }) }]
}

export function readNumberName(value: Json): Notice[] {
  const decision = label(value.decision)
  const name = label(value.requested_verified_name)
  if (decision === undefined && name === undefined) return []
  return [{ kind: 'number-name', ...told({ displayPhone: phone(value.display_phone_number), decision, name }) }]
}

export function readCapability(value: Json): Notice[] {
  const limit = label(value.max_daily_conversations_per_business) ?? label(value.max_daily_conversation_per_phone)
  const numbers = integer(value.max_phone_numbers_per_business) ?? integer(value.max_phone_numbers_per_waba)
  if (limit === undefined && numbers === undefined) return []
  return [{ kind: 'capability', ...told({ limit, numbers }) }]
}

export function readSecurity(value: Json): Notice[] {
  const event = label(value.event)
  if (event === undefined) return []
  return [{ kind: 'security', event, ...told({ displayPhone: phone(value.display_phone_number) }) }]
}

/** `waba_info` says it even where the entry names a partner's portfolio. */
export function accountOf(value: Json, entryId: unknown): string | undefined {
  const { waba_info } = value
  return (waba_info === undefined ? undefined : id(part(waba_info).waba_id)) ?? id(entryId)
}
