import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CampaignStep, conflictInWords } from '../domain/campaign-conflict.ts'
import type { CampaignConflict } from '../flows/campaign-store.ts'
import type { CampaignView } from '../flows/campaigns.ts'
import { REPORT_HEAD, reportLine } from '../http/campaign-report.ts'
import { askCampaigns, campaignNamed, whoActs } from './campaign-acts.ts'
import { momentIn } from './campaign-making.ts'
import { barOf, counted, endedOf, reportInWords, standInWords, waitInWords, when } from './campaign-words.ts'
import type { WhichStore } from './desk-commands.ts'
import type { Surroundings } from './surroundings.ts'

type Which = WhichStore & { readonly campaign: string }

/** `wabaton campaign list`: the newest first. */
export async function campaignList(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const campaigns = await askCampaigns(which, surroundings, 'list')
  if (campaigns.length === 0) surroundings.print('There are no campaigns. `wabaton campaign create` makes one.')
  for (const campaign of campaigns) {
    const { id, name, line, content } = campaign
    surroundings.print(`${id}  ${name}  ${standInWords(campaign)}`)
    surroundings.print(`  ${content.name} (${content.language}) from ${line}`)
  }
  return 0
}

/** `wabaton campaign start <campaign>`: at once, or later. */
export async function campaignStart(
  { campaign: name, at: written, ...which }: Which & { readonly at?: string },
  surroundings: Surroundings,
): Promise<number> {
  const at = written === undefined ? undefined : momentIn('--at', written)
  const { id } = await campaignNamed(which, surroundings, name)
  const verdict = await askCampaigns(which, surroundings, 'start', id, { at, by: whoActs() })
  if (verdict.kind === 'conflict') return refused(verdict, 'start', surroundings)
  const { campaign } = verdict
  const quiet = campaign.quiet ? `, but for their quiet hours from ${campaign.quiet.from} to ${campaign.quiet.to}` : ''
  surroundings.print(
    campaign.state === 'scheduled'
      ? `${campaign.name} begins ${when(campaign.startAt!)}.`
      : `${campaign.name} goes to ${counted(campaign.recipients, 'person', 'people')} now${quiet}. To watch it: wabaton campaign show ${id} --follow`,
  )
  return 0
}

const DONE = {
  pause: 'is paused. What has left has left.',
  resume: 'goes on.',
  cancel: 'is cancelled. Whoever has not got it never will.',
} as const

/** `wabaton campaign pause|resume|cancel <campaign>` */
export async function campaignMove(
  { campaign: name, to, ...which }: Which & { readonly to: keyof typeof DONE },
  surroundings: Surroundings,
): Promise<number> {
  const { id } = await campaignNamed(which, surroundings, name)
  const verdict = await askCampaigns(which, surroundings, 'move', id, to, whoActs())
  if (verdict.kind === 'conflict') return refused(verdict, to, surroundings)
  surroundings.print(`${verdict.campaign.name} ${DONE[to]}`)
  return 0
}

/** `wabaton campaign delete <campaign>`: only drafts. */
export async function campaignDelete({ campaign: name, ...which }: Which, surroundings: Surroundings): Promise<number> {
  const campaign = await campaignNamed(which, surroundings, name)
  const verdict = await askCampaigns(which, surroundings, 'delete', campaign.id, whoActs())
  if (verdict.kind === 'conflict') return refused(verdict, 'delete', surroundings)
  surroundings.print(`The draft ${campaign.name} is deleted.`)
  return 0
}

function refused({ state }: CampaignConflict, step: CampaignStep, { print }: Surroundings): number {
  print(state === undefined ? 'There is no such campaign any more.' : conflictInWords(step, state))
  return 1
}

/** A screen that a line can be written over on; anything else is handed lines. */
export type Screen = Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & { readonly columns?: number }

const EVERY_MS = 1000

/** `wabaton campaign show <campaign>`: how far it is; with --follow, until it ends or waits for somebody. */
export async function campaignShow(
  { campaign: name, follow, ...which }: Which & { readonly follow?: boolean },
  surroundings: Surroundings,
  screen: Screen = process.stdout,
): Promise<number> {
  const { print } = surroundings
  const { id } = await campaignNamed(which, surroundings, name)
  let view = await viewOf()
  print(titleOf(view))
  const tell = follow && screen.isTTY ? writeOver(screen) : eachOnce(print)
  while (follow && goesOn(view)) {
    tell(progressOf(view))
    await sleep(EVERY_MS)
    view = await viewOf()
  }
  tell(progressOf(view))
  if (follow && screen.isTTY) screen.write('\n')
  if (view.campaign.state === 'paused') print(`  ${standInWords(view.campaign)}`)
  for (const line of reportInWords(view.report, view.cost)) print(line)
  return 0

  async function viewOf(): Promise<CampaignView> {
    return (await askCampaigns(which, surroundings, 'show', id))!
  }
}

/** One that waits for a person is not waited for; one that goes on by itself is. */
const goesOn = ({ campaign: { state, pause }, report }: CampaignView) =>
  state === 'scheduled' ||
  state === 'running' ||
  (state === 'paused' && pause?.looksAgainAt !== undefined) ||
  ((state === 'done' || state === 'cancelled') && report.underWay > 0)

const titleOf = ({ campaign: { name, line, content, createdBy, createdAt } }: CampaignView) =>
  `${name}: ${content.name} (${content.language}) from ${line}, made by ${createdBy} on ${when(createdAt)}`

/** Short: it is written over the same line again and again. */
const progressOf = ({ campaign, report, nextAt }: CampaignView) => {
  const { state, pause } = campaign
  const stands =
    state === 'paused' ? `paused: ${pause?.because}` : `${state}${waitInWords(campaign, nextAt, Date.now())}`
  return `${barOf(endedOf(report), report.recipients)}  ${stands}`
}

const USUAL_COLUMNS = 80

/** The same place on the screen again and again: a line that wraps would leave itself behind. */
function writeOver(screen: Screen) {
  let longest = 0
  return (line: string) => {
    const shown = line.slice(0, (screen.columns ?? USUAL_COLUMNS) - 1)
    longest = Math.max(longest, shown.length)
    screen.write(`\r${shown.padEnd(longest)}`)
  }
}

function eachOnce(print: (line: string) => void) {
  let last = ''
  return (line: string) => {
    if (line !== last) print(line)
    last = line
  }
}

const ROWS_AT_ONCE = 1000

/** `wabaton campaign report <campaign>`: what came of it; with --csv, of each recipient. */
export async function campaignReport(
  { campaign: name, csv, ...which }: Which & { readonly csv?: string },
  surroundings: Surroundings,
): Promise<number> {
  const { print, folder } = surroundings
  const { id } = await campaignNamed(which, surroundings, name)
  const view = (await askCampaigns(which, surroundings, 'show', id))!
  print(titleOf(view))
  print(`  ${standInWords(view.campaign)}${waitInWords(view.campaign, view.nextAt, Date.now())}`)
  for (const line of reportInWords(view.report, view.cost)) print(line)
  if (csv === undefined) return 0
  const file = createWriteStream(resolve(folder, csv))
  file.write(REPORT_HEAD)
  let after: string | undefined
  do {
    const rows = await askCampaigns(which, surroundings, 'recipients', id, { after, most: ROWS_AT_ONCE })
    for (const row of rows) file.write(reportLine(row))
    after = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)!.id
  } while (after !== undefined)
  file.end()
  await finished(file)
  print(`Each of them stands in ${csv}.`)
  return 0
}
