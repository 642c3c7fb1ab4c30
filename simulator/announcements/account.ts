import type { Facts, NewsForm } from './announcement.ts'

const PORTFOLIO = '506914307656634'

const waba = ({ line }: Facts) => ({ waba_info: { waba_id: line.details.wabaId, owner_business_id: PORTFOLIO } })
const nothing = () => ({})

export const accountUpdate: NewsForm = {
  as: 'event',
  portfolio: ['PARTNER_ADDED', 'PARTNER_REMOVED', 'PARTNER_APP_INSTALLED', 'PARTNER_APP_UNINSTALLED'],
  events: {
    ACCOUNT_RESTRICTION: ({ now }) => ({
      restriction_info: [
        { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: Math.floor(now / 1000) + 86_400 },
      ],
    }),
    ACCOUNT_VIOLATION: () => ({ violation_info: { violation_type: 'SPAM' } }),
    DISABLED_UPDATE: () => ({ ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'November 21, 2026' } }),
    ACCOUNT_DELETED: nothing,
    PARTNER_ADDED: waba,
    PARTNER_REMOVED: (facts) => ({
      ...waba(facts),
      disconnection_info: { reason: 'USER_REMOVED_PARTNER', initiated_by: 'USER' },
    }),
    PARTNER_APP_INSTALLED: (facts) => ({ ...waba(facts), partner_app_id: '670843887433847' }),
    PARTNER_APP_UNINSTALLED: (facts) => ({ ...waba(facts), partner_app_id: '670843887433847' }),
    ACCOUNT_OFFBOARDED: (facts) => ({
      ...waba(facts),
      phone_number: facts.line.digits,
      disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' },
    }),
    ACCOUNT_RECONNECTED: (facts) => ({ ...waba(facts), phone_number: facts.line.digits }),
    AD_ACCOUNT_LINKED: (facts) => ({ waba_info: { ...waba(facts).waba_info, ad_account_linked: '1234567890' } }),
    AUTH_INTL_PRICE_ELIGIBILITY_UPDATE: () => ({
      auth_international_rate_eligibility: {
        start_time: 1_795_000_000,
        exception_countries: [{ country_code: 'IN', start_time: 1_795_000_000 }],
      },
    }),
    BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE: () => ({ country: 'DE' }),
    MM_LITE_TERMS_SIGNED: waba,
    PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE: (facts) => ({
      ...waba(facts),
      partner_client_certification_info: { client_business_id: PORTFOLIO, status: 'APPROVED', rejection_reasons: [] },
    }),
    VOLUME_BASED_PRICING_TIER_UPDATE: () => ({
      volume_tier_info: {
        tier_update_time: 1_795_000_000,
        pricing_category: 'UTILITY',
        tier: '0:750000',
        effective_month: '2026-12',
        region: 'Germany',
      },
    }),
  },
}

export const accountAlerts: NewsForm = {
  events: {
    OBA_APPROVED: alert('OBA_APPROVED', 'INFORMATIONAL', 'The number is an official business account now.'),
    INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: alert(
      'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
      'WARNING',
      'The messaging limit cannot be raised yet.',
    ),
    INCREASED_CAPABILITIES_ELIGIBILITY_FAILED: alert(
      'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED',
      'CRITICAL',
      'The messaging limit cannot be raised.',
    ),
  },
}

function alert(type: string, severity: string, description: string) {
  return ({ line }: Facts) => ({
    entity_type: 'WABA',
    entity_id: line.details.wabaId,
    alert_info: {
      alert_severity: severity,
      alert_status: 'ACTIVE',
      alert_type: type,
      alert_description: description,
    },
  })
}

export const accountReview: NewsForm = {
  as: 'decision',
  events: { APPROVED: nothing, REJECTED: nothing, PENDING: nothing, DEFERRED: nothing },
}

export const accountSettings: NewsForm = {
  as: 'type',
  events: {
    phone_number_settings: ({ line, now }) => ({
      timestamp: String(Math.floor(now / 1000)),
      phone_number_settings: { phone_number_id: line.phoneNumberId, calling: { status: 'ENABLED' } },
    }),
  },
}

export const businessCapability: NewsForm = {
  events: {
    RAISED: () => ({ max_daily_conversations_per_business: 'TIER_2K', max_phone_numbers_per_business: 25 }),
    UNLIMITED: () => ({ max_daily_conversations_per_business: -1, max_phone_numbers_per_waba: 20 }),
  },
}

export const partnerSolutions: NewsForm = {
  as: 'event',
  all: () => ({ solution_id: '774485461512159', solution_status: 'ACTIVE' }),
  events: { SOLUTION_CREATED: () => ({ solution_status: 'INITIATED' }), SOLUTION_UPDATED: nothing },
}

export const paymentConfiguration: NewsForm = {
  events: {
    CHANGED: () => ({
      configuration_name: 'payments',
      provider_name: 'razorpay',
      provider_mid: 'acc_1',
      status: 'Active',
      created_timestamp: 1_748_827_100,
      updated_timestamp: 1_748_827_200,
    }),
  },
}
