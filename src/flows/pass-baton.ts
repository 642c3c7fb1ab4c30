import type { Pass, Passed } from './baton.ts'
import type { Interrupts } from './interrupts.ts'
import type { World } from './world.ts'

export type PassNeeds = Pick<World, 'store' | 'clock' | 'log' | 'lines' | 'agents'> & {
  readonly interrupts: Interrupts
  readonly wake: (dueAt: number) => void
}

export type BatonPassed = Passed | { readonly kind: 'no-agent'; readonly reason: string }

/** A person takes, gives, puts back or releases a conversation, or takes their last step back. */
export async function passBaton(world: PassNeeds, pass: Pass): Promise<BatonPassed> {
  if (pass.step.kind === 'release') {
    const nobody = await nobodyAnswers(world, pass)
    if (nobody) return nobody
  }
  const passed = await world.store.passBaton(pass)
  if (passed.kind === 'passed') tell(world, pass.step.kind, passed)
  return passed
}

/** Whoever runs a turn for one of them stops at once; the fence would stop its reply in any case. */
export function tell(
  { interrupts, clock, log, wake }: Pick<PassNeeds, 'interrupts' | 'clock' | 'log' | 'wake'>,
  step: string,
  { conversations, now }: Pick<Extract<Passed, { kind: 'passed' }>, 'conversations' | 'now'>,
): void {
  for (const conversation of conversations) {
    interrupts.interrupt(conversation, 'somebody took over')
    log.info('owner-changed', { conversation, step, owner: now.owner, epoch: now.epoch, handoff: now.handoff })
  }
  wake(clock.now())
}

/** A customer must not be given to nobody. */
async function nobodyAnswers({ store, lines, agents }: PassNeeds, { conversation }: Pass) {
  const turn = await store.loadTurn(conversation, 0)
  if (!turn) return undefined
  const name = turn.agent ?? lines.all.find((line) => line.name === turn.line)?.agent ?? 'none'
  if (agents.has(name)) return undefined
  const reason = `No agent named ${name} answers on ${turn.line}: nobody would answer the customer. Configure it, or assign the conversation to a teammate.`
  return { kind: 'no-agent', reason } as const
}
