/** What the demo model has to go on. */
export interface Heard {
  /** What is to be answered now. */
  readonly text: string
  /** Everything that was said before, by whomever, oldest first. */
  readonly before: readonly string[]
  /** What the prompt knows from elsewhere: a line each, as `[2026-11-20, Customer on Acme Sales] ...`. */
  readonly remembered: readonly string[]
  /** As `2026-11-21`. */
  readonly today: string | undefined
  /** What the tool that it has just asked for came back with. */
  readonly result: { readonly tool: string; readonly output: unknown } | undefined
}

export type Says =
  | { readonly text: string }
  | { readonly tool: string; readonly input: Readonly<Record<string, unknown>> }

interface Rule {
  readonly asks: RegExp
  readonly says: (match: RegExpMatchArray, heard: Heard) => Says
}

const say = (text: string) => (): Says => ({ text })
const ORDER = /\bORD-\d+(?:-[A-Z])?\b/gi

/** From top to bottom, the first that fits answers. Read them as a play: this is all the demo knows. */
const RULES: readonly Rule[] = [
  {
    asks: /\b(human|person|people|someone real|agent please|representative|persona|atendente|mensch)\b/i,
    says: (_match, heard) => ({
      tool: 'hand_off_to_human',
      input: { reason: 'customer_asked', summary: summaryOf(heard) },
    }),
  },
  { asks: ORDER, says: ([order]) => ({ tool: 'order_status', input: { order: order!.toUpperCase() } }) },
  { asks: /\b(export)/i, says: () => ({ tool: 'export_status', input: {} }) },
  {
    asks: /\b(orders?|package|parcel|deliver\w*|reissue|ship\w*|tracking|arriv\w*|pedido|bestellung)\b/i,
    says: (_match, heard) => {
      const order = lastOrderIn(heard.before)
      return order
        ? { tool: 'order_status', input: { order } }
        : { text: 'Happy to look into that. What is the order number? It looks like ORD-22.' }
    },
  },
  {
    asks: /\b(price|prices|cost|plans?|pro|how much|cu[aá]nto|quanto)\b/i,
    says: say('Pro is $49/mo, includes priority support + advanced analytics. Want a 14-day trial link?'),
  },
  { asks: /\b(maybe later|not now|later)\b/i, says: say('No hurry. I am here whenever you like.') },
  {
    asks: /\b(are you|bot|robot|real|ai)\b/i,
    says: say('I am a scripted demo: no model is behind me. Set OPENAI_API_KEY, and a real one answers here.'),
  },
  {
    asks: /\[picture\]|\[Attached/i,
    says: say('Thank you, it has arrived. This demo cannot look into files; a real model would.'),
  },
  {
    asks: /\b(thanks|thank you|thx|gracias|obrigad[oa]|merci|danke)\b/i,
    says: say('You are welcome! Anything else I can do?'),
  },
  { asks: /\b(bye|goodbye|see you)\b/i, says: say('Bye for now. Write whenever you like.') },
  {
    asks: /\b(yes|yeah|please|sure|ok|okay)\b/i,
    says: say('Gladly. Ask me about an order any time, for example ORD-23, and I look it up.'),
  },
  {
    asks: /^\W*(hi|hello|hey|hola|ol[aá]|hallo|bonjour|namaste|good (morning|evening|afternoon))\b/i,
    says: say('Hi and welcome! Ask me about an order, for example ORD-22, or what Pro costs.'),
  },
]

const LOST =
  'I am not sure I understood. I can look up an order (try ORD-22), a failing export, or tell you what Pro costs.'

export function think(heard: Heard): Says {
  if (heard.result) return { text: inWords(heard.result, heard) }
  for (const { asks, says } of RULES) {
    const match = heard.text.match(asks)
    if (match) return says(match, heard)
  }
  return { text: LOST }
}

const lastOrderIn = (before: readonly string[]) => before.join('\n').match(ORDER)?.at(-1)?.toUpperCase()

/** What a teammate reads first. */
export function summaryOf({ text, before }: Pick<Heard, 'text' | 'before'>): string {
  const order = lastOrderIn([...before, text])
  const again = /second time|again|2nd/i.test(text)
  if (!order) return 'Customer wants human.'
  return `${again ? '2nd missing-order issue' : 'Missing order'}, ${order} marked delivered. Customer wants human.`
}

export function inWords(
  { tool, output }: NonNullable<Heard['result']>,
  heard: Pick<Heard, 'remembered' | 'today'>,
): string {
  const found = (typeof output === 'string' ? readJson(output) : output) as
    | Readonly<Record<string, unknown>>
    | undefined
  if (tool === 'order_status') return orderInWords(found)
  if (tool === 'export_status' && found?.rows) return exportInWords(found, heard)
  return 'I tried to look that up, and it did not work. Shall I ask a teammate?'
}

/** The number comes from the tool, the limit from a document, and what they looked at from what they wrote elsewhere. */
function exportInWords(
  { plan, rows }: Readonly<Record<string, unknown>>,
  { remembered, today }: Pick<Heard, 'remembered' | 'today'>,
): string {
  const limit = remembered.join('\n').match(/on Free are limited to (\S+) rows/i)?.[1]
  const looked = remembered.map((line) => line.match(/^\[(\S+), Customer\b.*\bPro\b/)?.[1]).findLast(Boolean)
  const why = limit
    ? `Exports on ${plan} are limited to ${limit} rows and yours was ${rows} rows.`
    : `Your export was ${rows} rows, and that is more than ${plan} allows.`
  if (!looked) return `${why} Shall I walk you through a workaround, or would you like to hear about Pro?`
  return `You were looking at Pro ${dayInWords(looked, today)}. ${why} Shall I walk you through a workaround or send the Pro trial link?`
}

function dayInWords(day: string, today = day): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000)
  return days === 0 ? 'earlier today' : days === 1 ? 'yesterday' : `on ${day}`
}

function orderInWords(found: Readonly<Record<string, unknown>> | undefined): string {
  switch (found?.status) {
    case 'delivered':
      return `I looked that up: ${found.order} was delivered ${found.on} to ${found.address}. If that is not your address, tell me the right one and I will trace it.`
    case 'shipped':
      return `Yes - ${found.order} shipped ${found.on}, tracking ${found.tracking}. Carrier ETA ${found.eta}. Want me to send tracking updates here?`
    default:
      return `I cannot find ${found?.order ?? 'that order'}. Could you check the number? This demo knows ORD-22 and ORD-23.`
  }
}

/** What a teammate says first, where it was delivered and never came. */
export const apologyFor = ({ order, on, address }: Readonly<Record<string, unknown>>) =>
  `I am so sorry about this. I see that ${order} was marked delivered on ${on} to ${address}, and that you never got it. Is that the right address for you?`

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
