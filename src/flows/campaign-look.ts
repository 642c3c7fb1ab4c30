import { type AudienceFault, foldContent } from '../domain/audience.ts'
import { contentFor, type QuietHours } from '../domain/campaign.ts'
import { costOfCampaign, paceOfCampaign } from '../domain/campaign-forecast.ts'
import { campaignRate, limitForCampaigns } from '../domain/campaign-pace.ts'
import { isTimeZone } from '../domain/hours/zoned.ts'
import type { Line } from '../domain/line.ts'
import type { Template, TemplateParameters } from '../domain/outbound.ts'
import { minutesOf, zonesFor } from '../domain/quiet-hours.ts'
import type { RateCard } from '../domain/rate-card.ts'
import { type KnownTemplate, variablesOf } from '../domain/template.ts'
import { audienceOf, type Candidate } from './campaign-audience.ts'
import type { CampaignLook, CampaignPlan, CampaignRoom, CampaignSample } from './campaigns.ts'
import type { World } from './world.ts'

/** What campaigns go by that is no matter of the store. */
export interface CampaignSettings {
  readonly quiet: QuietHours | undefined
  readonly card: RateCard
}

export interface LookNeeds extends Pick<World, 'store' | 'clock' | 'lines' | 'whatsapp' | 'templates'> {
  readonly business: string
  readonly settings: () => CampaignSettings
  readonly readPhone: (text: string, country?: string) => string | undefined
  /** What the settings say of the limit of Meta. */
  readonly policy: Pick<World['policy'], 'messagingLimit'>
}

/** What came of looking, with whoever would get it. */
export interface Looked {
  readonly look: CampaignLook
  readonly content: Template
  readonly quiet: QuietHours | undefined
  readonly good: readonly Candidate[]
}

const SAMPLES = 3
/** So many the store looks at in one go: others have their turn between. */
const AT_ONCE = 250

/** Goes through all of an audience and says everything that is wrong, before anything is kept or sent. */
export async function lookAt(needs: LookNeeds, plan: CampaignPlan): Promise<Looked> {
  const { clock, lines, business, settings } = needs
  const now = clock.now()
  const faults: AudienceFault[] = []
  const about = (kind: 'list' | 'template', fault: string) => void faults.push({ row: undefined, kind, fault })
  const line = lines.all.find(({ name }) => name === plan.line)
  if (!line) about('list', `there is no line named ${plan.line}: ${lines.all.map(({ name }) => name).join(', ')}`)
  const known = line ? await knownTemplates(needs, line, plan.template.name) : undefined
  if (line && !known) about('template', UNKNOWN_ACCOUNT)
  const template = known?.find(({ language }) => language === plan.template.language)
  const { content, variables } = foldContent(withItsVariables(plan.template, template))
  if (known) for (const fault of faultsOf(needs, content, known)) about('template', fault)
  for (const time of plan.quiet ? [plan.quiet.from, plan.quiet.to] : [])
    if (minutesOf(time) === undefined) about('list', `"${time}" is no time for quiet hours: write 21:00`)
  const isSendable = faults.length === 0

  const good: Candidate[] = []
  const rowFaults: AudienceFault[] = []
  let rows = 0
  const reading = { business, plan, variables, readPhone: needs.readPhone, isTimeZone }
  for await (const page of audienceOf(needs, reading)) {
    rows += page.rows
    rowFaults.push(...page.faults)
    for (const candidate of page.candidates) {
      const wrong = isSendable ? faultsOf(needs, contentFor(content, candidate.values), known!) : []
      for (const fault of wrong) rowFaults.push({ row: candidate.row, kind: 'value', fault })
      if (wrong.length === 0) good.push(candidate)
    }
  }
  const { met, unmet } = await meet(needs, { business, candidates: good, template: content, now })
  const all = [...rowFaults, ...unmet].toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0))

  const quiet = plan.quiet === undefined ? settings().quiet : (plan.quiet ?? undefined)
  const room = await roomFor(needs, now)
  const look: CampaignLook = {
    ...{ rows, good: met.length, faults: [...faults, ...all], category: template?.category, room },
    samples: met.slice(0, SAMPLES).map((one) => sampleOf(needs, content, one, known)),
    cost: costOfCampaign({
      messages: count(met, ({ country }) => country),
      category: template?.category ?? '',
      at: plan.startAt ?? now,
      card: settings().card,
    }),
    pace: paceOf(met, {
      quiet,
      room,
      startAt: Math.max(plan.startAt ?? now, now),
      perSecond: campaignRate(line?.throughput ?? 1),
    }),
    notes: notesOn(met, template),
  }
  return { look, content, quiet, good: met }
}

async function roomFor({ store, business, policy }: LookNeeds, now: number): Promise<CampaignRoom> {
  const { limit, used, underWay } = await store.messagingRoom({ business, set: policy.messagingLimit, now })
  if (!Number.isFinite(limit)) return { limit: undefined, used, left: undefined }
  return { limit, used, left: Math.max(0, limitForCampaigns(limit) - used - underWay) }
}

const UNKNOWN_ACCOUNT =
  'nothing is known of the templates of this line: give it its accountId, and let `wabaton templates --sync` ask Meta'

/** Asks Meta anew where the name is not known, or is at fault; undefined where the account was never asked. */
async function knownTemplates(
  { store, templates }: LookNeeds,
  line: Line,
  name: string,
): Promise<readonly KnownTemplate[] | undefined> {
  const { account, business } = line
  if (account === undefined) return undefined
  const named = () => store.templatesNamed({ business, account, name })
  const before = await named()
  const isFine = before.templates.some(({ status }) => status === 'APPROVED')
  if (!isFine) await templates.sync(account).catch(() => undefined)
  const found = isFine ? before : await named()
  return found.syncedAt === undefined ? undefined : found.templates
}

