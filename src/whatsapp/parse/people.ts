import type { Sender } from '../../domain/customer.ts'
import type { Notice } from '../../domain/notice.ts'
import type { About } from './fields.ts'
import { isKnown, named, person } from './sender.ts'
import { isObject, items, type Json, label, moment } from './values.ts'

/** Somebody wants no marketing any more, or wants it again. */
export function readPreferences(value: Json, { contacts, refuse }: About): Notice[] {
  const notices: Notice[] = []
  const preferences = items(value.user_preferences)
  for (const item of preferences) {
    const preference = readPreference(item, contacts, preferences.length === 1)
    if (typeof preference === 'string') refuse(preference, item)
    else notices.push(preference)
  }
  return notices
}

function readPreference(item: unknown, contacts: readonly Sender[], alone: boolean): Notice | string {
  if (!isObject(item)) return 'a preference that is no object'
  const who = named(person(item.wa_id, item.user_id), contacts, alone)
  if (!isKnown(who)) return 'a preference of nobody'
  if (item.value !== 'stop' && item.value !== 'resume') return 'a preference that is not known'
  return {
    kind: 'preference',
    who,
    category: label(item.category) ?? 'marketing_messages',
    wants: item.value === 'resume',
    at: moment(item.timestamp),
  }
}

/** Meta announced this field and then told it by system messages; it is read in each of the forms that were described. */
export function readUserIdUpdate(value: Json, { refuse }: About): Notice[] {
  const notices: Notice[] = []
  for (const item of items(value.user_id_update ?? value.user_id_updates ?? value)) {
    const change = isObject(item) ? readChange(item) : undefined
    if (change) notices.push(change)
    else refuse('a change of ids without both ends', item)
  }
  return notices
}

function readChange(item: Json): Notice | undefined {
  const both = isObject(item.user_id) ? item.user_id : {}
  const before = both.previous ?? item.previous_user_id ?? item.old_user_id
  const after = both.current ?? item.new_user_id ?? (isObject(item.user_id) ? undefined : item.user_id)
  const from = person(item.previous_wa_id, before)
  const to = person(item.wa_id, after)
  if (!isKnown(from) || !isKnown(to)) return undefined
  return { kind: 'user-id-changed', from, to }
}
