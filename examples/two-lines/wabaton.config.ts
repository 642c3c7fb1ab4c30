import type { Turn, WabatonOptions } from 'wabaton'

const PLANS = 'Pro is $49 a month and includes priority support.'

/** The numbers are those of the simulator. Put your own phone number ids in their place. */
export default {
  agents: {
    sales: (turn: Turn) => (/price|plan|how much/i.test(turn.text) ? PLANS : 'Shall I tell you about our plans?'),
    support: (turn: Turn) => `I have noted this for our support: ${turn.text}`,
  },
  lines: {
    '106540352242922': { name: 'support', displayName: 'Acme Support', agent: 'support' },
    '106540352242923': { name: 'sales', displayName: 'Acme Sales', agent: 'sales' },
  },
} satisfies WabatonOptions
