import {
  accountAlerts,
  accountReview,
  accountSettings,
  accountUpdate,
  businessCapability,
  partnerSolutions,
  paymentConfiguration,
} from './announcements/account.ts'
import type { Facts, Form } from './announcements/announcement.ts'
import { flows, numberName, numberQuality, security } from './announcements/numbers.ts'
import {
  automaticEvents,
  calls,
  groupLifecycle,
  groupParticipants,
  groupSettings,
  groupStatus,
  handovers,
  lineErrors,
  userPreferences,
} from './announcements/people.ts'
import { templateCategory, templateComponents, templateQuality, templateStatus } from './announcements/templates.ts'
import type { Line } from './line.ts'
import { contactOf, type Person, stranger } from './person.ts'
import type { World } from './world.ts'

/** Everything Meta tells of its own accord, by webhook field. `messages` stands for errors of a whole number. */
const FORMS = {
  message_template_status_update: templateStatus,
  message_template_quality_update: templateQuality,
  template_category_update: templateCategory,
  message_template_components_update: templateComponents,
  phone_number_quality_update: numberQuality,
  phone_number_name_update: numberName,
  business_capability_update: businessCapability,
  account_update: accountUpdate,
  account_alerts: accountAlerts,
  account_review_update: accountReview,
  account_settings_update: accountSettings,
  security,
  partner_solutions: partnerSolutions,
  payment_configuration_update: paymentConfiguration,
  flows,
  automatic_events: automaticEvents,
  user_preferences: userPreferences,
  calls,
  group_lifecycle_update: groupLifecycle,
  group_participants_update: groupParticipants,
  group_settings_update: groupSettings,
  group_status_update: groupStatus,
  messaging_handovers: handovers,
  messages: lineErrors,
} satisfies Record<string, Form>

export type AnnouncedField = keyof typeof FORMS

export interface Announcement {
  /** The usual event of the field unless told. */
  event?: string
  /** Replaces keys of the sample; `undefined` takes one away. */
  value?: Readonly<Record<string, unknown>>
  /** Whom it is about; the first customer unless told. */
  person?: Person
}

/** Sends what Meta would send; fields and events that the reference does not know are sent as they are given. */
export function announce(world: World, line: Line, field: string, { event, value = {}, person }: Announcement = {}) {
  const { agenda, identifiers, people, webhooks } = world
  const now = agenda.now()
  const about = person ?? people.all()[0] ?? stranger('15550009999')
  const facts: Facts = { line, now, person: about, id: () => identifiers.trace() }
  const form: Form = Object.hasOwn(FORMS, field) ? FORMS[field as AnnouncedField] : { events: {} }
  const name = event ?? Object.keys(form.events)[0] ?? ''
  const sample = Object.hasOwn(form.events, name) ? form.events[name]!(facts) : {}
  const posted = { line, field, lane: `${field} ${line.details.wabaId}` }
  if ('list' in form) {
    webhooks.send({
      ...posted,
      key: typeof form.list === 'string' ? form.list : form.list(name),
      item: { ...sample, ...value },
      ...(form.contact && { contact: contactOf(about, line, now) }),
    })
    return
  }
  const known = { ...form.all?.(facts), ...sample }
  webhooks.send({
    ...posted,
    ...(form.portfolio?.includes(name) && { entryId: PORTFOLIO }),
    time: Math.floor(now / 1000),
    value: { ...(form.as && name !== '' && { [form.as]: name }), ...known, ...value },
  })
}

const PORTFOLIO = '506914307656634'

/** The fields that can be announced, each with its events. */
export const announcements = (): Record<AnnouncedField, string[]> =>
  Object.fromEntries(Object.entries(FORMS).map(([field, { events }]) => [field, Object.keys(events)])) as Record<
    AnnouncedField,
    string[]
  >
