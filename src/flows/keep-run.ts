import type { AgentRun, ConversationKey, Store } from './store.ts'
import type { World } from './world.ts'

/** Keeps a run that ended no turn, and tells of it. */
export async function keepRun(
  { store, telemetry }: Pick<World, 'telemetry'> & { readonly store: Pick<Store, 'keepRun'> },
  run: AgentRun,
  { conversation, line }: { conversation: ConversationKey; line: string },
): Promise<void> {
  telemetry.run(run, { conversation: conversation.id, line })
  await store.keepRun({ ...run, conversation })
}
