import type { OwnTool } from '../domain/agent.ts'

/** The little world of the demo: what a shop's own systems would know. */
const ORDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ORD-22': { status: 'delivered', on: '5/14', address: '12 Oak St' },
  'ORD-22-R': { status: 'shipped', on: '5/15', tracking: '#1Z999', eta: '5/17' },
  'ORD-23': { status: 'shipped', on: '5/14', tracking: '#1Z998', eta: 'tomorrow' },
}

/** Read-only look-ups over sample data. Your own tools look just like these: see docs/guides/tools.md. */
export const DEMO_TOOLS: readonly OwnTool[] = [
  {
    kind: 'own',
    name: 'order_status',
    description: 'Looks an order up by its number, such as ORD-22: where it is, when it was or will be delivered.',
    effect: 'read',
    key: undefined,
    timeoutMs: 5_000,
    parameters: {
      type: 'object',
      properties: { order: { type: 'string', description: 'The number of the order' } },
      required: ['order'],
      additionalProperties: false,
    },
    run: ({ order }: { order: string }) => ({ order, ...(ORDERS[order.toUpperCase()] ?? { status: 'unknown' }) }),
  },
  {
    kind: 'own',
    name: 'export_status',
    description: "Looks at the customer's last export: their plan, how many rows it had and why it failed.",
    effect: 'read',
    key: undefined,
    timeoutMs: 5_000,
    parameters: { type: 'object', properties: {}, additionalProperties: false },
    run: () => ({ plan: 'Free', rows: '1,500', failed: 'too many rows' }),
  },
]

/** What the demo's business has written down: it stands in the memory, and is found like any document of yours. */
export const DEMO_DOCUMENT = {
  title: 'Plans and limits',
  document: `# Plans and limits

## Exports
Exports on Free are limited to 1k rows. Pro exports have no limit. A workaround on Free: filter by date, and export month by month.

## Pro
Pro is $49/mo and includes priority support and advanced analytics. There is a 14-day trial.

## Returns
Whatever does not fit may come back within 30 days.`,
}
