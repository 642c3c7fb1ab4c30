/** Who answers: the AI agent, nobody yet (people were called), or a teammate. Each change moves the epoch on by one. */
export type Owner = 'agent' | 'waiting' | 'teammate'

/** Who wrote a message. `system` is a fixed sentence of the platform itself. */
export type Author = 'customer' | 'agent' | 'teammate' | 'system'

/** Why a message is not answered that came while Meta's own agent, or another program on the number, had the chat. */
export const ELSEWHERE = 'another agent has the conversation'

/** What a send was prepared under, compared again in the transaction that claims it. */
export interface Fence {
  readonly owner: Owner
  readonly epoch: number
}

/**
 * The fence: what was prepared under an epoch may only leave while that epoch holds, so that nothing of an agent leaves
 * once somebody has taken the conversation. What people say, and the sentence that tells of them, bears no epoch.
 */
export function mayStillSend(preparedUnder: number | null, epoch: number): boolean {
  return preparedUnder === null || preparedUnder === epoch
}
