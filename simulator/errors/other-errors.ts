import type { ErrorFacts } from './messaging-errors.ts'

type Row = readonly [code: number, title: string, status?: number]

/** Errors whose title says all there is to say; 400 unless told. */
const ROWS: readonly Row[] = [
  [131014, 'Request for url failed'],
  [131020, 'Invalid group'],
  [131041, 'Group message could not be sent'],
  [131044, 'Business eligibility payment issue for calling'],
  [131060, 'This message is unavailable'],
  [131063, 'Marketing templates are disabled on Cloud API'],
  [131064, 'Messaging limit reached because of template misclassification'],
  [131200, 'Group does not exist'],
  [132000, 'Number of parameters does not match the expected number of params'],
  [132001, 'Template name does not exist in the translation', 404],
  [132005, 'Template hydrated text too long'],
  [132007, 'Template format character policy violated'],
  [132008, 'Template parameter invalid'],
  [132012, 'Template parameter format mismatch'],
  [132015, 'Template is paused'],
  [132016, 'Template is disabled'],
  [132068, 'Flow is blocked'],
  [132069, 'Flow is throttled'],
  [133000, 'Incomplete deregistration'],
  [133004, 'Server temporarily unavailable', 503],
  [133005, 'Two step verification PIN mismatch'],
  [133006, 'Phone number re-verification needed'],
  [133008, 'Too many two step verification PIN guesses'],
  [133009, 'Two step verification PIN guessed too fast'],
  [133015, 'Please wait a few minutes before attempting to register this phone number'],
  [133016, 'Account register and deregister attempts exceeded'],
  [134011, 'WhatsApp Payments terms of service have not been accepted'],
  [137000, 'Recipient identity key hash mismatch'],
  [139000, 'Blocked by integrity'],
  [139001, 'Flow is missing'],
  [139002, 'Publishing of the Flow failed'],
  [139003, 'Deprecating of the Flow failed'],
  [139004, 'Deleting of the Flow failed'],
  [139100, 'Failed to block or unblock some users'],
  [139101, 'Block list limit reached'],
  [139102, 'Block list was changed at the same time'],
  [139103, 'Internal error of the block list', 500],
  [147001, 'Username is not available'],
  [147002, 'Username is not valid'],
  [147003, 'Username change is not allowed'],
  [147004, 'Username is taken by another number of the business'],
  [147005, 'Username could not be changed'],
  [2388024, 'Content in this language already exists'],
  [2388299, 'Variables must not stand at the beginning or the end'],
  [2494055, 'Object is not there'],
  [2593002, 'Template was not found'],
  [2593107, 'Synchronisation request limit exceeded'],
  [2593108, 'Synchronisation request made outside of the allowed time'],
  [2593109, 'History sharing is turned off'],
]

/** Codes of calling: 138000 to 138018. */
const CALLING: readonly Row[] = Array.from({ length: 19 }, (_, index) => [138000 + index, 'Calling error'])

const TRANSIENT: readonly number[] = [133004, 139102, 139103]

export const OTHER_ERRORS: Readonly<Record<number, ErrorFacts>> = Object.fromEntries(
  [...ROWS, ...CALLING].map(([code, title, status = 400]): [number, ErrorFacts] => [
    code,
    { status, title, details: `${title}.`, ...(TRANSIENT.includes(code) && { transient: true }) },
  ]),
)
