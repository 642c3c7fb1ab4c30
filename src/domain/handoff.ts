/** Why people own a conversation. The first four are an agent's to give. */
export const AGENT_REASONS = ['customer_asked', 'frustration', 'out_of_scope', 'sensitive'] as const
export type AgentReason = (typeof AGENT_REASONS)[number]

export const HANDOFF_REASONS = [
  ...AGENT_REASONS,
  /** Words that the business has chosen were written. */
  'keyword',
  /** The customer has said the same thing again, or that nothing has helped. */
  'repeated_failure',
  /** A teammate wrote or took over without having been called. */
  'teammate_took',
  /** No answer could be made or brought to the customer. */
  'agent_failed',
  /** The message came so long after it was written that nobody should answer it blindly. */
  'arrived_late',
  /** Whoever writes there answers like a machine: two of them would never stop. */
  'looks_automated',
] as const
export type HandoffReason = (typeof HANDOFF_REASONS)[number]

/** What people said of a case when they gave it back. */
export const RESOLUTIONS = ['resolved', 'continue'] as const
/** `continue`: the agent answers at once what the customer wrote last and nobody has answered. */
export type Resolution = (typeof RESOLUTIONS)[number]
