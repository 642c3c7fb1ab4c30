import { type AnnouncedField, announce, announcements } from './announce.ts'
import { type BusinessApp, createBusinessApp } from './business-app.ts'
import { type Customer, findLine } from './customer.ts'
import { sendDashboardTest } from './dashboard-test.ts'
import type { Journeys } from './journey.ts'
import { createMetaAgent, type MetaAgent } from './meta-agent.ts'
import type { Status } from './status.ts'
import type { World } from './world.ts'

/** Who else speaks on a line, beside customers and the server. Lines are named as for customers. */
export interface OtherParties {
  /** The business's own phone, on a line in coexistence. */
  businessApp(line: string): BusinessApp
  /** Meta's own agent. */
  metaAgent(line: string): MetaAgent
  /** Meta itself: a webhook of any field, from a sample that `event` chooses and `value` changes. */
  announce(field: AnnouncedField | (string & {}), options?: AnnounceOptions): void
  /** What can be announced: the fields, each with its events. */
  readonly announcements: Readonly<Record<AnnouncedField, readonly string[]>>
  /** A status of an accepted message, whatever has become of it; `more` holds Meta's keys, such as `errors`. */
  tellStatus(wamid: string, status: Status, more?: Readonly<Record<string, unknown>>): void
  /** The "Test" button of Meta's dashboard. */
  dashboardTest(): void
}

export interface AnnounceOptions {
  event?: string
  value?: Readonly<Record<string, unknown>>
  /** The first line unless told. */
  line?: string
  customer?: Customer
}

export function createOtherParties(world: World, journeys: Journeys): OtherParties {
  const apps = new Map(world.lines.map((line) => [line, createBusinessApp(world, line)]))
  const agents = new Map(world.lines.map((line) => [line, createMetaAgent(world, line)]))
  return {
    businessApp: (line) => apps.get(findLine(world.lines, line))!,
    metaAgent: (line) => agents.get(findLine(world.lines, line))!,
    announce(field, { event, value, line = '', customer } = {}) {
      const about = line === '' ? world.lines[0] : findLine(world.lines, line)
      if (!about) throw new Error('There is no line to announce anything on.')
      const person = customer && world.people.byUserId(customer.bsuid)
      announce(world, about, field, {
        ...(event !== undefined && { event }),
        ...(value && { value }),
        ...(person && { person }),
      })
    },
    announcements: announcements(),
    tellStatus: journeys.tell,
    dashboardTest: () => sendDashboardTest(world),
  }
}
