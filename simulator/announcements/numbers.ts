import type { Facts, NewsForm } from './announcement.ts'

const display = ({ line }: Facts) => ({ display_phone_number: line.digits })
const nothing = () => ({})

export const numberQuality: NewsForm = {
  as: 'event',
  all: display,
  events: {
    THROUGHPUT_UPGRADE: () => ({ max_daily_conversations_per_business: 'TIER_UNLIMITED' }),
    ONBOARDING: () => ({ max_daily_conversations_per_business: 'TIER_NOT_SET' }),
    UPGRADE: () => ({ current_limit: 'TIER_10K', old_limit: 'TIER_2K' }),
    DOWNGRADE: () => ({ current_limit: 'TIER_250', old_limit: 'TIER_2K' }),
    FLAGGED: () => ({ current_limit: 'TIER_2K' }),
  },
}

export const numberName: NewsForm = {
  as: 'decision',
  all: (facts) => ({ ...display(facts), requested_verified_name: 'Acme' }),
  events: {
    APPROVED: () => ({ rejection_reason: null }),
    REJECTED: () => ({ rejection_reason: 'NAME_NOT_CONSISTENT' }),
  },
}

export const security: NewsForm = {
  as: 'event',
  all: display,
  events: {
    PIN_CHANGED: () => ({ requester: '61555822107539' }),
    PIN_RESET_REQUEST: nothing,
    PIN_RESET_SUCCESS: nothing,
  },
}

const flow = () => ({ flow_id: '6627390910605886' })
const errorRate = () => ({ ...flow(), error_rate: 14.28, threshold: 10, alert_state: 'ACTIVATED' })

export const flows: NewsForm = {
  as: 'event',
  events: {
    FLOW_STATUS_CHANGE: () => ({
      ...flow(),
      message: 'Flow order_form changed status from DRAFT to PUBLISHED',
      old_status: 'DRAFT',
      new_status: 'PUBLISHED',
    }),
    CLIENT_ERROR_RATE: errorRate,
    ENDPOINT_ERROR_RATE: errorRate,
    ENDPOINT_LATENCY: () => ({
      ...flow(),
      p50_latency: 1_000,
      p90_latency: 8_000,
      requests_count: 34,
      threshold: 3_000,
      alert_state: 'ACTIVATED',
    }),
    ENDPOINT_AVAILABILITY: () => ({ ...flow(), availability: 75, threshold: 90, alert_state: 'ACTIVATED' }),
  },
}
