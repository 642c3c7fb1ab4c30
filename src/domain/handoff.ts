/** Why people own a conversation. */
export type HandoffReason =
  /** No answer could be made or brought to the customer. */
  | 'agent_failed'
  /** The message came so long after it was written that nobody should answer it blindly. */
  | 'arrived_late'
