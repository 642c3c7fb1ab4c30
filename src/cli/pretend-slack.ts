import { randomInt } from 'node:crypto'
import { type SimulatorClock, seededRandom } from '../../simulator/index.ts'
import { createSlackDouble, createSlackListener, SLACK_PREFIX, serveSlack } from '../../simulator/slack/index.ts'
import type { SlackSettings } from '../domain/slack.ts'
import type { Listener } from '../http/server.ts'

export interface PretendSlack {
  /** With which Wabaton has it as a desk. */
  readonly settings: SlackSettings
  /** The page; Slack itself has a port of its own, for its sockets. */
  readonly listener: Listener
  readonly isFor: (url: string | undefined) => boolean
  stop(): Promise<void>
}

/** Somebody who is in Slack and not at the desk, to see what such people can do: nothing to a customer. */
const STRANGER = { realName: 'Omar Haddad', email: 'omar@example.com' }

const LINKS = [
  { text: 'Phones', href: '/sim' },
  { text: 'Desk', href: '/desk' },
]

/** A Slack on this computer, whose people are those of the desk. */
export async function pretendSlack(
  clock: SimulatorClock,
  teammates: () => Promise<readonly { name: string; email: string }[]>,
): Promise<PretendSlack> {
  const slack = createSlackDouble({ clock, random: seededRandom(randomInt(2 ** 32)) })
  const server = await serveSlack(slack)
  const people = async () => [...(await teammates()).map(({ name, email }) => ({ realName: name, email })), STRANGER]
  return {
    settings: {
      botToken: slack.botToken,
      way: { kind: 'sockets', appToken: slack.appToken },
      channel: '#wa-support',
      channels: {},
      relay: 'claimer',
      holdMs: 3000,
      group: undefined,
      apiUrl: slack.apiUrl,
    },
    listener: createSlackListener(slack, { people, links: LINKS }),
    isFor: (url = '') => new RegExp(`^${SLACK_PREFIX}(?:[/?]|$)`).test(url),
    async stop() {
      slack.stop()
      await server.close()
    },
  }
}
