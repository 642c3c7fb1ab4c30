/** Why people own a conversation. */
export type HandoffReason = 'agent_failed'
