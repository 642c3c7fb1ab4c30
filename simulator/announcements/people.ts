import { phoneShown } from '../person.ts'
import { seconds } from '../wire.ts'
import type { Facts, ListForm } from './announcement.ts'

const waId = ({ person, line, now }: Facts) => (phoneShown(person, line, now) ? person.phone : undefined)

const names = (facts: Facts) => ({
  ...(waId(facts) !== undefined && { wa_id: waId(facts) }),
  user_id: facts.person.userId,
})

const from = (facts: Facts) => ({
  ...(waId(facts) !== undefined && { from: waId(facts) }),
  from_user_id: facts.person.userId,
})

const preference = (value: 'stop' | 'resume') => (facts: Facts) => ({
  ...names(facts),
  category: 'marketing_messages',
  value,
  detail: `User requested to ${value} marketing messages`,
  timestamp: Math.floor(facts.now / 1000),
})

export const userPreferences: ListForm = {
  list: 'user_preferences',
  contact: true,
  events: { stop: preference('stop'), resume: preference('resume') },
}

const call = (facts: Facts) => ({
  id: `wacid.${facts.id()}`,
  ...from(facts),
  to: facts.line.digits,
  direction: 'USER_INITIATED',
  timestamp: seconds(facts.now),
})

const callStatus = (status: string) => (facts: Facts) => ({
  id: `wacid.${facts.id()}`,
  type: 'call',
  status,
  timestamp: seconds(facts.now),
  ...(waId(facts) !== undefined && { recipient_id: waId(facts) }),
  recipient_user_id: facts.person.userId,
})

export const calls: ListForm = {
  list: (event) => (['RINGING', 'ACCEPTED', 'REJECTED'].includes(event) ? 'statuses' : 'calls'),
  contact: true,
  events: {
    connect: (facts) => ({ ...call(facts), event: 'connect', session: { sdp_type: 'offer', sdp: 'v=0\r\n' } }),
    terminate: (facts) => ({
      ...call(facts),
      event: 'terminate',
      status: 'COMPLETED',
      start_time: String(Math.floor(facts.now / 1000) - 60),
      end_time: seconds(facts.now),
      duration: 60,
    }),
    RINGING: callStatus('RINGING'),
    ACCEPTED: callStatus('ACCEPTED'),
    REJECTED: callStatus('REJECTED'),
  },
}

export const GROUP = 'Y2FwaV9ncm91cDoxODA1NTU1MDE3MjoxMjAzNjMyMjI3NzE5NjMwNjcZD'

const group = (type: string, more: (facts: Facts) => object) => (facts: Facts) => ({
  timestamp: seconds(facts.now),
  group_id: GROUP,
  type,
  request_id: '784D93D0C468593037EA0B1ECA245D9C',
  ...more(facts),
})

const participant = (facts: Facts) => [{ input: facts.person.phone, ...names(facts) }]

export const groupLifecycle: ListForm = {
  list: 'groups',
  events: {
    group_create: group('group_create', () => ({
      subject: 'Travellers',
      description: 'Our trip',
      invite_link: 'https://chat.whatsapp.com/x',
    })),
    group_delete: group('group_delete', () => ({})),
  },
}

export const groupParticipants: ListForm = {
  list: 'groups',
  events: {
    group_participants_add: group('group_participants_add', (facts) => ({ added_participants: participant(facts) })),
    group_participants_remove: group('group_participants_remove', (facts) => ({
      removed_participants: participant(facts),
    })),
    group_join_request_created: group('group_join_request_created', (facts) => ({
      join_request_id: 'j1',
      ...names(facts),
    })),
  },
}

export const groupSettings: ListForm = {
  list: 'groups',
  events: {
    group_settings_update: group('group_settings_update', () => ({
      profile_picture: { mime_type: 'image/jpeg', sha256: 'SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=' },
    })),
  },
}

export const groupStatus: ListForm = {
  list: 'groups',
  events: {
    group_suspend: group('group_suspend', () => ({})),
    group_suspend_cleared: group('group_suspend_cleared', () => ({})),
  },
}

/** A sale that Meta has read out of a chat. */
export const automaticEvents: ListForm = {
  list: 'automatic_events',
  contact: true,
  events: {
    LeadSubmitted: (facts) => ({
      id: facts.id(),
      event_name: 'LeadSubmitted',
      timestamp: seconds(facts.now),
      ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27v',
    }),
    Purchase: (facts) => ({
      id: facts.id(),
      event_name: 'Purchase',
      timestamp: seconds(facts.now),
      ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27v',
      custom_data: { currency: 'USD', value: 25_000 },
    }),
  },
}

/** The number as a whole, not a message, has a problem. */
export const lineErrors: ListForm = {
  list: 'errors',
  events: {
    errors: () => ({
      code: 130_429,
      title: 'Rate limit hit',
      message: 'Rate limit hit',
      error_data: {
        details: 'Message failed to send because there were too many messages sent from this phone number.',
      },
      href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
    }),
  },
}

/** The reference names the field and not its keys, so these are a guess. */
export const handovers: ListForm = {
  list: 'messaging_handovers',
  contact: true,
  events: {
    control_passed: (facts) => ({ ...names(facts), type: 'control_passed', timestamp: seconds(facts.now) }),
    control_taken: (facts) => ({ ...names(facts), type: 'control_taken', timestamp: seconds(facts.now) }),
  },
}
