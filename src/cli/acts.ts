import type { CampaignPort } from '../flows/campaigns.ts'
import type { DeskPort } from '../flows/desk.ts'
import type { TemplateDesk } from '../flows/manage-templates.ts'
import { COMMAND_LINE } from '../flows/memory-asker.ts'
import type { MemoryPort } from '../flows/memory-port.ts'
import type { Templates } from '../flows/world.ts'
import type { DocumentPort } from '../memories.ts'
import type { Platform } from '../platform.ts'

/** What commands do as a desk does it. */
const ACTS = ['conversations', 'thread', 'releaseHandoff', 'reply', 'note'] as const satisfies (keyof DeskPort)[]
export type Act = (typeof ACTS)[number]

/** What commands do with the memory, and with documents where they lie. */
const MEMORY_ACTS = ['search', 'list'] as const satisfies (keyof MemoryPort)[]
const DOCUMENT_ACTS = ['bring', 'remove'] as const satisfies (keyof DocumentPort)[]
export type MemoryAct = (typeof MEMORY_ACTS)[number]
export type DocumentAct = (typeof DOCUMENT_ACTS)[number]

/** What commands do with templates at Meta. */
const TEMPLATE_ACTS = ['create', 'edit', 'remove', 'sync'] as const satisfies (keyof CommandTemplates)[]
export type CommandTemplates = TemplateDesk & Pick<Templates, 'sync'>
export type TemplateAct = (typeof TEMPLATE_ACTS)[number]

const CAMPAIGN_ACTS = [
  'look',
  'create',
  'list',
  'show',
  'recipients',
  'start',
  'move',
  'delete',
] as const satisfies (keyof CampaignPort)[]
export type CampaignAct = (typeof CAMPAIGN_ACTS)[number]

/** What a server has that commands act on. */
export interface Acted {
  readonly desk: DeskPort
  readonly memory: MemoryPort
  readonly documents: DocumentPort
  readonly templates: CommandTemplates
  readonly campaigns: CampaignPort
  readonly say: Platform['say']
}

/** As it came over the socket: `desk/reply`. Undefined where nobody does this. */
// biome-ignore lint/suspicious/noExplicitAny: only a command of this version speaks there, and what cannot be used is refused where it is done.
export function actOf(path: string): ((acted: Acted, given: any) => Promise<unknown>) | undefined {
  const [, on, name] = /^(desk|memory|documents|templates|campaigns)\/(\w+)$/.exec(path) ?? []
  if (path === 'say') return (acted, given) => acted.say(given)
  const template = on === 'templates' ? TEMPLATE_ACTS.find((act) => act === name) : undefined
  if (template)
    return (acted, given) => (acted.templates[template] as (...all: readonly unknown[]) => Promise<unknown>)(...given)
  const campaign = on === 'campaigns' ? CAMPAIGN_ACTS.find((act) => act === name) : undefined
  if (campaign)
    return (acted, given) => (acted.campaigns[campaign] as (...all: readonly unknown[]) => Promise<unknown>)(...given)
  const desk = on === 'desk' ? ACTS.find((act) => act === name) : undefined
  if (desk) return (acted, given) => actAs(acted.desk, desk, given)
  const memory = on === 'memory' ? MEMORY_ACTS.find((act) => act === name) : undefined
  if (memory) return (acted, given) => acted.memory[memory](given, COMMAND_LINE)
  const documents = on === 'documents' ? DOCUMENT_ACTS.find((act) => act === name) : undefined
  return documents && ((acted, given) => acted.documents[documents](given))
}

// biome-ignore lint/suspicious/noExplicitAny: see above.
export const actAs = (desk: DeskPort, act: Act, given: readonly any[]): Promise<unknown> =>
  (desk[act] as (...all: readonly unknown[]) => Promise<unknown>)(...given)
