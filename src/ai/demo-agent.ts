import type { Turn } from '../domain/turn.ts'

/**
 * The demo persona of `npm start`: a few rules over a little sample data, so that a first conversation works without a
 * model or a key. It is a demo and says so when asked.
 */
const ORDERS: Record<string, string> = {
  'ORD-22':
    'was delivered on 5/14 to 12 Oak St. If that is not your address, tell me the right one and I will trace it',
  'ORD-23': 'is on its way, tracking #1Z998. The carrier expects to deliver it tomorrow',
}

interface Rule {
  readonly asks: RegExp
  readonly answer: (turn: Turn, match: RegExpMatchArray) => string
}

const RULES: readonly Rule[] = [
  {
    asks: /\bORD-(\d+)\b/i,
    answer: (_turn, [found]) => {
      const order = found.toUpperCase()
      const known = ORDERS[order]
      return known
        ? `I looked that up for you: ${order} ${known}.`
        : `I cannot find ${order}. Could you check the number? This demo knows ORD-22 and ORD-23.`
    },
  },
  {
    asks: /\b(order|package|parcel|delivery)\b/i,
    answer: () => 'Happy to look into that. What is the order number? It looks like ORD-22.',
  },
  {
    asks: /\b(price|cost|plan|how much)\b/i,
    answer: () =>
      'Pro is $49 a month and includes priority support and advanced analytics. Would you like to try it for 14 days?',
  },
  {
    asks: /\b(are you|a (bot|robot|human|person))\b/i,
    answer: (turn) => `I am the demo assistant of ${turn.line.displayName}, a scripted one: no model is behind me.`,
  },
  {
    asks: /\b(thanks|thank you|thx|gracias|obrigad[oa]|merci|danke)\b/i,
    answer: () => 'You are welcome! Anything else I can do?',
  },
  { asks: /\b(bye|goodbye|see you)\b/i, answer: () => 'Bye for now. Write whenever you like.' },
  {
    asks: /^\W*(hi|hello|hey|hola|ol[aá]|hallo|bonjour|good (morning|evening|afternoon))\b/i,
    answer: ({ customer, line }) =>
      `Hi${customer.name ? ` ${customer.name}` : ''}, welcome to ${line.displayName}! Ask me about an order, for example ORD-22.`,
  },
]

const LOST = 'I am not sure I understood. I can look up an order (try ORD-22) or tell you about our plans.'

export function demoAgent(turn: Turn): string {
  for (const { asks, answer } of RULES) {
    const match = turn.text.match(asks)
    if (match) return answer(turn, match)
  }
  return LOST
}
