import type { Agenda } from '../agenda.ts'
import type { Deliveries } from './deliveries.ts'
import type { FaultBook } from './faults.ts'
import type { Happenings } from './happenings.ts'
import type { Names } from './names.ts'
import type { News } from './news.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Showing } from './show.ts'
import type { Triggers } from './triggers.ts'
import type { Uploads } from './uploads.ts'
import type { Workspace } from './workspace.ts'

/** What the parts of the pretend Slack share. */
export interface World {
  readonly agenda: Agenda
  readonly names: Names
  readonly faults: FaultBook
  readonly happenings: Happenings
  readonly workspace: Workspace
  readonly showing: Showing
  readonly news: News
  readonly deliveries: Deliveries
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly uploads: Uploads
  /** A new address for a socket. */
  socketUrl(): string
  /** Where everything of Slack begins, without a slash at the end. */
  base(): string
}

export const secondsOf = (agenda: Agenda) => Math.floor(agenda.now() / 1000)
