import type { HandoffPolicy } from '../domain/handoff-policy.ts'

const MINUTE = 60_000

/** How a line passes its customers to people where nothing else is said. */
export const USUAL_HANDOFF: HandoffPolicy = {
  signals: {
    keywords: [],
    frustration: 'normal',
    sensitive: { financial: true, medical: true, legal: true },
    repeatedFailure: true,
  },
  alert: undefined,
  escalation: [
    { afterMs: 5 * MINUTE, to: undefined },
    { afterMs: 15 * MINUTE, to: undefined },
  ],
  autoReleaseMs: undefined,
}
