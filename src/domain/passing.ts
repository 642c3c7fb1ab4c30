/** The agent that goes on, and what it has to know. */
export interface PassedOn {
  readonly agent: string
  readonly note: string
}

/** Who passed a customer on within one turn, after so many parts of the reply. */
export interface Pass extends PassedOn {
  readonly by: string
  readonly after: number
}
