import type { Settings } from './config/settings.ts'
import type { ConnectSlack } from './desks/slack/api.ts'
import { connectBolt } from './desks/slack/bolt.ts'
import { createSlackDesk, type SlackDesk } from './desks/slack/desk.ts'
import type { Desk } from './domain/desk.ts'
import type { DeskPort } from './flows/desk.ts'
import type { SlackFacts } from './flows/slack-rows.ts'
import type { Worker } from './flows/worker.ts'
import type { World } from './flows/world.ts'
import type { Live } from './live.ts'

export interface Slack extends SlackDesk {
  readonly facts: () => Promise<SlackFacts>
}

interface SlackOptions {
  readonly world: World
  readonly desk: DeskPort
  readonly settings: Settings
  readonly live: Live
  readonly worker: Pick<Worker, 'wake'>
  readonly connect: ConnectSlack | undefined
}

/** So long something may be on its way to Slack before it counts as late. */
const LATE_MS = 15_000

/** Slack as a desk, where it is configured. */
export function createSlack({
  world,
  desk,
  settings,
  live,
  worker,
  connect = connectBolt,
}: SlackOptions): Slack | undefined {
  if (!settings.slack) return undefined
  const { business } = settings
  const { linkTo } = live
  const { wake } = worker
  const made = createSlackDesk({ ...world, business, settings: settings.slack, desk, linkTo, wake, connect })
  const { clock, store } = world
  return {
    ...made,
    get state() {
      return made.state
    },
    async facts() {
      const delay = await store.slackDelay({ business, before: clock.now() - LATE_MS })
      return { ...made.state, behindSince: delay?.since, waiting: delay?.waiting ?? 0 }
    },
  }
}

/** Those of the program, and Slack. */
export const desksOf = ({ desks }: Pick<Settings, 'desks'>, slack: SlackDesk | undefined): readonly Desk[] =>
  slack ? [...desks, slack.desk] : desks