const faultsOf = ({ whatsapp }: Pick<World, 'whatsapp'>, content: Template, known: readonly KnownTemplate[]) => [
  ...whatsapp.faults(content),
  ...(whatsapp.templates.check(content, known)?.faults ?? []),
]

/** Where a plan does not say what fills the texts of a template, the columns do that are named as its variables are. */
function withItsVariables(
  { header, body, ...plan }: CampaignPlan['template'],
  known: KnownTemplate | undefined,
): Template {
  const filled = (type: 'HEADER' | 'BODY'): TemplateParameters | undefined => {
    const component = known?.components.find((one) => one.type === type)
    const names = variablesOf(typeof component?.text === 'string' ? component.text : '')
    if (names.length === 0) return undefined
    const columns = names.map((name) => [name, `{{${name}}}`] as const)
    return known?.parameters === 'named' ? Object.fromEntries(columns) : columns.map(([, column]) => column)
  }
  const [head, text] = [header ?? filled('HEADER'), body ?? filled('BODY')]
  return { kind: 'template', ...plan, ...(head && { header: head }), ...(text && { body: text }) }
}

interface Meeting {
  readonly business: string
  readonly candidates: readonly Candidate[]
  readonly template: Template
  readonly now: number
}

/** Who they are: two rows may be one person, by two forms of a number or by all that is known of them. */
async function meet({ store, clock }: LookNeeds, { business, candidates, template, now }: Meeting) {
  const met: Candidate[] = []
  const unmet: AudienceFault[] = []
  const rowsByPerson = new Map<string, number>()
  for (let from = 0; from < candidates.length; from += AT_ONCE) {
    const some = candidates.slice(from, from + AT_ONCE)
    const recipients = some.map(({ country: _, ...recipient }) => recipient)
    const looked = await store.addRecipients({ business, campaign: undefined, template, recipients, dry: true, now })
    if (looked.kind === 'conflict') throw new Error('a look at an audience met a campaign')
    const blocked = await store.blockedAmong({ business, customers: looked.rows.flatMap(({ who }) => who ?? []) })
    for (const [index, one] of looked.rows.entries()) {
      const of = one.kind === 'duplicate' ? one.of : one.who === undefined ? undefined : rowsByPerson.get(one.who)
      if (of !== undefined)
        unmet.push({ row: one.row, kind: 'duplicate', fault: `the same person stands in row ${of}` })
      else if (blocked.has(one.who ?? '')) unmet.push({ row: one.row, kind: 'blocked', fault: BLOCKED })
      else if (one.kind === 'opted-out') unmet.push({ row: one.row, kind: 'opted-out', fault: OPTED_OUT })
      else if (one.kind === 'not-reachable') unmet.push({ row: one.row, kind: 'unknown-customer', fault: NOBODY })
      else met.push(some[index]!)
      if (one.who !== undefined && of === undefined) rowsByPerson.set(one.who, one.row)
    }
    await clock.breathe()
  }
  return { met, unmet }
}

const OPTED_OUT = 'they want no marketing: `wabaton consent show` tells since when, and whether they said so themselves'
const BLOCKED = 'they are blocked, and the business does not write to them: let them in again on the desk first'
const NOBODY = 'there is no such customer, or no number of theirs is known'

function count<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

function paceOf(
  met: readonly Candidate[],
  {
    quiet,
    ...pacing
  }: { quiet: QuietHours | undefined } & Omit<Parameters<typeof paceOfCampaign>[0], 'groups' | 'quiet'>,
) {
  const [from, to] = [quiet && minutesOf(quiet.from), quiet && minutesOf(quiet.to)]
  const isQuiet = from !== undefined && to !== undefined
  // Time zones are many and countries few: whoever is written to by the same clocks is looked at once.
  const groups = count(met, ({ zone, country }) => (isQuiet ? (zone ?? country ?? '') : ''))
  const zonesIn = new Map(met.map(({ zone, country }) => [zone ?? country ?? '', { own: zone, country }]))
  return paceOfCampaign({
    ...pacing,
    quiet: isQuiet ? { from, to } : undefined,
    groups: [...groups].map(([key, size]) => {
      const { own, country } = zonesIn.get(key) ?? { own: undefined, country: undefined }
      return { count: size, zones: isQuiet ? zonesFor({ own, country, business: quiet?.zone ?? 'UTC' }) : [] }
    }),
  })
}

function sampleOf(
  { whatsapp }: Pick<World, 'whatsapp'>,
  content: Template,
  { row, to, name, values }: Candidate,
  known: readonly KnownTemplate[] | undefined,
): CampaignSample {
  const words = known && whatsapp.templates.check(contentFor(content, values), known)?.words
  return { row, to, name, words: words ?? '' }
}

function notesOn(met: readonly Candidate[], template: KnownTemplate | undefined): string[] {
  const notes: string[] = []
  const american = met.filter(({ country }) => country === 'US').length
  if (template?.category === 'MARKETING' && american > 0)
    notes.push(
      `Meta has not delivered marketing to numbers of the United States since April 2025: ${american} of these are.`,
    )
  if (template?.quality === 'RED') notes.push('Meta says that the quality of this template is low, and may pause it.')
  return notes
}
