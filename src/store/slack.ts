import type { SlackStore } from '../flows/slack-rows.ts'
import type { Ids } from '../flows/world.ts'
import type { Database } from './database.ts'
import {
  hearSlack,
  isSlackRelay,
  keepSlackRelays,
  linkSlack,
  promiseSlackTicks,
  settleSlack,
  slackLink,
  slackRelays,
  slackSaid,
  slackUnsettled,
} from './slack-messages.ts'
import {
  endSlackPost,
  keepSlackPost,
  keepSlackThread,
  openSlackThreads,
  slackDelay,
  slackPosts,
  slackThread,
  slackThreadAt,
  slackThreadsOf,
  trySlackPost,
} from './slack-threads.ts'
import { promise } from './work.ts'

/** What the store keeps for Slack, on either database. */
export const openSlack = ({ write, read }: Database, ids: Ids): SlackStore => ({
  keepSlackPost: (post) => write((tx) => keepSlackPost(tx, post)),
  slackPosts: (conversation) => read((tx) => slackPosts(tx, conversation)),
  trySlackPost: (post) => write((tx) => trySlackPost(tx, post)),
  endSlackPost: (post) => write((tx) => endSlackPost(tx, post)),
  slackDelay: (of) => read((tx) => slackDelay(tx, of)),

  slackThread: (of) => read((tx) => slackThread(tx, of)),
  slackThreadAt: (of) => read((tx) => slackThreadAt(tx, of)),
  slackThreadsOf: (conversation) => read((tx) => slackThreadsOf(tx, conversation)),
  openSlackThreads: (business) => read((tx) => openSlackThreads(tx, business)),
  keepSlackThread: (thread) => write((tx) => keepSlackThread(tx, thread)),

  hearSlack: (said) => write((tx) => hearSlack(tx, said)),
  slackSaid: (named) => read((tx) => slackSaid(tx, named)),
  slackUnsettled: (conversation) => read((tx) => slackUnsettled(tx, conversation)),
  settleSlack: (settled) => write((tx) => settleSlack(tx, settled)),
  keepSlackRelays: (of) => write((tx) => keepSlackRelays(tx, of)),
  slackRelays: (of) => read((tx) => slackRelays(tx, of)),
  isSlackRelay: (of) => read((tx) => isSlackRelay(tx, of)),
  promiseSlackTicks: (of) => write((tx) => promiseSlackTicks(tx, of)),
  promiseSlack: ({ business, id }, dueAt) =>
    write((tx) => promise(tx, [{ business, kind: 'slack', key: id, due_at: dueAt }]).then(() => undefined)),

  slackLink: (of) => read((tx) => slackLink(tx, of)),
  linkSlack: (link) => write((tx) => linkSlack(tx, link, ids)),
})
