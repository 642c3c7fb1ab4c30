import type { Turn, WabatonOptions } from 'wabaton'

const PLANS = 'Pro is $49 a month and includes priority support.'

/** Put your own phone number ids in place of these two. */
export default {
  agents: {
    sales: (turn: Turn) => (/price|plan|how much/i.test(turn.text) ? PLANS : 'Shall I tell you about our plans?'),
    support: (turn: Turn) => `I have noted this for our support: ${turn.text}`,
  },
  defaultAgent: 'support',
  lines: {
    '106540352242922': { name: 'support', displayName: 'Acme Support' },
    '106540352242923': { name: 'sales', displayName: 'Acme Sales', agent: 'sales' },
  },
} satisfies WabatonOptions
