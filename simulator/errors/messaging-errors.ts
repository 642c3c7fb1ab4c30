export interface ErrorFacts {
  readonly status: number
  readonly title: string
  readonly details: string
  readonly transient?: true
  readonly headers?: Record<string, string>
}

/**
 * Code, HTTP status and words, after Meta's table. Where sources disagree about the status, the likelier one; a fault may
 * name the other.
 */
export const MESSAGING_ERRORS: Readonly<Record<number, ErrorFacts>> = {
  0: { status: 401, title: 'AuthException', details: 'We were unable to authenticate the app user.' },
  1: { status: 400, title: 'API Unknown', details: 'Invalid request or possible server error.' },
  2: { status: 503, title: 'API Service', details: 'Temporary due to downtime or overload.', transient: true },
  3: { status: 500, title: 'API Method', details: 'Capability or permissions issue.' },
  4: {
    status: 429,
    title: 'Application request limit reached',
    details: 'The app has reached its API call rate limit.',
    transient: true,
    headers: { 'x-app-usage': '{"call_count":100,"total_cputime":25,"total_time":25}' },
  },
  10: { status: 403, title: 'Permission Denied', details: 'Permission is either not granted or has been removed.' },
  33: { status: 400, title: 'Parameter value is not valid', details: 'The business phone number has been deleted.' },
  100: {
    status: 400,
    title: 'Invalid parameter',
    details: 'The request included unsupported or misspelled parameters.',
  },
  190: { status: 401, title: 'Access token has expired', details: 'Your access token has expired.' },
  200: { status: 403, title: 'API Permission', details: 'Permission is either not granted or has been removed.' },
  368: {
    status: 403,
    title: 'Temporarily blocked for policies violations',
    details: 'The WhatsApp Business Account has been restricted from messaging.',
  },
  80007: {
    status: 429,
    title: 'Rate limit issues',
    details: 'The WhatsApp Business Account has reached its rate limit.',
    transient: true,
    headers: {
      'x-business-use-case-usage':
        '{"0":[{"type":"whatsapp_business_messaging","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":1}]}',
    },
  },
  80008: {
    status: 429,
    title: 'Rate limit issues',
    details: 'There have been too many calls to this WhatsApp Business Account.',
    transient: true,
    headers: {
      'x-business-use-case-usage':
        '{"0":[{"type":"whatsapp_business_management","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":1}]}',
    },
  },
  130429: {
    status: 429,
    title: 'Rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
    transient: true,
  },
  130472: {
    status: 400,
    title: "User's number is part of an experiment",
    details: 'Message was not sent as part of an experiment.',
  },
  130497: {
    status: 403,
    title: 'Business account is restricted from messaging users in this country.',
    details: 'Business account is restricted from messaging users in this country.',
  },
  131000: { status: 500, title: 'Something went wrong', details: 'Message failed to send due to an unknown error.' },
  131005: { status: 403, title: 'Access denied', details: 'Permission is either not granted or has been removed.' },
  131008: {
    status: 400,
    title: 'Required parameter is missing',
    details: 'The request is missing a required parameter.',
  },
  131009: { status: 400, title: 'Parameter value is not valid', details: 'One or more parameter values are invalid.' },
  131016: {
    status: 503,
    title: 'Service unavailable',
    details: 'A service is temporarily unavailable.',
    transient: true,
  },
  131021: {
    status: 400,
    title: 'Recipient cannot be sender',
    details: 'Sender and recipient phone number is the same.',
  },
  131026: { status: 400, title: 'Message undeliverable', details: 'Message Undeliverable.' },
  131030: {
    status: 400,
    title: 'Recipient phone number not in allowed list',
    details: 'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
  },
  131031: {
    status: 403,
    title: 'Account has been locked',
    details: 'The account is restricted or disabled for violating a platform policy.',
  },
  131037: {
    status: 400,
    title: 'WhatsApp provided number needs display name approval before message can be sent.',
    details: 'Display name not approved.',
  },
  131042: {
    status: 400,
    title: 'Business eligibility payment issue',
    details: 'There was an error related to your payment method.',
  },
  131045: {
    status: 500,
    title: 'Incorrect certificate',
    details: 'Message failed to send due to a phone number registration error.',
  },
  131047: {
    status: 400,
    title: 'Re-engagement message',
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
  131048: {
    status: 400,
    title: 'Spam rate limit hit',
    details:
      'Message failed to send because there are restrictions on how many messages can be sent from this phone number.',
  },
  131049: {
    status: 400,
    title: 'Meta chose not to deliver.',
    details: 'This message was not delivered to maintain healthy ecosystem engagement.',
  },
  131050: {
    status: 400,
    title: 'User has stopped marketing messages',
    details: 'The recipient has chosen to stop receiving marketing messages.',
  },
  131051: { status: 400, title: 'Unsupported message type', details: 'Unsupported message type.' },
  131052: { status: 400, title: 'Media download error', details: 'Unable to download the media sent by the user.' },
  131053: { status: 400, title: 'Media upload error', details: 'Unable to upload the media used in the message.' },
  131056: {
    status: 429,
    title: '(Business Account, Consumer Account) pair rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
    transient: true,
  },
  131057: {
    status: 500,
    title: 'Account in maintenance mode',
    details: 'Business Account is in maintenance mode.',
    transient: true,
  },
  131062: {
    status: 400,
    title: 'Business-scoped user id is not supported for this message',
    details: 'This message needs a phone number.',
  },
  133010: {
    status: 400,
    title: 'Phone number not registered',
    details: 'Phone number not registered on the WhatsApp Business Platform.',
  },
  135000: {
    status: 400,
    title: 'Generic user error',
    details: 'Message failed to send because of an unknown error with your request parameters.',
  },
}
