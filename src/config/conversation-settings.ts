import type { Target } from '../domain/target.ts'
import type { Combined } from './combine.ts'
import type { Fault } from './faults.ts'
import { labelOf } from './labels.ts'
import type { Settings } from './settings.ts'
import { slackSettings } from './slack.ts'

type Part = Pick<
  Settings,
  | 'texts'
  | 'media'
  | 'acknowledgement'
  | 'commands'
  | 'onMessage'
  | 'desks'
  | 'slack'
  | 'targets'
  | 'smtp'
  | 'tools'
  | 'prices'
  | 'runs'
  | 'loopLimit'
  | 'guard'
  | 'transcriber'
>

/** The settings of what is said and done in a conversation, beside those of agents. */
export function conversationSettings(combined: Combined, faults: Fault[]): Part {
  const { values, chosen } = combined
  const { texts, media, agentAcknowledgement: say, onMessage, desks, tools, prices, guard, transcriber } = values
  const reset = values.resetCommand?.trim().toLowerCase()
  const commands = Object.fromEntries(Object.entries(values.commands).map(([name, one]) => [name.toLowerCase(), one]))
  for (const name of Object.keys(values.commands))
    if (name.toLowerCase() === reset)
      faults.push({
        where: labelOf(chosen, `commands.${name}`),
        problem: 'is the reset command.',
        cure: 'Give it another name, or another resetCommand.',
      })
  const targets = targetsOf(combined, faults)
  return {
    texts,
    media: { maxFileSize: media.maxFileSize, ttlMs: media.ttl * 1_000, retention: media.retention },
    acknowledgement: say && { say, afterMs: values.acknowledgementAfterSeconds * 1_000 },
    commands,
    onMessage,
    desks,
    slack: slackSettings(combined, faults),
    targets,
    smtp: smtpOf(combined, targets, faults),
    tools,
    prices,
    runs: { keepForMs: values.runs.keepFor },
    loopLimit: values.loop.limit,
    guard,
    transcriber,
  }
}

const KINDS = ['slack', 'email', 'webhook', 'whatsapp'] as const

function targetsOf({ values, chosen, refused }: Combined, faults: Fault[]): Settings['targets'] {
  const targets: Record<string, Target> = {}
  for (const [name, given] of Object.entries(values.targets)) {
    const path = `targets.${name}`
    const kinds = KINDS.filter((kind) => given[kind] !== undefined)
    const cure = 'Write one of slack, email, webhook and whatsapp; a secret stands beside a webhook only.'
    const isOne = kinds.length === 1 && (given.secret === undefined || kinds[0] === 'webhook')
    // What was refused is told already.
    const isTold = [...refused].some((one) => one.startsWith(`${path}.`))
    if (isOne) targets[name] = given as Target
    else if (!isTold) faults.push({ where: labelOf(chosen, path), problem: 'is not one place.', cure })
  }
  return targets
}

function smtpOf({ values, chosen, refused }: Combined, targets: Settings['targets'], faults: Fault[]) {
  const { url, from } = values.smtp
  if (url !== undefined && from !== undefined) return { url, from }
  const mailed = Object.keys(targets).find((name) => 'email' in targets[name]!)
  const isNeeded = url !== undefined || from !== undefined || mailed !== undefined
  if (isNeeded && !refused.has('smtp.url') && !refused.has('smtp.from'))
    faults.push({
      where: mailed === undefined ? labelOf(chosen, 'smtp') : labelOf(chosen, `targets.${mailed}.email`),
      problem: 'needs a server that sends e-mail, and whom it is from.',
      cure: 'Set SMTP_URL (smtps://user:password@mail.acme.com) and SMTP_FROM (Acme <help@acme.com>) in .env.',
    })
  return undefined
}
