import type { Turn, WabatonOptions } from 'wabaton'

export default {
  agent: (turn: Turn) => `Hello ${turn.customer.name ?? 'there'}, you wrote: ${turn.text}`,
} satisfies WabatonOptions
