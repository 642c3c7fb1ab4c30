import type { AgentRun, ConversationKey, Store, TurnVerdict } from './store.ts'
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

/** A run that ended its turn is stored with it. */
export async function tellRun(
  world: Parameters<typeof keepRun>[0],
  run: AgentRun,
  { verdict, ...about }: { conversation: ConversationKey; line: string; verdict: TurnVerdict },
): Promise<void> {
  if (verdict.kind === 'committed') world.telemetry.run(run, { conversation: about.conversation.id, line: about.line })
  else await keepRun(world, { ...run, outcome: verdict.kind === 'newer' ? 'interrupted' : 'overtaken' }, about)
}
