import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { homeQuery, queries } from '../wire/queries.ts'

/** Whoever answers on the line of a conversation, where nobody was given it: there is no need to name that one. */
export function ownAgentOf(conversation: string): string | undefined {
  const line = queries.getQueryData<ConversationRow>(['conversation', conversation])?.line
  const home: DeskHome | undefined = queries.getQueryData(homeQuery.queryKey)
  return home?.lines.find(({ name }) => name === line)?.agent
}
