import type { SlackDesk } from './desks/slack/desk.ts'
import type { Desk } from './domain/desk.ts'
import { answer } from './flows/answer.ts'
import { brief } from './flows/brief.ts'
import { runCampaign } from './flows/campaign.ts'
import { createAskLimit } from './flows/campaign-limit.ts'
import { deliver } from './flows/deliver.ts'
import { draw } from './flows/draw.ts'
import { followUp } from './flows/follow-up.ts'
import { beat } from './flows/heartbeat.ts'
import type { Interrupts } from './flows/interrupts.ts'
import { createModelBudget } from './flows/model-budget.ts'
import { tellNotice } from './flows/notice.ts'
import { createPacer } from './flows/pacer.ts'
import { post } from './flows/post.ts'
import { remember } from './flows/remember.ts'
import { tellDesks } from './flows/tell-desks.ts'
import { tend } from './flows/tend.ts'
import { createWorker, type Worker } from './flows/worker.ts'
import type { World } from './flows/world.ts'
import type { Live } from './live.ts'
import type { Reception } from './reception.ts'
import type { Staff } from './staff.ts'

/** Where so many webhooks wait at once, more come than can be stored right away. */
const CROWD = 32

interface Needs {
  readonly world: World
  readonly live: Live
  readonly staff: Staff
  readonly interrupts: Interrupts
  readonly reception: Reception
  readonly desks: () => readonly Desk[]
  readonly slack: () => Pick<SlackDesk, 'tend'> | undefined
}

/** What is done with each kind of work, and by whom. */
export function createDuties({ world, live, staff, interrupts, reception, desks, slack }: Needs): Worker {
  const pacer = createPacer(world)
  const budget = createModelBudget(() => live.memory.facts.model !== undefined)
  const speaking = () => ({ ...world, interrupts, leaseUntil: worker.leaseUntil, wake: worker.wake })
  const askLimit = createAskLimit(world)
  const worker: Worker = createWorker(
    {
      ...world,
      isCrowded: () => reception.door.waiting > CROWD,
      askedAgain: ({ kind, key }) => kind === 'answer' && interrupts.interrupt(key),
    },
    {
      answer: (work, signal) =>
        answer({ ...world, interrupts, pacer, leaseUntil: worker.leaseUntil, wake: worker.wake }, work, signal),
      deliver: (work, signal, send) => deliver({ ...world, pacer, wake: worker.wake }, work, signal, send),
      notice: (work) => tellNotice({ ...world, handlers: reception.handlers(), read: reception.read }, work),
      post: (work) => post({ ...world, posts: staff.posts }, work),
      handoff: (work) => tend({ ...world, interrupts, wake: worker.wake, linkTo: live.linkTo }, work),
      brief: (work, signal) => brief({ ...world, briefer: staff.briefer }, work, signal),
      desk: (work, signal) => tellDesks({ ...world, desks, wake: worker.wake }, work, signal),
      // Where it is no desk any more, what was promised to it is given up.
      slack: (work, signal) => slack()?.tend(work, signal) ?? world.store.putOff(work, undefined).then(() => undefined),
      remember: (work, signal) =>
        remember(
          { ...world, extractor: staff.extractor, budget, burst: live.memory.facts, wake: worker.wake },
          work,
          signal,
        ),
      campaign: (work) => runCampaign({ ...world, askLimit, wake: worker.wake }, work),
      draw: (work, signal) => draw({ ...world, wake: worker.wake }, work, signal),
      'follow-up': (work, signal) => followUp(speaking(), work, signal),
      heartbeat: (work, signal) => beat(speaking(), work, signal),
    },
  )
  return worker
}
