import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { QuietHours } from '../domain/campaign.ts'
import type { MediaHeader, Template } from '../domain/outbound.ts'
import { minutesOf } from '../domain/quiet-hours.ts'
import type { Audience, CampaignLook, CampaignPlan } from '../flows/campaigns.ts'
import { askCampaigns, whoActs } from './campaign-acts.ts'
import { counted, lookInWords } from './campaign-words.ts'
import { inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'
import { buttonIn, valuesIn } from './template-command.ts'

export interface PlanOptions extends WhichStore {
  readonly name?: string
  readonly line?: string
  readonly template?: string
  readonly language?: string
  readonly list?: string
  readonly country?: string
  readonly wroteSince?: string
  readonly wroteBefore?: string
  readonly speaks?: string
  readonly saidYes?: boolean
  readonly fromAd?: boolean
  readonly metadata?: readonly string[]
  readonly header?: readonly string[]
  readonly body?: readonly string[]
  readonly button?: readonly string[]
  readonly image?: string
  readonly video?: string
  readonly document?: string
  readonly note?: string
  readonly quiet?: string
  readonly skipFaulty?: boolean
}

/** `wabaton campaign preview`: what would come of it. */
export async function campaignPreview(options: PlanOptions, surroundings: Surroundings): Promise<number> {
  const { print } = surroundings
  const look = await askCampaigns(options, surroundings, 'look', await planOf(options, surroundings))
  tellFaults(look, options, surroundings)
  for (const line of lookInWords(look)) print(line)
  print('Nothing was made, and nothing sent.')
  return look.faults.length > 0 && !options.skipFaulty ? 1 : 0
}

/** `wabaton campaign create`: a draft, once nothing is at fault. */
export async function campaignCreate(options: PlanOptions, surroundings: Surroundings): Promise<number> {
  const { print } = surroundings
  const plan = await planOf(options, surroundings)
  const made = await askCampaigns(options, surroundings, 'create', plan, whoActs())
  tellFaults(made.look, options, surroundings)
  if (made.kind === 'refused') {
    print(
      made.reason
        .replace('or have them left out', 'or leave them out with --skip-faulty')
        .replace('or have it left out', 'or leave it out with --skip-faulty'),
    )
    return 1
  }
  for (const line of lookInWords(made.look)) print(line)
  const { id, name, recipients } = made.campaign
  print(
    `${name} is a draft for ${counted(recipients, 'person', 'people')}. Nobody gets it before: wabaton campaign start ${id}`,
  )
  return 0
}

/** Each with its row, as people see it in their list. */
function tellFaults({ faults }: CampaignLook, { list = 'the customers' }: PlanOptions, { print }: Surroundings) {
  for (const { row, fault } of faults) print(row === undefined ? fault : `${list}:${row}  ${fault}`)
}

async function planOf(options: PlanOptions, surroundings: Surroundings): Promise<CampaignPlan> {
  const { template: name, name: title = name, note, skipFaulty } = options
  if (name === undefined) throw new Misunderstood('Name the template with --template. `wabaton templates` lists them.')
  const settings = await settingsOf(options, surroundings)
  const lines = settings.lines.map((line) => line.name)
  const line = options.line ?? (lines.length === 1 ? lines[0]! : undefined)
  if (line === undefined) throw new Misunderstood(`Choose the line it leaves from with --line: ${lines.join(', ')}.`)
  const known = await inquire(settings, 'templatesOf', { business: settings.business })
  const languages = [...new Set(known.filter((one) => one.name === name).map(({ language }) => language))]
  const language = options.language ?? (languages.length === 1 ? languages[0]! : undefined)
  if (language === undefined && languages.length > 1)
    throw new Misunderstood(`Choose the language of ${name} with --language: ${languages.join(', ')}.`)
  return {
    ...{ name: title!, line, note, faulty: skipFaulty ? 'skip' : 'refuse', quiet: quietIn(options.quiet) },
    template: { name, language: language ?? '', ...contentIn(options) },
    audience: await audienceIn(options, surroundings),
  }
}

function contentIn({ header, body, button = [], ...media }: PlanOptions): Partial<Template> {
  const kind = (['image', 'video', 'document'] as const).find((one) => media[one] !== undefined)
  const heading: Template['header'] = kind
    ? ({ kind, media: { link: media[kind]! } } satisfies MediaHeader)
    : header && valuesIn(header)
  return {
    ...(heading && { header: heading }),
    ...(body && { body: valuesIn(body) }),
    ...(button.length > 0 && { buttons: button.map(buttonIn) }),
  }
}

async function audienceIn(options: PlanOptions, { folder }: Surroundings): Promise<Audience> {
  const { list, country, wroteSince, wroteBefore, speaks, saidYes, fromAd, metadata = [] } = options
  const asksCustomers =
    [wroteSince, wroteBefore, speaks, saidYes, fromAd].some((one) => one !== undefined) || metadata.length > 0
  if (list !== undefined && asksCustomers) throw new Misunderstood('Give a list, or say which customers: not both.')
  if (list !== undefined) {
    const csv = await readFile(resolve(folder, list), 'utf8').catch(() => {
      throw new Misunderstood(`${list} cannot be read.`)
    })
    return { csv, ...(country !== undefined && { country: country.toUpperCase() }) }
  }
  if (!asksCustomers)
    throw new Misunderstood('Say who gets it: --list people.csv, or which customers, as --wrote-since 2026-11-01.')
  const pairs = metadata.map((one): [string, string] => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(one) ?? []
    if (key === undefined || value === undefined) throw new Misunderstood(`--metadata ${one}: write it as plan=pro.`)
    return [key.trim(), value.trim()]
  })
  return {
    query: {
      ...(wroteSince !== undefined && { wroteSince: momentIn('--wrote-since', wroteSince) }),
      ...(wroteBefore !== undefined && { wroteBefore: momentIn('--wrote-before', wroteBefore) }),
      ...(speaks !== undefined && { language: speaks.toLowerCase() }),
      ...(saidYes && { consent: 'in' as const }),
      ...(fromAd && { fromAd }),
      ...(pairs.length > 0 && { metadata: Object.fromEntries(pairs) }),
    },
  }
}

/** A day begins by the clock of this machine. */
export function momentIn(option: string, text: string): number {
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text)
  if (Number.isNaN(at))
    throw new Misunderstood(`${option} ${text}: write a day, as 2026-12-01, or a time, as 2026-12-01T09:00.`)
  return at
}

function quietIn(text: string | undefined): QuietHours | null | undefined {
  if (text === undefined) return undefined
  if (text === 'off') return null
  const [, from = '', to = ''] = /^(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)$/.exec(text.trim()) ?? []
  if (minutesOf(from) === undefined || minutesOf(to) === undefined)
    throw new Misunderstood(`--quiet ${text}: write hours, as 21:00-8:00, or off.`)
  return { from, to }
}
