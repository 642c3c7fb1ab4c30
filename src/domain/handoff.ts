/** Why people own a conversation. The first four are an agent's to give. */
export const AGENT_REASONS = ['customer_asked', 'frustration', 'out_of_scope', 'sensitive'] as const
export type AgentReason = (typeof AGENT_REASONS)[number]

export type HandoffReason =
  | AgentReason
  /** No answer could be made or brought to the customer. */
  | 'agent_failed'
  /** The message came so long after it was written that nobody should answer it blindly. */
  | 'arrived_late'
  /** Whoever writes there answers like a machine: two of them would never stop. */
  | 'looks_automated'
