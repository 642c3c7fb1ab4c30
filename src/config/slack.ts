import { z } from 'zod'
import { RELAYS, type SlackSettings } from '../domain/slack.ts'
import type { Combined } from './combine.ts'
import type { Fault } from './faults.ts'
import { labelOf } from './labels.ts'
import { matching, oneOf, seconds, secret, webAddress } from './values.ts'

export const slackChannel = () =>
  matching(
    /^(#?[\p{Ll}\p{Lo}\p{N}_-]{1,80}|[CG][A-Z0-9]{6,20})$/u,
    'is not a channel of Slack',
    'Write its name, "#wa-support" (in quotes: # begins a comment in YAML), or its id, C024BE91L.',
  )

const tokenOf = (prefix: string, source: string) =>
  matching(
    new RegExp(`^${prefix}-[\\x21-\\x7e]+$`),
    `is not a token that begins with ${prefix}-`,
    `Copy it from api.slack.com/apps > your app > ${source}.`,
  )

const BOT_TOKEN = 'OAuth & Permissions > Bot User OAuth Token'
const APP_TOKEN = 'Basic Information > App-Level Tokens, with the scope connections:write'
const SIGNING_SECRET = 'Basic Information > Signing Secret'

/** Slack as a desk. */
export const slack = z
  .strictObject({
    /** With it Slack is a desk. */
    botToken: tokenOf('xoxb', BOT_TOKEN).optional(),
    /** Socket Mode: Slack needs no address of yours. */
    appToken: tokenOf('xapp', APP_TOKEN).optional(),
    /** Without an app token: Slack calls `/channels/slack/events`. */
    signingSecret: secret(`api.slack.com/apps > your app > ${SIGNING_SECRET}.`).optional(),
    /** Where people are called. */
    channel: slackChannel().default('#wa-support'),
    /** Whose replies in a thread reach the customer. */
    relay: oneOf(RELAYS).default('claimer'),
    /** So long a reply can be changed or deleted before it leaves. */
    holdSeconds: seconds({ least: 0, most: 10 }).default(3),
    /** A user group that is mentioned when a case waits longer than `handoff.slaMinutes`. */
    group: matching(
      /^S[A-Z0-9]{6,20}$/,
      'is not the id of a user group',
      'Copy its id from Slack: S0614TZR7.',
    ).optional(),
    /** Another Slack than the real one: for tests. */
    apiUrl: webAddress().default('https://slack.com/api'),
  })
  .prefault({})

const NO_WAY_IN = `Set SLACK_APP_TOKEN (api.slack.com/apps > your app > ${APP_TOKEN}), or SLACK_SIGNING_SECRET (${SIGNING_SECRET}) where Slack can reach your server.`

/** Undefined where Slack is no desk. Half of its credentials is a fault: somebody expects people to be called there. */
export function slackSettings(combined: Combined, faults: Fault[]): SlackSettings | undefined {
  const { values, chosen, refused } = combined
  const { botToken, appToken, signingSecret, channel, relay, holdSeconds, group, apiUrl } = values.slack
  const channels = Object.fromEntries(
    Object.entries(values.lines).flatMap(([id, line]) =>
      line.slackChannel === undefined ? [] : [[line.name ?? id, line.slackChannel]],
    ),
  )
  const label = (key: string) => labelOf(chosen, key)
  if (botToken !== undefined && values.desks.some(({ name }) => name === 'slack'))
    faults.push({
      where: label('desks'),
      problem: 'has a desk named slack beside Slack.',
      cure: 'Give it another name.',
    })
  if (botToken === undefined) {
    const left = [...chosen.keys()].find((path) => /^slack\.(appToken|signingSecret)$/.test(path))
    if (left !== undefined && !refused.has('slack.botToken'))
      faults.push({
        where: label(left),
        problem: 'is set, and Slack has no bot token.',
        cure: `Set SLACK_BOT_TOKEN (api.slack.com/apps > your app > ${BOT_TOKEN}), or remove it.`,
      })
    return undefined
  }
  const fixed = { botToken, channel, channels, relay, holdMs: holdSeconds * 1_000, group, apiUrl }
  if (appToken !== undefined) return { ...fixed, way: { kind: 'sockets', appToken } }
  if (signingSecret !== undefined) return { ...fixed, way: { kind: 'http', secret: signingSecret } }
  if (!refused.has('slack.appToken') && !refused.has('slack.signingSecret'))
    faults.push({
      where: label('slack.botToken'),
      problem: 'has no way for Slack to tell us anything.',
      cure: NO_WAY_IN,
    })
  return undefined
}
