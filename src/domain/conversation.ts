/** Who answers: the AI agent, nobody yet (people were called), or a teammate. Each change moves the epoch on by one. */
export type Owner = 'agent' | 'waiting' | 'teammate'

/** Who wrote a message. `system` is a fixed sentence of the platform itself. */
export type Author = 'customer' | 'agent' | 'teammate' | 'system'

/** What a send was prepared under, compared again in the transaction that claims it. */
export interface Fence {
  readonly owner: Owner
  readonly epoch: number
}

/**
 * The fence: an AI reply may only leave while the agent owns the conversation and nobody took it in between. What
 * people and the platform itself say is prepared by the owner of the moment and passes.
 */
export function mayStillSend(author: Author, preparedUnder: number, now: Fence): boolean {
  return author !== 'agent' || (now.owner === 'agent' && now.epoch === preparedUnder)
}
